/// Refused rows counted by rule and column, without a word for any of them: many of one kind follow each other.
struct FaultCounts {
  /// What makes rows one kind, as far as no word needs to be made for it.
  struct Kind: Hashable {
    /// In the table; nil where the record as a whole is at fault.
    var column: Int32?
    var rule: RowFault
  }

  private var counts: [Kind: Int] = [:]
  /// Of the latest row: not yet in `counts`.
  private var last: Kind?
  private var run = 0

  mutating func add(_ fault: RowFault, column: Int32?) {
    let kind = Kind(column: column, rule: fault.rule)
    if kind != last {
      flush()
      last = kind
    }
    run += 1
  }

  /// How many there are of each kind.
  mutating func finish() -> [Kind: Int] {
    flush()
    return counts
  }

  private mutating func flush() {
    if let last { counts[last, default: 0] += run }
    run = 0
  }
}
