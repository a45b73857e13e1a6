import Columnar
import SQLTypes

/// Arrays in binary: dimensions, whether an element is NULL, the elements' type, then of the one dimension its length
/// and first number, then each element behind its length, -1 for NULL.
final class ArrayBytes {
  private let type: DataType
  private let element: ArrayElement
  private var scratch = ScratchValues()

  init(_ type: DataType) {
    guard let element = type.element else { preconditionFailure("\(type) is no array") }
    self.type = type
    self.element = element
  }

  /// Valid until the next call.
  func render(_ column: Column, _ rows: Range<Int>) -> UnsafeBufferPointer<TextValue> {
    guard case .strings(let strings) = column.storage else { preconditionFailure("an array is kept as text") }
    var ends: [Int] = []
    var writer = MessageWriter()
    for row in rows {
      if column.isValid(row) { append(strings.view(row).string, to: &writer) }
      ends.append(writer.count)
    }
    scratch.bytes = writer.bytes
    return scratch.values(column, rows, ends)
  }

  private func append(_ text: String, to writer: inout MessageWriter) {
    let elements = (try? ArrayText.elements(of: text, type)) ?? []
    writer.append(integer: Int32(elements.isEmpty ? 0 : 1))
    writer.append(integer: Int32(elements.contains(nil) ? 1 : 0))
    writer.append(integer: element.elementOID)
    guard !elements.isEmpty else { return }
    writer.append(integer: Int32(truncatingIfNeeded: elements.count))
    if case .catalog(.array) = type { writer.append(integer: Int32(1)) } else { writer.append(integer: Int32(0)) }
    for text in elements { append(element: text, to: &writer) }
  }

  private func append(element text: String?, to writer: inout MessageWriter) {
    guard let text else { return writer.append(integer: Int32(-1)) }
    let bytes = binary(text)
    writer.append(integer: Int32(truncatingIfNeeded: bytes.count))
    writer.append(bytes)
  }

  private func binary(_ text: String) -> [UInt8] {
    var writer = MessageWriter()
    let value = try? ValueText.parse(text, as: element.type)
    switch (element, value) {
    case (.boolean, .bool(let flag)): writer.append(flag ? 1 : 0)
    case (.smallint, .int(let number)): writer.append(integer: Int16(truncatingIfNeeded: number))
    case (.integer, .int(let number)): writer.append(integer: Int32(truncatingIfNeeded: number))
    case (.bigint, .int(let number)): writer.append(integer: number)
    case (.oid, .int(let number)), (.regtype, .int(let number)), (.regproc, .int(let number)):
      writer.append(integer: UInt32(truncatingIfNeeded: number))
    case (.date, .int(let days)): writer.append(integer: Int32(truncatingIfNeeded: days - Epoch.days))
    case (.timestamp, .int(let moment)), (.timestamptz, .int(let moment)):
      writer.append(integer: moment - Epoch.microseconds)
    case (.real, .double(let number)): writer.append(integer: Float(number).bitPattern)
    case (.double, .double(let number)): writer.append(integer: number.bitPattern)
    default: return Array(text.utf8)
    }
    return writer.bytes
  }

  /// A parameter's array as text; nil for bytes that are none, and for an array of arrays.
  static func text(of bytes: [UInt8], _ type: DataType, _ decoder: ParameterDecoder) -> String? {
    guard let element = type.element?.type, let elements = try? elements(of: bytes) else { return nil }
    var texts: [String?] = []
    for bytes in elements {
      guard let bytes else {
        texts.append(nil)
        continue
      }
      guard let value = try? decoder.value(bytes, .binary, as: element, number: 0) else { return nil }
      texts.append(ValueText.text(of: value, type: element))
    }
    return ArrayText.text(of: texts, type)
  }

  private static func elements(of bytes: [UInt8]) throws(WireFormatError) -> [[UInt8]?]? {
    var reader = MessageReader(bytes)
    let dimensions = try reader.integer(Int32.self)
    _ = try reader.integer(Int32.self)
    _ = try reader.integer(UInt32.self)
    guard dimensions != 0 else { return [] }
    guard dimensions == 1 else { return nil }
    let count = try reader.integer(Int32.self)
    _ = try reader.integer(Int32.self)
    var elements: [[UInt8]?] = []
    for _ in 0..<max(0, count) { elements.append(try reader.value()) }
    return elements
  }
}
