/// A row and a record with the same hash.
struct RowCandidate: BitwiseCopyable {
  let record: UnsafePointer<UInt64>
  let row: UInt32
  /// Words of the record before the first string not compared yet.
  var cursor: UInt32
}

/// Rows and records of equal hashes, gathered until there are many, then compared key by key.
struct RowCandidates {
  /// Few enough that what is read of them stays in the first cache from one step to the next.
  static let blockCount = 1 << 7

  private let buffer: UnsafeMutableBufferPointer<RowCandidate>
  private let keys: KeyColumns
  private let layout: KeyRowLayout
  /// The rows' indices in string columns; nil where those are gathered.
  private let rowIndices: [UInt32]?
  private let number: Int
  private(set) var count = 0
  /// Keeps the compiler from dropping loads.
  private var touched: UInt64 = 0

  init(_ buffer: UnsafeMutableBufferPointer<RowCandidate>, _ keys: KeyColumns, rowIndices: [UInt32]?, number: Int) {
    self.buffer = buffer
    self.keys = keys
    self.rowIndices = rowIndices
    self.number = number
    layout = KeyRowLayout(keys)
  }

  @inline(__always)
  mutating func add(_ row: Int, _ record: UnsafePointer<UInt64>, _ matches: inout RowMatches) {
    if count == buffer.count { flush(into: &matches) }
    buffer[count] = RowCandidate(
      record: record, row: UInt32(truncatingIfNeeded: row), cursor: UInt32(truncatingIfNeeded: layout.fixedWords))
    count += 1
  }

  /// Adds the equal ones to `matches` and starts anew.
  mutating func flush(into matches: inout RowMatches) {
    var offset = KeyRowLayout.headerWords
    for column in layout.words {
      keepEqualWords(keys.columns[column], offset)
      offset += 1
    }
    for column in layout.int128s {
      keepEqualWides(keys.columns[column], offset)
      offset += 2
    }
    touchStrings()
    for column in layout.strings {
      let column = keys.columns[column]
      guard let rowIndices else {
        keepEqualStrings(column) { row in row }
        continue
      }
      rowIndices.withUnsafeBufferPointer { rowIndices in
        if column.hasNulls { keep { column.isValid(Int(rowIndices[Int($0.row)])) } }
        keepEqualStrings(column) { row in Int(rowIndices[row]) }
      }
    }
    let number = UInt32(truncatingIfNeeded: number)
    matches.left.append(contentsOf: buffer[..<count].lazy.map { number + $0.row })
    matches.right.append(contentsOf: buffer[..<count].lazy.map { UInt32(truncatingIfNeeded: $0.record[1]) })
    count = 0
  }

  /// Rows of candidates are rows of `keys`, so `row & mask` is an index in a column's values; a record has the same
  /// keys as `keys`, at the same offsets.
  private mutating func keepEqualWords(_ column: KeyColumn, _ offset: Int) {
    let values = column.words
    let mask = column.mask
    values.withUnsafeBufferPointer { values in
      keep { $0.record[offset] == UInt64(bitPattern: values[Int($0.row) & mask]) }
    }
  }

  private mutating func keepEqualWides(_ column: KeyColumn, _ offset: Int) {
    let values = column.int128s
    let mask = column.mask
    values.withUnsafeBufferPointer { values in
      keep { candidate in
        let value = values[Int(candidate.row) & mask]
        return candidate.record[offset] == UInt64(truncatingIfNeeded: value)
          && candidate.record[offset + 1] == UInt64(truncatingIfNeeded: value >> 64)
      }
    }
  }

  /// Reads the last word of each record, and a byte of each row's string. They lie anywhere in memory: asked for one
  /// behind the other, without a branch between them, they come together.
  private mutating func touchStrings() {
    guard !layout.strings.isEmpty else { return }
    for candidate in buffer[..<count] {
      touched &+= candidate.record[KeyRowLayout.size(candidate.record[1]) &- 1]
    }
    for column in layout.strings {
      guard let rowIndices else {
        touchStrings(keys.columns[column]) { row in row }
        continue
      }
      rowIndices.withUnsafeBufferPointer { rowIndices in
        touchStrings(keys.columns[column]) { row in Int(rowIndices[row]) }
      }
    }
  }

  @inline(__always)
  private mutating func touchStrings(_ column: KeyColumn, at index: (Int) -> Int) {
    let mask = column.mask
    column.strings.values.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress else { return }
      for candidate in buffer[..<count] {
        touched &+= UInt64((values + (index(Int(candidate.row)) & mask)).someByte)
      }
    }
  }

  /// `index` gives that of a row's value in the column.
  @inline(__always)
  private mutating func keepEqualStrings(_ column: KeyColumn, at index: (Int) -> Int) {
    let mask = column.mask
    column.strings.values.withUnsafeBufferPointer { values in
      keep { candidate in
        let view = values[index(Int(candidate.row)) & mask]
        let string = candidate.record + Int(candidate.cursor)
        candidate.cursor += UInt32(truncatingIfNeeded: 1 + KeyRowLayout.payloadWords(view))
        guard string[0] == view.head else { return false }
        return view.isInline ? string[1] == view.tail : Self.isSame(view, UnsafeRawPointer(string + 1))
      }
    }
  }

  @inline(__always)
  private mutating func keep(_ isEqual: (inout RowCandidate) -> Bool) {
    var kept = 0
    for index in 0..<count {
      var candidate = buffer[index]
      let isEqual = isEqual(&candidate)
      buffer[kept] = candidate
      kept += isEqual ? 1 : 0
    }
    count = kept
  }

  /// A long view and as many bytes at `bytes`: eight at a time, the last eight overlapping.
  @inline(__always)
  private static func isSame(_ view: StringView, _ bytes: UnsafeRawPointer) -> Bool {
    view.withBytes { mine in
      var offset = 0
      let last = mine.count - 8
      while offset < last {
        let word = mine.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        if word != bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
        offset += 8
      }
      return mine.loadUnaligned(fromByteOffset: last, as: UInt64.self)
        == bytes.loadUnaligned(fromByteOffset: last, as: UInt64.self)
    }
  }
}
