import Foundation
import Scheduling
import Synchronization
import Testing

@Suite struct WorkerPoolTests {
  struct Failure: Error, Equatable { var index: Int }

  static let sizes = [1, 2, 3, 8]

  @Test(arguments: sizes) func resultsAreInOrder(threads: Int) throws {
    let pool = WorkerPool(threads: threads)
    for count in [0, 1, 2, 7, 1000] {
      #expect(try pool.map(count: count) { $0 * 2 } == (0..<count).map { $0 * 2 })
    }
  }

  @Test(arguments: sizes) func lowestFailureIsThrown(threads: Int) throws {
    let pool = WorkerPool(threads: threads)
    for _ in 0..<200 {
      #expect(throws: Failure(index: 37)) {
        try pool.forEach(count: 1000) { index in
          if index >= 37 && index % 2 == 1 { throw Failure(index: index) }
        }
      }
    }
  }

  @Test(arguments: sizes) func callsNest(threads: Int) throws {
    let pool = WorkerPool(threads: threads)
    let sums = try pool.map(count: 20) { outer in
      try pool.map(count: 20) { inner in
        try pool.map(count: 5) { outer * inner * $0 }.reduce(0, +)
      }.reduce(0, +)
    }
    #expect(sums == (0..<20).map { $0 * 190 * 10 })
  }

  @Test(arguments: sizes) func eachWorkerHasItsState(threads: Int) throws {
    let pool = WorkerPool(threads: threads)
    let made = Atomic<Int>(0)
    let results = try pool.map(
      count: 500,
      with: {
        made.add(1, ordering: .relaxed)
        return [Int]()
      },
      { (seen: inout [Int], index) in
        seen.append(index)
        return seen.last ?? -1
      })
    #expect(results == Array(0..<500))
    #expect((1...threads).contains(made.load(ordering: .relaxed)))
  }

  @Test(arguments: sizes) func numbersAreNotShared(threads: Int) throws {
    let pool = WorkerPool(threads: threads)
    let busy = Mutex(Set<Int>())
    let clashes = Atomic<Int>(0)
    try pool.forEachNumbered(count: 2000) { worker, _ in
      let isFree = busy.withLock { $0.insert(worker).inserted }
      if !isFree || worker >= threads { clashes.add(1, ordering: .relaxed) }
      busy.withLock { _ = $0.remove(worker) }
    }
    #expect(clashes.load(ordering: .relaxed) == 0)
  }

  @Test(arguments: sizes) func cancellationEndsCalls(threads: Int) throws {
    let base = WorkerPool(threads: threads)
    let token = Cancellation()
    let pool = base.cancellable(by: token)
    let done = Atomic<Int>(0)
    #expect(throws: Scheduling.CancellationError.self) {
      try pool.forEach(count: 100_000) { index in
        done.add(1, ordering: .relaxed)
        if index == 10 { token.cancel() }
      }
    }
    #expect(done.load(ordering: .relaxed) < 1000)
    #expect(throws: Scheduling.CancellationError.self) {
      try pool.mapOrdered(count: 5, window: 2, { $0 }, consume: { _, _ in true })
    }
    #expect(try base.map(count: 3) { $0 } == [0, 1, 2])
    token.reset()
    #expect(try pool.map(count: 3) { $0 } == [0, 1, 2])
  }

  /// The one worker leaves the job in the background for a job that only two threads can finish.
  @Test func jobsInTheBackgroundGiveWay() throws {
    let pool = WorkerPool(threads: 2)
    let background = pool.inBackground(cancellation: Cancellation())
    let isDone = Atomic<Bool>(false)
    let begun = Atomic<Int>(0)
    let waits = IOThreads(limit: 1)
    waits.add {
      try background.forEach(count: 2000) { _ in
        begun.add(1, ordering: .relaxed)
        if !isDone.load(ordering: .relaxed) { usleep(2000) }
      }
    }
    while begun.load(ordering: .relaxed) < 10 { usleep(100) }
    let arrived = Atomic<Int>(0)
    let clock = ContinuousClock()
    let start = clock.now
    try pool.forEach(count: 2) { _ in
      arrived.add(1, ordering: .relaxed)
      while arrived.load(ordering: .relaxed) < 2 && clock.now - start < .seconds(10) { usleep(100) }
    }
    #expect(clock.now - start < .seconds(1) && begun.load(ordering: .relaxed) < 1000)
    isDone.store(true, ordering: .relaxed)
    try waits.finish()
    #expect(begun.load(ordering: .relaxed) == 2000 && waits.isIdle)
  }

  @Test func cancellationsFollowTheirSuperiors() throws {
    let superior = Cancellation()
    let (one, other) = (Cancellation(under: superior), Cancellation(under: superior))
    one.cancel()
    #expect(one.isCancelled && !other.isCancelled && !superior.isCancelled)
    superior.cancel()
    #expect(other.isCancelled)
  }

  @Test func threadsOfOneCallerDoNotDisturbAnother() throws {
    let pool = WorkerPool(threads: 3)
    let outer = WorkerPool(threads: 4)
    let sums = try outer.map(count: 200) { caller in
      try pool.map(count: 50) { $0 + caller }.reduce(0, +)
    }
    #expect(sums == (0..<200).map { 1225 + 50 * $0 })
  }

  @Test func callsAreCheap() throws {
    let pool = WorkerPool(threads: 2)
    let clock = ContinuousClock()
    let empty = try clock.measure { for _ in 0..<2000 { try pool.forEach(count: 2) { _ in } } }
    let wide = try clock.measure { try pool.forEach(count: 1_000_000) { _ in } }
    #expect(empty < .seconds(2) && wide < .seconds(5), "call \(empty / 2000), index \(wide / 1_000_000)")
  }
}

@Suite struct OrderedMapTests {
  static let sizes = WorkerPoolTests.sizes

  @Test(arguments: sizes) func consumesInOrderWithinTheWindow(threads: Int) throws {
    let pool = WorkerPool(threads: threads)
    let consumed = Atomic<Int>(0)
    let tooFar = Atomic<Int>(0)
    for window in [1, 2, 5, 100] {
      consumed.store(0, ordering: .relaxed)
      var order: [Int] = []
      try pool.mapOrdered(
        count: 300, window: window,
        { index in
          if index > consumed.load(ordering: .relaxed) + window { tooFar.add(1, ordering: .relaxed) }
          return index
        },
        consume: { index, value in
          order.append(value)
          consumed.store(index + 1, ordering: .relaxed)
          return true
        })
      #expect(order == Array(0..<300))
    }
    #expect(tooFar.load(ordering: .relaxed) == 0)
  }

  @Test(arguments: sizes) func stopsEarly(threads: Int) throws {
    let pool = WorkerPool(threads: threads)
    for _ in 0..<100 {
      var order: [Int] = []
      try pool.mapOrdered(
        count: 1000, window: 4, { $0 },
        consume: { _, value in
          order.append(value)
          return value < 9
        })
      #expect(order == Array(0...9))
    }
  }

  @Test(arguments: sizes) func failureComesInItsTurn(threads: Int) throws {
    let pool = WorkerPool(threads: threads)
    for _ in 0..<100 {
      var order: [Int] = []
      #expect(throws: WorkerPoolTests.Failure(index: 12)) {
        try pool.mapOrdered(
          count: 100, window: 8,
          { index in
            if index >= 12 { throw WorkerPoolTests.Failure(index: index) }
            return index
          },
          consume: { _, value in
            order.append(value)
            return true
          })
      }
      #expect(order == Array(0..<12))
    }
  }

  @Test(arguments: sizes) func consumerMayUseThePool(threads: Int) throws {
    let pool = WorkerPool(threads: threads)
    var total = 0
    try pool.mapOrdered(
      count: 50, window: 3, { index in try pool.map(count: 10) { $0 + index }.reduce(0, +) },
      consume: { _, value in
        total += try pool.map(count: 4) { $0 + value }.reduce(0, +)
        return true
      })
    #expect(total == (0..<50).map { 4 * (45 + 10 * $0) + 6 }.reduce(0, +))
  }
}
