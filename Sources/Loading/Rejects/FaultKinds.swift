import Formats

/// The kinds of fault that refused rows of one COPY have, each with a number and a count. Found by a look into a table:
/// no two faults are compared.
struct FaultKinds: Sendable {
  /// What makes rows one kind, as far as no word needs to be made for it.
  struct Kind: Hashable, Sendable {
    /// In the table; nil where the record as a whole is at fault.
    var column: Int32?
    var rule: RowFault
  }

  /// By number, in the order in which they came up.
  private(set) var kinds: [Kind] = []
  /// How many rows are of each.
  var counts: [Int] {
    var counts = closed
    if run.rows > 0 { counts[run.number] += run.rows }
    return counts
  }
  /// Without the rows of the run.
  private var closed: [Int] = []
  /// The last rows, as many as are of one column and tag.
  private var run = (slot: -1, number: 0, rows: 0)
  /// By column, those of records as a whole first, and tag; -1 for what did not come up.
  private var numbers: [Int32] = []

  /// Counts a row, or more of one rule: the number of their kind.
  @inline(__always)
  mutating func add(_ fault: RowFault, column: Int32?, rows: Int = 1) -> Int32 {
    let slot = (Int(column ?? -1) + 1) * RowFault.tagCount + fault.tag
    if slot != run.slot || !fault.isOneRule { beginRun(fault, column, slot) }
    run.rows += rows
    return Int32(truncatingIfNeeded: run.number)
  }

  private mutating func beginRun(_ fault: RowFault, _ column: Int32?, _ slot: Int) {
    if run.rows > 0 { closed[run.number] += run.rows }
    let known = slot < numbers.count ? Int(numbers[slot]) : -1
    run = (slot, known, 0)
    if known < 0 || !fault.isOneRule { run.number = find(Kind(column: column, rule: fault.rule), slot) }
  }

  private mutating func find(_ kind: Kind, _ slot: Int) -> Int {
    let number = kinds.firstIndex(of: kind) ?? kinds.count
    if number == kinds.count {
      kinds.append(kind)
      closed.append(0)
    }
    if numbers.count <= slot { numbers += repeatElement(-1, count: slot + RowFault.tagCount - numbers.count) }
    numbers[slot] = Int32(truncatingIfNeeded: number)
    return number
  }
}

extension RowFault {
  static let tagCount = 64

  /// A number of the rule, below `tagCount`: in one COPY, whose columns have one type each, the same column and tag are
  /// the same rule.
  @inline(__always)
  var tag: Int {
    switch self {
    case .encoding: 0
    case .field(let fault): 1 + fault.tag
    case .record(let reason): 24 + reason.tag
    }
  }

  /// Whether the tag tells the rule: files may be in different encodings.
  var isOneRule: Bool { if case .encoding = self { false } else { true } }
}

extension FieldFault {
  /// Below 23.
  var tag: Int {
    switch self {
    case .missingData: 0
    case .indexOutOfRange: 1
    case .notAnObject: 2
    case .noDelimiter: 3
    case .unknownBoolean: 4
    case .stringTooLong: 5
    case .charTooLong: 6
    case .nullByte: 7
    case .invalidSketch: 8
    case .notJSON: 9
    case .superStringTooLong: 10
    case .superTooDeep: 11
    case .oddHexadecimal: 12
    case .dateTooShort: 13
    case .datetime: 14
    case .digit: 15
    case .utf8: 16
    case .multibyte: 17
    case .integerRange: 18
    case .range: 19
    }
  }
}

extension RecordReason {
  /// Below 40: JSON's faults are 14, each with a byte or without.
  fileprivate var tag: Int {
    switch self {
    case .tooFewFields: 0
    case .tooManyFields: 1
    case .badQuote: 2
    case .openQuote: 3
    case .tooLong: 4
    case .nul: 5
    case .json(let fault, let byte, _): 6 + 2 * Int(fault.rawValue) + (byte == nil ? 0 : 1)
    }
  }
}
