import SQLTypes

/// Columns in the form in which rows are hashed, compared and ordered: one of three element types, each comparable by
/// value.
///
/// | column | key form |
/// |---|---|
/// | integers, dates, times, decimals up to 19 digits | the word itself |
/// | booleans | 0 or 1 |
/// | doubles | a word in the order of the numbers: -0.0 is 0.0, all NaNs are one value above infinity |
/// | wide decimals, timetz | 128 bits |
/// | intervals | 128 bits: microseconds, a month counting 30 days |
/// | strings | views; character values without trailing blanks (sql.md 1.2) |
/// | strings of COLLATE CASE_INSENSITIVE | the same in lower case |
/// | SUPER | strings in the order of the values; JSON's null is NULL (`superKeys`) |
package struct KeyColumns: Sendable {
  package let columns: [KeyColumn]
  /// Rows.
  package let count: Int

  package init(_ columns: [Column], count: Int) {
    self.init(keys: columns.map(KeyColumn.init), count: count)
  }

  package init(keys columns: [KeyColumn], count: Int) {
    self.columns = columns
    self.count = count
  }

  /// Which rows have no NULL among their keys; nil where that is every row.
  package var completeness: [Bool]? { completeness(among: columns) }

  func completeness(among columns: [KeyColumn]) -> [Bool]? {
    let nullable = columns.filter(\.hasNulls)
    guard !nullable.isEmpty else { return nil }
    var complete = [Bool](repeating: true, count: count)
    for column in nullable {
      for row in 0..<count where !column.isValid(row) { complete[row] = false }
    }
    return complete
  }
}

/// One column of `KeyColumns`.
package struct KeyColumn: Sendable {
  enum Storage: Sendable {
    case words([Int64])
    case int128s([Int128])
    case strings(StringColumn)
  }

  let storage: Storage
  let validity: Validity
  let isConstant: Bool
  let count: Int

  package init(_ column: Column) {
    if column.type == .super {
      let keys = column.superKeys
      (storage, validity) = (.strings(keys.strings), keys.validity)
    } else {
      (storage, validity) = (Self.storage(column), column.validity)
    }
    isConstant = column.isConstant
    count = column.count
  }

  package var hasNulls: Bool { !validity.isAllValid }
  package var isString: Bool { if case .strings = storage { true } else { false } }
  func isValid(_ row: Int) -> Bool { validity[row & mask] }
  var mask: Int { isConstant ? 0 : ~0 }

  /// The values of a column of that form; another form is a mistake of the caller's.
  var words: [Int64] {
    guard case .words(let words) = storage else { preconditionFailure("a key of words") }
    return words
  }

  var int128s: [Int128] {
    guard case .int128s(let int128s) = storage else { preconditionFailure("a key of wide numbers") }
    return int128s
  }

  var strings: StringColumn {
    guard case .strings(let strings) = storage else { preconditionFailure("a key of strings") }
    return strings
  }

  private static func storage(_ column: Column) -> Storage {
    switch column.storage {
    case .bools(let values): .words(values.map { $0 ? 1 : 0 })
    case .ints(let values): .words(values)
    case .packed(let values): .words(values.values)
    case .doubles(let values): .words(values.map(orderedWord))
    case .int128s(let values): .int128s(values)
    case .intervals(let values): .int128s(values.map(microseconds))
    case .strings(let values) where column.type.isCaseInsensitive: .strings(values.flat.trimmed.caseFolded)
    case .strings(let values): .strings(column.type.isCharacter ? values.flattenedIfSmaller.trimmed.flat : values.flat)
    }
  }

  /// A word whose order is the order of the numbers.
  private static func orderedWord(_ value: Double) -> Int64 {
    if value == 0 { return 0 }
    let bits = Int64(bitPattern: value.isNaN ? Double.nan.bitPattern : value.bitPattern)
    return bits ^ (bits >> 63 & Int64.max)
  }

  private static func microseconds(_ value: Interval) -> Int128 {
    Int128(value.months) * (30 * 86_400_000_000) + Int128(value.microseconds)
  }
}
