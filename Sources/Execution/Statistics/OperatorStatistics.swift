import Columnar
import Planning
import Synchronization
import System

/// Counts what an operator does while it runs: a few additions a batch, nothing a row.
///
/// Rows are pushed: an operator's `produce` runs its input's, which calls back with batches, so that times are nested.
///
/// ```
/// produce of a join      ├──────────────────────────────┤
///   produce of its scan    ├────────────────────────┤        `producing` of the scan: without the calls back
///     a batch in the join      ├────┤   ├────┤               the join's own work
/// ```
/// A pipeline breaker runs its input while its own source is made, on all threads: what its input spends in calls back
/// then (`feeding`) is the breaker's work, and so is what the making takes besides.
package final class OperatorStatistics: Sendable {
  private struct Counts {
    var total = MorselCounts()
    var producing = Duration.zero
    /// Of `producing`, what happened inside the `produce` of the operator that takes the rows.
    var streaming = Duration.zero
    /// While the operator that takes the rows was made: its work on them, their bytes, and from when to when.
    var feeding = Duration.zero
    var fedBytes = 0
    var fed: ClosedRange<ContinuousClock.Instant>?
    var making = Duration.zero
    var run: ClosedRange<ContinuousClock.Instant>?
    var keepsInput = false
    var inputs: [OperatorStatistics?] = []
  }

  /// Of all sub-queries in the plan's expressions.
  let subqueries: SubqueryStatistics
  private let counts = Mutex(Counts())
  private let isMade = MadeFlag()
  /// Of the operator that takes the rows; nil for the plan's last one.
  private let consumer: MadeFlag?
  /// One moment by the clock that counts and by the time of day.
  private let origin: (clock: ContinuousClock.Instant, time: Int64)

  /// Of what takes the rows of the plan's last operator.
  package convenience init() { self.init(nil, SubqueryStatistics(), origin: (ContinuousClock.now, WallClock.now)) }

  private init(
    _ consumer: MadeFlag?, _ subqueries: SubqueryStatistics, origin: (clock: ContinuousClock.Instant, time: Int64)
  ) {
    self.consumer = consumer
    self.subqueries = subqueries
    self.origin = origin
  }

  /// Of an input, by its index among the plan's inputs.
  func input(_ index: Int) -> OperatorStatistics {
    counts.withLock { counts in
      while counts.inputs.count <= index { counts.inputs.append(nil) }
      if let known = counts.inputs[index] { return known }
      let input = OperatorStatistics(isMade, subqueries, origin: origin)
      counts.inputs[index] = input
      return input
    }
  }

  /// Makes the operator's source, which then counts what it gives. `keepsInput`: whether a breaker holds all rows of
  /// its input.
  func measured(keepsInput: Bool, _ make: () throws -> any BatchSource) rethrows -> any BatchSource {
    let begin = ContinuousClock.now
    isMade.set(false)
    defer { noteMaking(begin...ContinuousClock.now, keepsInput: keepsInput) }
    return MeasuredSource(base: try make(), statistics: self)
  }

  private func noteMaking(_ time: ClosedRange<ContinuousClock.Instant>, keepsInput: Bool) {
    isMade.set(true)
    counts.withLock { counts in
      counts.making += time.length
      counts.run = time.joined(counts.run)
      counts.keepsInput = keepsInput
    }
  }

  /// A batch that a LIMIT lets through on its way to the receiver.
  func add(_ batch: Batch) {
    guard batch.count > 0 else { return }
    var counts = MorselCounts()
    counts.note(rows: batch.count, bytes: batch.byteCount) {}
    let now = ContinuousClock.now
    add(counts, at: now...now)
  }

  /// A morsel is through.
  func add(_ morsel: MorselCounts, at time: ClosedRange<ContinuousClock.Instant>) {
    let own = time.length - morsel.emitting
    counts.withLock { counts in
      counts.total.add(morsel)
      counts.producing += own
      counts.run = time.joined(counts.run)
      if consumer?.isSet ?? true {
        counts.streaming += own
      } else {
        counts.feeding += morsel.emitting
        counts.fedBytes += morsel.bytes
        counts.fed = time.joined(counts.fed)
      }
    }
  }
}

extension OperatorStatistics {
  /// What the plan's last operator and those below have counted so far; nil where none ran.
  package var profile: OperatorProfile? {
    var profile = counts.withLock(\.inputs).first??.ownProfile
    profile?.subqueries = subqueries.profiles
    return profile
  }

  private var ownProfile: OperatorProfile {
    let counts = counts.withLock { $0 }
    var profile = OperatorProfile()
    (profile.rows, profile.batches, profile.bytes) = (counts.total.rows, counts.total.batches, counts.total.bytes)
    let inputs = counts.inputs.map { input in input?.counts.withLock { $0 } }
    profile.time = Self.work(counts, inputs.compactMap(\.self)).nanoseconds
    profile.memory = Self.memory(counts, inputs.compactMap(\.self))
    if let run = counts.run {
      (profile.startTime, profile.endTime) = (time(of: run.lowerBound), time(of: run.upperBound))
    }
    profile.inputs = counts.inputs.map { $0?.ownProfile }
    return profile
  }

  /// Microseconds since 1970-01-01 UTC.
  private func time(of instant: ContinuousClock.Instant) -> Int64 {
    origin.time + (instant - origin.clock).nanoseconds / 1000
  }

  private static func work(_ counts: Counts, _ inputs: [Counts]) -> Duration {
    let alone = inputs.reduce(counts.making) { $0 - $1.making - ($1.fed?.length ?? .zero) }
    return inputs.reduce(counts.producing + max(alone, .zero)) { $0 + $1.feeding - $1.streaming }
  }

  private static func memory(_ counts: Counts, _ inputs: [Counts]) -> Int {
    let fed = inputs.reduce(0) { $0 + $1.fedBytes }
    return max(counts.total.largest, fed == 0 ? 0 : counts.keepsInput ? fed : counts.total.bytes)
  }
}

/// What one morsel gave.
struct MorselCounts {
  var rows = 0
  var batches = 0
  var bytes = 0
  /// Bytes of the largest batch.
  var largest = 0
  /// What those who take the batches did with them.
  var emitting = Duration.zero

  mutating func note(rows: Int, bytes: Int, _ emit: () throws -> Void) rethrows {
    self.rows += rows
    batches += 1
    self.bytes += bytes
    largest = max(largest, bytes)
    let begin = ContinuousClock.now
    defer { emitting += ContinuousClock.now - begin }
    try emit()
  }

  fileprivate mutating func add(_ other: MorselCounts) {
    rows += other.rows
    batches += other.batches
    bytes += other.bytes
    largest = max(largest, other.largest)
  }
}

/// Whether an operator's source is made: its rows flow from then on.
private final class MadeFlag: Sendable {
  private let value = Atomic(false)

  var isSet: Bool { value.load(ordering: .acquiring) }
  func set(_ isSet: Bool) { value.store(isSet, ordering: .releasing) }
}

extension ClosedRange<ContinuousClock.Instant> {
  fileprivate var length: Duration { upperBound - lowerBound }

  fileprivate func joined(_ other: Self?) -> Self {
    guard let other else { return self }
    return Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
  }
}

extension Duration {
  fileprivate var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
