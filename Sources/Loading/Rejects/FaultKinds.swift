/// The kinds of fault that refused rows have, each with a number: many rows of one kind follow each other, and so do
/// the kinds of one column.
struct FaultKinds: Sendable {
  /// What makes rows one kind, as far as no word needs to be made for it.
  struct Kind: Hashable, Sendable {
    /// In the table; nil where the record as a whole is at fault.
    var column: Int32?
    var rule: RowFault
  }

  /// By number, in the order in which they came up.
  private(set) var kinds: [Kind] = []
  private var numbers: [Kind: Int] = [:]
  /// Of each column the latest, behind that of records as a whole; -1 for none.
  private var latest: [Int] = []

  mutating func number(of fault: RowFault, column: Int32?) -> Int {
    let kind = Kind(column: column, rule: fault.rule)
    let slot = Int(column ?? -1) + 1
    if slot < latest.count, latest[slot] >= 0, kinds[latest[slot]] == kind { return latest[slot] }
    return find(kind, slot)
  }

  private mutating func find(_ kind: Kind, _ slot: Int) -> Int {
    let number = numbers[kind] ?? kinds.count
    if number == kinds.count {
      kinds.append(kind)
      numbers[kind] = number
    }
    while latest.count <= slot { latest.append(-1) }
    latest[slot] = number
    return number
  }
}
