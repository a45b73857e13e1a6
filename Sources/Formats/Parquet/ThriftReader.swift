/// Reads structures of Thrift's compact protocol, in which a Parquet file describes itself.
///
/// ```
/// 15 02     field 1 (one behind field 0), an i32: 1 (zigzag)
/// 19 3c     field 2, a list of three structures
/// 00        the end of the structure
/// ```
/// Whoever reads takes the fields it knows and skips the others.
struct ThriftReader {
  enum Kind: UInt8 {
    case yes = 1
    case no, byte, int16, int32, int64, double, binary, list, set, map, structure, uuid
  }

  struct Field {
    let id: Int
    let kind: Kind
  }

  /// Structures within structures: the format has a handful.
  private static let depthLimit = 32

  private(set) var cursor: ParquetCursor

  init(_ bytes: UnsafeRawBufferPointer) { cursor = ParquetCursor(bytes) }

  /// Structures of so many bytes that the rest may hold.
  func room(for size: Int) -> Int { cursor.left / size }

  /// Bytes read.
  var offset: Int { cursor.offset }

  /// The next field of a structure, whose value is to be read or skipped; nil at its end. `last`: the field before, 0
  /// at first.
  mutating func field(after last: inout Int) throws(ParquetFault) -> Field? {
    let head = try cursor.byte()
    if head == 0 { return nil }
    guard let kind = Kind(rawValue: head & 0x0f) else { throw Self.strange(head & 0x0f) }
    last = head >> 4 == 0 ? Int(truncatingIfNeeded: try cursor.zigzag()) : last &+ Int(head >> 4)
    return Field(id: last, kind: kind)
  }

  private static func strange(_ kind: UInt8) -> ParquetFault { ParquetFault("no field is of Thrift's type \(kind)") }

  mutating func bool(_ field: Field) throws(ParquetFault) -> Bool {
    guard field.kind == .yes || field.kind == .no else { throw mismatch(field, "a boolean") }
    return field.kind == .yes
  }

  mutating func integer(_ field: Field) throws(ParquetFault) -> Int {
    switch field.kind {
    case .byte: return Int(Int8(bitPattern: try cursor.byte()))
    case .int16, .int32, .int64: return Int(try cursor.zigzag())
    default: throw mismatch(field, "a number")
    }
  }

  mutating func text(_ field: Field) throws(ParquetFault) -> String {
    guard field.kind == .binary else { throw mismatch(field, "a text") }
    return String(decoding: try binary(), as: UTF8.self)
  }

  private mutating func binary() throws(ParquetFault) -> UnsafeRawBufferPointer {
    try cursor.take(Int(clamping: try cursor.varint()))
  }

  /// Reads a list of structures, `limit` at most, each by `read`.
  mutating func structures<T>(
    _ field: Field, limit: Int, _ read: (inout ThriftReader) throws(ParquetFault) -> T
  ) throws(ParquetFault) -> [T] {
    guard field.kind == .list else { throw mismatch(field, "a list") }
    let (count, kind) = try listHead()
    guard count == 0 || kind == .structure else { throw mismatch(field, "a list of structures") }
    guard count <= limit else { throw ParquetFault("a list of \(count) structures") }
    var found: [T] = []
    for _ in 0..<count { found.append(try read(&self)) }
    return found
  }

  /// A structure's start: its fields follow.
  func enter(_ field: Field) throws(ParquetFault) {
    guard field.kind == .structure else { throw mismatch(field, "a structure") }
  }

  private func mismatch(_ field: Field, _ wanted: String) -> ParquetFault {
    ParquetFault("field \(field.id) is not \(wanted)")
  }

  /// Elements take a byte at least: no more are announced than there are bytes.
  private mutating func listHead() throws(ParquetFault) -> (count: Int, kind: Kind) {
    let head = try cursor.byte()
    // An empty list may have elements of no type.
    guard let kind = Kind(rawValue: head == 0 ? Kind.byte.rawValue : head & 0x0f) else {
      throw Self.strange(head & 0x0f)
    }
    let count = head >> 4 == 15 ? Int(clamping: try cursor.varint()) : Int(head >> 4)
    guard count <= cursor.left else { throw ParquetFault("a list of \(count) elements has \(cursor.left) bytes") }
    return (count, kind)
  }

  // MARK: Skipping

  mutating func skip(_ field: Field) throws(ParquetFault) {
    if field.kind == .yes || field.kind == .no { return }
    try skip(field.kind, depth: 0)
  }

  private mutating func skip(_ kind: Kind, depth: Int) throws(ParquetFault) {
    guard depth < Self.depthLimit else { throw ParquetFault("its structures are nested too deep") }
    switch kind {
    case .yes, .no, .byte: _ = try cursor.byte()
    case .int16, .int32, .int64: _ = try cursor.varint()
    case .double: _ = try cursor.take(8)
    case .uuid: _ = try cursor.take(16)
    case .binary: _ = try binary()
    case .list, .set: try skipList(depth)
    case .map: try skipMap(depth)
    case .structure: try skipStructure(depth)
    }
  }

  private mutating func skipList(_ depth: Int) throws(ParquetFault) {
    let (count, kind) = try listHead()
    for _ in 0..<count { try skip(kind, depth: depth + 1) }
  }

  private mutating func skipMap(_ depth: Int) throws(ParquetFault) {
    let count = Int(clamping: try cursor.varint())
    guard count > 0 else { return }
    let kinds = try cursor.byte()
    guard let key = Kind(rawValue: kinds >> 4), let value = Kind(rawValue: kinds & 0x0f) else {
      throw Self.strange(kinds)
    }
    guard count <= cursor.left else { throw ParquetFault("a map of \(count) elements has \(cursor.left) bytes") }
    for _ in 0..<count {
      try skip(key, depth: depth + 1)
      try skip(value, depth: depth + 1)
    }
  }

  private mutating func skipStructure(_ depth: Int) throws(ParquetFault) {
    var last = 0
    while let field = try field(after: &last) {
      if field.kind != .yes && field.kind != .no { try skip(field.kind, depth: depth + 1) }
    }
  }
}
