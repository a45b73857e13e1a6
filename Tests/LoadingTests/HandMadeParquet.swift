/// A structure of Thrift's compact protocol: fields in the order of their numbers.
struct ThriftStructure {
  private var fields: [UInt8] = []
  private var last = 0

  /// With its end.
  var bytes: [UInt8] { fields + [0] }

  private func adding(_ id: Int, _ kind: UInt8, _ value: [UInt8]) -> ThriftStructure {
    var more = self
    more.fields += [UInt8(id - last) << 4 | kind] + value
    more.last = id
    return more
  }

  func number(_ id: Int, _ value: Int?) -> ThriftStructure {
    guard let value else { return self }
    return adding(id, 5, Self.varint(UInt64(bitPattern: Int64(value << 1 ^ value >> 63))))
  }

  func text(_ id: Int, _ text: String) -> ThriftStructure {
    adding(id, 8, Self.varint(UInt64(text.utf8.count)) + Array(text.utf8))
  }

  func structure(_ id: Int, _ structure: ThriftStructure) -> ThriftStructure { adding(id, 12, structure.bytes) }

  func list(_ id: Int, _ elements: [ThriftStructure]) -> ThriftStructure {
    adding(id, 9, [0xfc] + Self.varint(UInt64(elements.count)) + elements.flatMap(\.bytes))
  }

  static func varint(_ number: UInt64) -> [UInt8] {
    number < 0x80 ? [UInt8(number)] : [UInt8(number & 0x7f) | 0x80] + varint(number >> 7)
  }
}

/// A Parquet file put together by hand, of pages and levels that no writer makes.
struct HandMadeParquet {
  struct Chunk {
    var count: Int
    var pages: [[UInt8]]
    var codec = 0
    /// What the footer says; nil for the truth.
    var size: Int?
  }

  var schema: [ThriftStructure]
  var groups: [(rows: Int, chunks: [Chunk])]

  /// Columns, without groups among them.
  static func flat(_ columns: [ThriftStructure], _ groups: [(rows: Int, chunks: [Chunk])]) -> HandMadeParquet {
    HandMadeParquet(schema: [group("schema", columns.count)] + columns, groups: groups)
  }

  /// `type`: 1 for int32, 6 for texts, 7 for bytes of `length`; `repetition`: 0 required, 1 optional, 2 repeated.
  static func leaf(
    _ name: String, _ type: Int, length: Int? = nil, repetition: Int = 1, converted: Int? = nil
  ) -> ThriftStructure {
    ThriftStructure().number(1, type).number(2, length).number(3, repetition).text(4, name).number(6, converted)
  }

  static func group(
    _ name: String, _ children: Int, repetition: Int = 0, converted: Int? = nil
  ) -> ThriftStructure {
    ThriftStructure().number(3, repetition).text(4, name).number(5, children).number(6, converted)
  }

  // MARK: Pages

  /// `encoding`: 0 plain, 8 codes of a dictionary.
  static func data(_ count: Int, _ body: [UInt8], encoding: Int = 0, plainSize: Int? = nil) -> [UInt8] {
    let details = ThriftStructure().number(1, count).number(2, encoding).number(3, 3).number(4, 3)
    return header(0, body, plainSize).structure(5, details).bytes + body
  }

  static func dictionary(_ count: Int, _ body: [UInt8]) -> [UInt8] {
    header(2, body, nil).structure(7, ThriftStructure().number(1, count).number(2, 0)).bytes + body
  }

  static func header(_ kind: Int?, _ body: [UInt8], _ plainSize: Int?) -> ThriftStructure {
    ThriftStructure().number(1, kind).number(2, plainSize ?? body.count).number(3, body.count)
  }

  /// Levels or, with the width first, codes: a run each.
  static func runs(_ numbers: [UInt8]) -> [UInt8] { numbers.flatMap { [2, $0] } }
  static func levels(_ levels: [UInt8]) -> [UInt8] { number32(levels.count * 2) + runs(levels) }
  static func codes(_ codes: [UInt8]) -> [UInt8] { [8] + runs(codes) }

  static func number32(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  static func texts(_ texts: [[UInt8]]) -> [UInt8] { texts.flatMap { number32($0.count) + $0 } }
  static func texts(_ texts: String...) -> [UInt8] { self.texts(texts.map { Array($0.utf8) }) }
  static func numbers(_ numbers: Int...) -> [UInt8] { numbers.flatMap(number32) }

  // MARK: The file

  var bytes: [UInt8] {
    var bytes = Array("PAR1".utf8)
    var described: [ThriftStructure] = []
    for group in groups {
      var chunks: [ThriftStructure] = []
      for chunk in group.chunks {
        let data = chunk.pages.flatMap { $0 }
        let details = ThriftStructure().number(4, chunk.codec).number(5, chunk.count).number(
          7, chunk.size ?? data.count
        )
        .number(9, bytes.count)
        chunks.append(ThriftStructure().structure(3, details))
        bytes += data
      }
      described.append(ThriftStructure().list(1, chunks).number(3, group.rows))
    }
    let rows = groups.reduce(0) { $0 + $1.rows }
    let footer = ThriftStructure().number(1, 1).list(2, schema).number(3, rows).list(4, described).bytes
    return bytes + footer + Self.number32(footer.count) + Array("PAR1".utf8)
  }
}
