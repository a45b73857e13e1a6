/// An order of rows by sort keys; NULLs where the key wants them, strings in byte order without trailing blanks.
///
/// Rows that agree in all keys stay in row order: every sort with it is stable and has one answer.
package final class RowOrder: @unchecked Sendable {
  package struct Key: Sendable {
    package var column: Column
    package var isDescending: Bool
    package var nullsFirst: Bool

    package init(_ column: Column, isDescending: Bool, nullsFirst: Bool) {
      self.column = column
      self.isDescending = isDescending
      self.nullsFirst = nullsFirst
    }
  }

  /// Rows.
  package let count: Int
  /// Point into `buffers`, which nobody writes after `init`: that makes the class safe to share.
  let keys: [OrderKey]
  private let buffers: [UnsafeMutableRawPointer]
  /// Keeps the strings' bytes in place.
  private let columns: [KeyColumn]

  package init(_ keys: [Key], count: Int) {
    var builder = OrderKeyBuilder(count: count)
    var columns: [KeyColumn] = []
    for key in keys where !key.column.isConstant {
      let column = KeyColumn(key.column)
      builder.add(column, isDescending: key.isDescending, nullsFirst: key.nullsFirst)
      columns.append(column)
    }
    self.count = count
    self.keys = builder.keys
    self.columns = columns
    buffers = builder.buffers
  }

  deinit { for buffer in buffers { buffer.deallocate() } }

  /// Below, at or above zero; without regard to row numbers.
  package func compare(_ a: Int, _ b: Int) -> Int { compare(a, b, from: 0) }

  /// Whether some neighbouring rows are in order as they are, the one before the first among them.
  package func isSorted(_ rows: Range<Int>) -> Bool {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "the rows are the order's")
    return (max(1, rows.lowerBound)..<max(1, rows.upperBound)).allSatisfy { compare($0 - 1, $0) <= 0 }
  }

  @inline(__always)
  func compare(_ a: Int, _ b: Int, from first: Int) -> Int {
    var index = first
    while index < keys.count {
      let order = keys[index].compare(a, b)
      if order != 0 { return order }
      index += 1
    }
    return 0
  }

  @inline(__always)
  func precedes(_ a: SortEntry, _ b: SortEntry) -> Bool {
    if a.prefix != b.prefix { return a.prefix < b.prefix }
    let order = compare(Int(a.row), Int(b.row), from: 0)
    return order != 0 ? order < 0 : a.row < b.row
  }
}

/// A row on its way to its place: the first key's code, and the row's number.
package struct SortEntry: BitwiseCopyable, Sendable {
  var prefix: UInt64
  package var row: UInt32

  package init(row: UInt32) {
    prefix = 0
    self.row = row
  }
}

/// Lays out the keys of a `RowOrder`.
private struct OrderKeyBuilder {
  let count: Int
  private(set) var keys: [OrderKey] = []
  private(set) var buffers: [UnsafeMutableRawPointer] = []

  init(count: Int) { self.count = count }

  mutating func add(_ column: KeyColumn, isDescending: Bool, nullsFirst: Bool) {
    let sharedBytes = column.sharedBytes
    let (codes, isExact) = codes(column, isDescending: isDescending, nullsFirst: nullsFirst, sharedBytes)
    keys.append(
      OrderKey(
        codes: codes, isExact: isExact, values: isExact ? .none : values(column),
        validity: column.hasNulls ? copy(column.validity.words) : nil, isDescending: isDescending,
        nullsFirst: nullsFirst, sharedBytes: sharedBytes))
  }

  private mutating func copy<Element>(_ values: [Element]) -> UnsafeMutablePointer<Element> {
    let buffer = UnsafeMutablePointer<Element>.allocate(capacity: max(1, values.count))
    buffer.initialize(from: values, count: values.count)
    buffers.append(UnsafeMutableRawPointer(buffer))
    return buffer
  }

  private mutating func values(_ column: KeyColumn) -> OrderKey.Values {
    switch column.storage {
    case .words(let values): .int128s(copy(values.map { Int128($0) }))
    case .int128s(let values): .int128s(copy(values))
    case .strings(let values): .strings(copy(values.values))
    }
  }

  private mutating func codes(
    _ column: KeyColumn, isDescending: Bool, nullsFirst: Bool, _ sharedBytes: Int
  ) -> (UnsafeMutablePointer<UInt64>, isExact: Bool) {
    let flip: UInt64 = isDescending ? .max : 0
    switch column.storage {
    case .words(let values):
      return codes(column, nullsFirst: nullsFirst, mayBeExact: true) { Self.code(values[$0]) ^ flip }
    case .int128s(let values):
      let isNarrow = values.allSatisfy { Int64(exactly: $0) != nil }
      if isNarrow {
        return codes(column, nullsFirst: nullsFirst, mayBeExact: true) {
          Self.code(Int64(truncatingIfNeeded: values[$0])) ^ flip
        }
      }
      return codes(column, nullsFirst: nullsFirst, mayBeExact: false) {
        Self.code(Int64(truncatingIfNeeded: values[$0] >> 64)) ^ flip
      }
    case .strings(let values):
      let isShort = values.values.allSatisfy { $0.count <= sharedBytes + 7 }
      let isEven = !isShort && column.isEven(length: sharedBytes + 8)
      return codes(column, nullsFirst: nullsFirst, mayBeExact: isShort || isEven) {
        values.values[$0].orderCode(offset: sharedBytes, isShort: isShort) ^ flip
      }
    }
  }

  private static func code(_ word: Int64) -> UInt64 { UInt64(bitPattern: word) ^ 1 << 63 }

  /// Not exact where a value's code is that of NULL.
  @inline(__always)
  private mutating func codes(
    _ column: KeyColumn, nullsFirst: Bool, mayBeExact: Bool, _ code: (Int) -> UInt64
  ) -> (UnsafeMutablePointer<UInt64>, isExact: Bool) {
    let codes = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, count))
    buffers.append(UnsafeMutableRawPointer(codes))
    guard column.hasNulls else {
      for row in 0..<count { codes[row] = code(row) }
      return (codes, mayBeExact)
    }
    let nullCode: UInt64 = nullsFirst ? 0 : .max
    var collides = false
    for row in 0..<count {
      let isValid = column.validity[row]
      codes[row] = isValid ? code(row) : nullCode
      collides = collides || isValid && codes[row] == nullCode
    }
    return (codes, mayBeExact && !collides)
  }
}

extension KeyColumn {
  /// Whether all strings have so many bytes.
  fileprivate func isEven(length: Int) -> Bool {
    let strings = strings.values
    return strings.indices.allSatisfy { strings[$0].count == length || !isValid($0) }
  }

  /// How many leading bytes all strings share (`https://`); 0 for other values.
  fileprivate var sharedBytes: Int {
    guard case .strings(let values) = storage else { return 0 }
    var first: StringView?
    var shared = 0
    for row in 0..<count where validity[row] {
      let view = values.values[row]
      if let first { shared = min(shared, first.sharedBytes(view)) } else { shared = view.count }
      first = first ?? view
      if shared == 0 { break }
    }
    return shared
  }
}
