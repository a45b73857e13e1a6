import Formats

/// Which rows of the batch being converted are refused, and why: the first column at fault of each. And in which
/// ACCEPTINVCHARS replaced bytes.
///
/// By column, since in a file that is all errors each row comes here: a rule is kept once a batch, and of a row its
/// number and the details.
final class RowRejects {
  struct Entry {
    var row: Int
    /// In the table.
    var column: Int32
    var fault: FieldFault
  }

  /// What rows of the batch break.
  struct Rule {
    /// In the table.
    var column: Int32
    var fault: FieldFault
    fileprivate var tag: Int
  }

  struct Repair {
    var row: Int
    /// In the table: the first in which the row has bytes that were replaced.
    var column: Int
  }

  /// What each refused row asks for, in memory of its own: none asks for exclusive access to it.
  private struct State {
    /// How many rows are refused.
    var count = 0
    /// The last rule that was asked for; no column is -1.
    var column: Int32 = -1
    var tag = 0
    var rule = 0
  }

  private(set) var repairs: [Repair] = []
  /// In the table: the column being converted.
  var column = 0
  /// In the order of their columns; some may be no row's.
  private(set) var rules: [Rule] = []
  private let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
  private let rejected = RowFlags()
  private let repaired = RowFlags()
  /// By row: of those that are refused.
  private let faults = UnsafeMutablePointer<(details: FaultDetails, rule: Int)>.allocate(
    capacity: RecordBatch.capacity)

  init() { state.initialize(to: State()) }

  deinit {
    state.deallocate()
    faults.deallocate()
  }

  /// How many rows are refused.
  var count: Int { state.pointee.count }

  func contains(_ row: Int) -> Bool { rejected[row] }

  /// Why a row is refused, which it is.
  subscript(row: Int) -> Entry {
    let rule = rules[ruleNumber(row)]
    return Entry(row: row, column: rule.column, fault: rule.fault.with(details(row)))
  }

  /// The index in `rules` of what a refused row breaks.
  func ruleNumber(_ row: Int) -> Int {
    precondition(rejected[row], "a row that is not refused has no fault")
    return faults[row].rule
  }

  /// What the rule leaves out, of a refused row.
  func details(_ row: Int) -> FaultDetails {
    precondition(rejected[row], "a row that is not refused has no fault")
    return faults[row].details
  }

  /// The details of refused rows; nil where four bytes do not hold those of one.
  func narrowDetails(_ rows: some Collection<Int>) -> [UInt32]? {
    var others: UInt64 = 0
    let narrow = rows.map { row in
      let details = details(row)
      others |= details.first >> 32 | details.second
      return UInt32(truncatingIfNeeded: details.first)
    }
    return others == 0 ? narrow : nil
  }

  /// In the order of the input.
  var entries: [Entry] { count == 0 ? [] : (0..<RecordBatch.capacity).filter(contains).map { self[$0] } }

  /// Columns are converted in order, so the first that rejects a row names it.
  func reject(_ row: Int, column: Int, _ fault: FieldFault) {
    if !rejected[row] { reject(row, rule(fault, column), fault.details) }
  }

  /// The same by the index of a rule.
  @inline(__always)
  func reject(_ row: Int, _ rule: Int, _ details: FaultDetails) {
    guard !rejected[row] else { return }
    rejected[row] = true
    (faults + row).initialize(to: (details, rule))
    state.pointee.count += 1
  }

  /// The index of the rule of a fault.
  func rule(_ fault: FieldFault, _ column: Int) -> Int {
    let (column, tag) = (Int32(truncatingIfNeeded: column), fault.tag)
    if state.pointee.column != column || state.pointee.tag != tag {
      let rule = find(column, tag) ?? add(Rule(column: column, fault: fault.rule, tag: tag))
      (state.pointee.column, state.pointee.tag, state.pointee.rule) = (column, tag, rule)
    }
    return state.pointee.rule
  }

  /// Those of the last column stand last.
  private func find(_ column: Int32, _ tag: Int) -> Int? {
    var index = rules.count
    while index > 0, rules[index - 1].column == column {
      index -= 1
      if rules[index].tag == tag { return index }
    }
    return nil
  }

  private func add(_ rule: Rule) -> Int {
    rules.append(rule)
    return rules.count - 1
  }

  func noteRepair(_ row: Int) {
    guard !repaired[row] else { return }
    repaired[row] = true
    repairs.append(Repair(row: row, column: column))
  }

  func removeAll() {
    removeRejected()
    for repair in repairs { repaired[repair.row] = false }
    repairs.removeAll(keepingCapacity: true)
  }
}

extension RowRejects {
  /// No row is refused any more.
  func removeRejected() {
    if count > 0 { rejected.removeAll() }
    state.pointee = State()
    if !rules.isEmpty { rules.removeAll(keepingCapacity: true) }
  }
}

/// A flag for each row of a batch: memory of its own, so that no row asks for exclusive access to it.
private struct RowFlags: ~Copyable {
  private let flags = UnsafeMutablePointer<Bool>.allocate(capacity: RecordBatch.capacity)

  init() { flags.initialize(repeating: false, count: RecordBatch.capacity) }

  deinit { flags.deallocate() }

  func removeAll() { flags.update(repeating: false, count: RecordBatch.capacity) }

  subscript(row: Int) -> Bool {
    get {
      precondition(0..<RecordBatch.capacity ~= row, "no such row in a batch")
      return flags[row]
    }
    nonmutating set {
      precondition(0..<RecordBatch.capacity ~= row, "no such row in a batch")
      flags[row] = newValue
    }
  }
}
