import Catalogs
import Columnar
import Execution
import Foundation
import Planning
import SQLTypes
import Scheduling
import TestSupport
import Testing

/// Plans as streams of batches: the same rows as at once, in the same order, and no more of them than are taken.
@Suite struct StreamTests {
  private static func executor(threads: Int, _ cancellation: Cancellation = Cancellation()) -> Executor {
    let system = SystemContext(Database(), catalog: Catalog(), session: SessionInfo())
    return Executor(
      pool: WorkerPool(threads: threads, cancellation: cancellation), context: EvaluationContext(), system: system)
  }

  private static func rows(_ plan: LogicalPlan, threads: Int) throws -> Rows {
    var rows: Rows = []
    try executor(threads: threads).stream(plan).forEachBatch { batch in
      #expect(batch.count > 0)
      rows += (0..<batch.count).map { row in batch.columns.map { $0.value(row) } }
      return true
    }
    return rows
  }

  /// 0, 1, 2 … in batches that are a morsel each.
  private static func numbers(_ batches: Int, size: Int = 1 << 14) -> LogicalPlan {
    let columns = (0..<batches).map { batch in
      Batch([Column(.bigint, ints: (0..<size).map { Int64(batch * size + $0) })], count: size)
    }
    return SampleRows.scan(columns, [.bigint])
  }

  @Test(arguments: 1...2) func sameRowsAsAtOnce(threads: Int) throws {
    for seed in UInt64(0)..<6 {
      var generator = SeededGenerator(seed: seed)
      let types: [DataType] = [.integer, .varchar(40)]
      let left = SampleRows.scan(SampleRows.rows(types, count: 200, &generator), types, &generator)
      let right = SampleRows.scan(SampleRows.rows(types, count: 200, &generator), types, &generator)
      let columns = SampleRows.columns(types)
      let key = JoinKey(left: columns[0], right: columns[0])
      let limit = Int.random(in: 0..<300, using: &generator)
      let plans: [LogicalPlan] = [
        .filter(left, .isNull(columns[1], isNegated: true)), .sort(left, [SortKey(columns[1])]),
        .join(JoinPlan(.left, left, right, keys: [key], residual: nil)),
        .limit(.setOperation(.union, isAll: true, left, right), count: limit, offset: limit / 3),
      ]
      for plan in plans {
        #expect(try "\(Self.rows(plan, threads: threads))" == "\(Run.rows(plan, threads: threads))", "seed \(seed)")
      }
    }
  }

  @Test(arguments: 1...2) func largeLimitsPassThrough(threads: Int) throws {
    let plan = LogicalPlan.limit(Self.numbers(12), count: 150_000, offset: 20_000)
    var (first, last, count) = (Value.null, Value.null, 0)
    try Self.executor(threads: threads).stream(plan).forEachBatch { batch in
      if count == 0 { first = batch.columns[0].value(0) }
      last = batch.columns[0].value(batch.count - 1)
      count += batch.count
      return true
    }
    #expect(count == 150_000 && first == .int(20_000) && last == .int(169_999))
  }

  /// A morsel that multiplies into more rows than may wait goes straight into the receiver.
  @Test(arguments: 1...2) func multiplyingJoin(threads: Int) throws {
    let plan = LogicalPlan.join(
      JoinPlan(.inner, Self.numbers(3, size: 1 << 14), Self.numbers(1, size: 40), keys: [], residual: nil))
    var (next, count) = (Int64(0), 0)
    try Self.executor(threads: threads).stream(plan).forEachBatch { batch in
      guard case .ints(let left) = batch.columns[0].storage else { return false }
      #expect(left.enumerated().allSatisfy { $1 == (next + Int64($0)) / 40 })
      next += Int64(left.count)
      count += batch.count
      return true
    }
    #expect(count == (3 << 14) * 40)
  }

  @Test(arguments: 1...2) func stopsWhenNoMoreIsWanted(threads: Int) throws {
    var batches = 0
    try Self.executor(threads: threads).stream(Self.numbers(40)).forEachBatch { _ in
      batches += 1
      return batches < 3
    }
    #expect(batches == 3)
  }

  @Test(arguments: 1...2) func cancelledBetweenBatches(threads: Int) throws {
    let cancellation = Cancellation()
    var batches = 0
    #expect(throws: CancellationError.self) {
      try Self.executor(threads: threads, cancellation).stream(Self.numbers(40)).forEachBatch { _ in
        batches += 1
        cancellation.cancel()
        return true
      }
    }
    #expect(batches == 1)
  }

  // MARK: How far it runs ahead

  /// How many numbers of the stream have been taken, by the next one.
  private static func taken(_ stream: RandomStream, seed: UInt64, atMost limit: Int) -> Int? {
    let next = stream.next(1)[0]
    return RandomStream(seed: seed).next(limit + 1).firstIndex(of: next)
  }

  /// Rows are computed no further ahead of a receiver that waits than the window says: each row takes a number.
  @Test(arguments: 1...2) func waitsForItsReceiver(threads: Int) throws {
    let (batches, size, seed) = (20, 1 << 16, UInt64(7))
    let context = EvaluationContext(randomSeed: seed)
    let system = SystemContext(Database(), catalog: Catalog(), session: SessionInfo())
    let executor = Executor(pool: WorkerPool(threads: threads), context: context, system: system)
    let random = BoundExpression.call(.volatile(.random), [], .double)
    let stream = try executor.stream(.project(Self.numbers(batches, size: size), [random]))
    let cursor = try BatchCursor(stream)
    let first = try #require(try cursor.next())
    usleep(100_000)
    let ahead = try #require(Self.taken(context.random, seed: seed, atMost: batches * size))
    // The batch taken, the one that is offered, and the window behind it with what its workers have in hand.
    #expect(ahead >= first.count && ahead <= (2 + 2 * threads + threads) * size)
    var rows = first.count
    while let batch = try cursor.next() { rows += batch.count }
    #expect(rows == batches * size)
  }

  // MARK: Cursors

  @Test(arguments: 1...2) func cursorGivesTheSameRows(threads: Int) throws {
    for seed in UInt64(0)..<6 {
      var generator = SeededGenerator(seed: seed)
      let types: [DataType] = [.integer, .varchar(40)]
      let left = SampleRows.scan(SampleRows.rows(types, count: 200, &generator), types, &generator)
      let right = SampleRows.scan(SampleRows.rows(types, count: 200, &generator), types, &generator)
      let key = JoinKey(left: SampleRows.columns(types)[0], right: SampleRows.columns(types)[0])
      let plan = LogicalPlan.join(JoinPlan(.full, left, right, keys: [key], residual: nil))
      let cursor = try BatchCursor(Self.executor(threads: threads).stream(plan))
      var rows: Rows = []
      while let batch = try cursor.next() {
        #expect(batch.count > 0)
        rows += (0..<batch.count).map { row in batch.columns.map { $0.value(row) } }
      }
      #expect(try "\(rows)" == "\(Run.rows(plan, threads: threads))", "seed \(seed)")
      #expect(try cursor.next() == nil)
    }
  }

  @Test(arguments: 1...2) func cursorOfAMultiplyingJoin(threads: Int) throws {
    let plan = LogicalPlan.join(
      JoinPlan(.inner, Self.numbers(2, size: 1 << 16), Self.numbers(2, size: 1 << 16), keys: [], residual: nil))
    let cursor = try BatchCursor(Self.executor(threads: threads).stream(plan))
    var rows = 0
    while rows < 1 << 20, let batch = try cursor.next() { rows += batch.count }
    cursor.close()
    #expect(try cursor.next() == nil)
  }

  @Test(arguments: 1...2) func cancelledCursor(threads: Int) throws {
    let cancellation = Cancellation()
    let cursor = try BatchCursor(Self.executor(threads: threads, cancellation).stream(Self.numbers(40)))
    #expect(try cursor.next() != nil)
    cancellation.cancel()
    #expect(throws: CancellationError.self) { while try cursor.next() != nil {} }
  }

  @Test(arguments: 1...2) func aSmallLimitTakesLittleOfAMultiplyingJoin(threads: Int) throws {
    let plan = LogicalPlan.limit(
      .join(JoinPlan(.inner, Self.numbers(1, size: 1 << 16), Self.numbers(8, size: 1 << 16), keys: [], residual: nil)),
      count: 10, offset: 5)
    #expect(try Run.rows(plan, threads: threads).map { $0[1] } == (5..<15).map { .int($0) })
  }
}
