/// What one operator of a plan did when the plan ran.
package struct OperatorProfile: Sendable {
  /// Rows and batches that it gave.
  package var rows = 0
  package var batches = 0
  /// Of these batches' own arrays.
  package var bytes = 0
  /// Nanoseconds of its own work, on all threads together; without its inputs and those who take its rows.
  package var time: Int64 = 0
  /// Bytes that it held at most: its input where it needs all rows first, its groups, or one batch.
  package var memory = 0
  /// When it began and ended, in microseconds since 1970-01-01 UTC.
  package var startTime: Int64 = 0
  package var endTime: Int64 = 0
  /// Of its inputs; nil for one that did not run, as a common table that ran elsewhere.
  package var inputs: [OperatorProfile?] = []
  /// Of a plan's last operator: of the sub-queries in all its expressions, by their ids.
  package var subqueries: [Int: OperatorProfile] = [:]

  package init() {}

  func input(_ index: Int) -> OperatorProfile? { index < inputs.count ? inputs[index] : nil }

  /// Of two runs of the same operator.
  package func adding(_ other: OperatorProfile) -> OperatorProfile {
    var all = self
    all.rows += other.rows
    all.batches += other.batches
    all.bytes += other.bytes
    all.time += other.time
    all.memory = max(memory, other.memory)
    all.startTime = min(startTime, other.startTime)
    all.endTime = max(endTime, other.endTime)
    all.inputs = (0..<max(inputs.count, other.inputs.count)).map { index in
      guard let one = input(index), let another = other.input(index) else { return input(index) ?? other.input(index) }
      return one.adding(another)
    }
    return all
  }

  /// Of an operator that is printed with its input, as one.
  func joined(_ input: OperatorProfile?) -> OperatorProfile {
    guard let input else { return self }
    var all = self
    all.time += input.time
    all.memory = max(memory, input.memory)
    all.startTime = min(startTime, input.startTime)
    return all
  }

  /// `actual rows=6820 batches=1 time=0.402 ms memory=160 kB`.
  var text: String {
    let micros = time / 1000
    let fraction = String(1000 + micros % 1000).dropFirst()
    return
      "actual rows=\(rows) batches=\(batches) time=\(micros / 1000).\(fraction) ms memory=\((memory + 1023) / 1024) kB"
  }
}
