import SQLTypes

/// One column of some rows, its fields finished: the byte that ends a field is part of its text.
package enum FieldColumn {
  /// Numbers, datetimes, flags.
  case cells(FieldCells)
  /// Strings.
  case texts(FieldTexts)

  /// Bytes that may be read behind a text and stored behind a row.
  static let overrun = 32

  /// The most that `rows` of it take.
  private func size(_ rows: Int) -> Int {
    switch self {
    case .cells: rows * FieldCells.width
    case .texts(let texts): texts.size
    }
  }

  /// Puts the first `rows` rows together behind what is in `buffer`.
  ///
  /// The whole block's room is taken first. Then a field costs a load of its length, a few stores of 16 bytes, one
  /// where all of its column are that short, and no question but which kind its column is: addresses of stores hang
  /// together by one addition only.
  package static func join(_ columns: [FieldColumn], rows: Int, into buffer: InputBuffer) {
    join(columns, rows: rows, into: buffer) { _ in }
  }

  /// The same; `ends` gets the offset in `buffer` behind each row.
  package static func join(_ columns: [FieldColumn], rows: Int, into buffer: InputBuffer, ends: inout [Int]) {
    let before = buffer.count
    join(columns, rows: rows, into: buffer) { ends.append(before + $0) }
  }

  @inline(__always)
  private static func join(
    _ columns: [FieldColumn], rows: Int, into buffer: InputBuffer, _ rowEnds: (Int) -> Void
  ) {
    let most = columns.reduce(0) { $0 + $1.size(rows) }
    buffer.reserve(buffer.count + most + overrun)
    guard let start = buffer.free.baseAddress else { return }
    let sources = columns.map { FieldSource($0, rows) }
    var target = start
    sources.withUnsafeBufferPointer { sources in
      for row in 0..<rows {
        for source in sources { target += source.copy(row, to: target) }
        rowEnds(target - start)
      }
    }
    buffer.count += target - start
  }
}

/// Where a column's fields are, for the loop over rows.
private enum FieldSource {
  /// Of at most 16 bytes each.
  case shortCells(UnsafeRawPointer, counts: UnsafePointer<UInt8>)
  case cells(UnsafeRawPointer, counts: UnsafePointer<UInt8>)
  case texts(UnsafePointer<TextValue>)

  init(_ column: FieldColumn, _ rows: Int) {
    switch column {
    case .cells(let cells):
      var longest: UInt8 = 0
      for row in 0..<rows { longest = max(longest, cells.counts[row]) }
      let (bytes, counts) = (UnsafeRawPointer(cells.bytes), UnsafePointer(cells.counts))
      self = longest <= 16 ? .shortCells(bytes, counts: counts) : .cells(bytes, counts: counts)
    case .texts(let texts): self = .texts(texts.values)
    }
  }

  /// Stores up to `FieldColumn.overrun` bytes behind the field, and loads as many, which cells and texts have.
  @inline(__always)
  func copy(_ row: Int, to target: UnsafeMutableRawPointer) -> Int {
    switch self {
    case .shortCells(let bytes, let counts):
      target.storeBytes(of: (bytes + row &* FieldCells.width).loadUnaligned(as: ByteVector.self), as: ByteVector.self)
      return Int(counts[row])
    case .cells(let bytes, let counts):
      Self.copy32(bytes + row &* FieldCells.width, to: target)
      return Int(counts[row])
    case .texts(let values): return Self.copy(values[row], to: target)
    }
  }

  @inline(__always)
  private static func copy(_ value: TextValue, to target: UnsafeMutableRawPointer) -> Int {
    guard let start = value.start else { return 0 }
    let source = UnsafeRawPointer(start)
    var offset = 0
    repeat {
      copy32(source + offset, to: target + offset)
      offset &+= 32
    } while offset < value.count
    return value.count
  }

  @inline(__always)
  private static func copy32(_ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer) {
    let first = source.loadUnaligned(as: ByteVector.self)
    let second = source.loadUnaligned(fromByteOffset: 16, as: ByteVector.self)
    target.storeBytes(of: first, as: ByteVector.self)
    target.storeBytes(of: second, toByteOffset: 16, as: ByteVector.self)
  }
}
