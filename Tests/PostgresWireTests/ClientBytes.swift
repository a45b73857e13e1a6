/// Bytes of clients, put together by hand: the tests' own idea of the protocol, which knows nothing of the codec's.
enum ClientBytes {
  enum Part {
    case text(String)
    case int16(Int16)
    case int32(Int32)
    case bytes([UInt8])
    case byte(Character)
    /// Length and bytes; -1 for nil.
    case value([UInt8]?)

    var bytes: [UInt8] {
      switch self {
      case .text(let text): Array(text.utf8) + [0]
      case .int16(let number): big(number)
      case .int32(let number): big(number)
      case .bytes(let bytes): bytes
      case .byte(let character): [character.asciiValue ?? 0]
      case .value(let bytes): big(Int32(bytes?.count ?? -1)) + (bytes ?? [])
      }
    }
  }

  static let sslRequest: [UInt8] = [0, 0, 0, 8, 4, 210, 22, 47]
  static let gssRequest: [UInt8] = [0, 0, 0, 8, 4, 210, 22, 48]
  static let sync = message("S")
  static let flush = message("H")
  static let terminate = message("X")

  static func cancel(_ process: Int32, _ secret: Int32) -> [UInt8] {
    big(Int32(16)) + [4, 210, 22, 46] + big(process) + big(secret)
  }

  static func startup(_ parameters: KeyValuePairs<String, String>, version: Int32 = 196_608) -> [UInt8] {
    let pairs = parameters.flatMap { (name, value) -> [UInt8] in Array("\(name)\0\(value)\0".utf8) }
    let body = big(version) + pairs + [0]
    return big(Int32(body.count + 4)) + body
  }

  static func message(_ id: Character, _ parts: Part...) -> [UInt8] {
    let body = parts.flatMap(\.bytes)
    return [id.asciiValue ?? 0] + big(Int32(body.count + 4)) + body
  }

  static func query(_ text: String) -> [UInt8] { message("Q", .text(text)) }

  static func parse(_ name: String, _ text: String, _ types: [Int32] = []) -> [UInt8] {
    message("P", .text(name), .text(text), .int16(Int16(types.count)), .bytes(types.flatMap { big($0) }))
  }

  static func bind(
    _ portal: String, _ statement: String, formats: [Int16] = [], _ values: [[UInt8]?] = [], results: [Int16] = []
  ) -> [UInt8] {
    message(
      "B", .text(portal), .text(statement), .int16(Int16(formats.count)), .bytes(formats.flatMap { big($0) }),
      .int16(Int16(values.count)), .bytes(values.flatMap { Part.value($0).bytes }), .int16(Int16(results.count)),
      .bytes(results.flatMap { big($0) }))
  }

  static func describe(_ kind: Character, _ name: String = "") -> [UInt8] { message("D", .byte(kind), .text(name)) }

  static func close(_ kind: Character, _ name: String = "") -> [UInt8] { message("C", .byte(kind), .text(name)) }

  static func execute(_ portal: String = "", rows: Int32 = 0) -> [UInt8] { message("E", .text(portal), .int32(rows)) }

  static func big<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}
