import Columnar
import Formats
import SQLTypes

/// SUPER, kept as JSON text, VARBYTE, kept as the hexadecimal digits it is written in (copy.md 7.8), and HLLSKETCH,
/// kept as the text it is shown as: rare enough for a value at a time.
final class TextualConverter {
  /// nil for NULL.
  typealias Conversion = @Sendable (FieldSlice, UnsafeRawBufferPointer, FieldReader) throws(FieldFault) -> [UInt8]?

  private let target: LoadedColumn
  private let reader: FieldReader
  private let conversion: Conversion
  private var builder = TextBuilder()
  private var validity = ValidityCollector()

  init(_ target: LoadedColumn, _ reader: FieldReader, _ conversion: @escaping Conversion) {
    (self.target, self.reader, self.conversion) = (target, reader, conversion)
  }

  func convert(_ fields: UnsafeBufferPointer<FieldSlice>, in window: UnsafeRawBufferPointer, _ rejects: RowRejects) {
    for row in 0..<fields.count {
      do throws(FieldFault) {
        if let value = try conversion(fields[row], window, reader) {
          value.withUnsafeBytes { builder.putOnce(row, $0) }
          continue
        }
        if !target.takesNull(fields[row].kind) { throw .missingData }
        validity.setNull(row)
      } catch {
        rejects.reject(row, column: target.position, error)
      }
      builder.putEmpty(row)
    }
  }

  func setNull(_ row: Int) { validity.setNull(row) }

  func append(_ rows: Int) {
    builder.append(rows)
    validity.endBatch(rows)
  }

  func discard(_ rows: Int) {
    builder.discard(rows)
    validity.discardBatch()
  }

  func finish() -> Column {
    let strings = builder.finish()
    return Column(target.definition.type, strings: strings, validity: validity.finish())
  }

  // MARK: SUPER

  /// A string in a SUPER value is a VARCHAR of the greatest length; its levels of arrays and objects (copy.md 12b).
  private static let (longestString, depthLimit) = (65_535, 1000)

  /// JSON's values as they stand, compact; text fields must hold JSON, for NULL AS does not count (copy.md 7.8).
  static let json: Conversion = { (field, window, reader) throws(FieldFault) -> [UInt8]? in
    switch field.kind {
    case .missing, .null: return nil
    case .string:
      let raw = FieldReader.raw(field, window)
      try check(raw) { text throws(JSONText.LoneSurrogate) in (try JSONText.stringLength(text), 0) }
      return [0x22] + raw + [0x22]
    case .number: return Array(FieldReader.raw(field, window))
    case .nested: return try compact(FieldReader.raw(field, window))
    case .text, .quotedText:
      let text = reader.textBesidesNull(field, window)
      if text.allSatisfy(\.isBlank) || text.trimmed.elementsEqual("null".utf8) { return nil }
      guard reader.isJSON(text) else { throw .notJSON }
      return try compact(text)
    default: return try reader.text(field, window).map(Array.init)
    }
  }

  private static func compact(_ text: UnsafeRawBufferPointer) throws(FieldFault) -> [UInt8] {
    try check(text) { text throws(JSONText.LoneSurrogate) in try JSONText.extent(of: text) }
    return [UInt8](unsafeUninitializedCapacity: text.count) { output, count in
      count = JSONText.compact(text, into: UnsafeMutableRawBufferPointer(output))
    }
  }

  /// What a VARCHAR column would refuse of a string, a SUPER column does too; else no later COPY could take it back.
  private static func check(
    _ text: UnsafeRawBufferPointer,
    _ extent: (UnsafeRawBufferPointer) throws(JSONText.LoneSurrogate) -> (longestString: Int, depth: Int)
  ) throws(FieldFault) {
    if let fault = UTF8Check.firstFault(in: text) { throw .badUTF8(fault, in: text) }
    // Short texts without an escape are neither deep nor wrong.
    guard text.count > depthLimit || text.contains(UInt8(ascii: "\\")) else { return }
    let found: (longestString: Int, depth: Int)
    do throws(JSONText.LoneSurrogate) { found = try extent(text) } catch { throw .loneSurrogate(error) }
    guard found.longestString <= longestString else { throw .superStringTooLong }
    guard found.depth <= depthLimit else { throw .superTooDeep }
  }

  // MARK: HLLSKETCH

  /// `{"logm":15,"sparse":{…}}` or `{"logm":15,"dense":"…"}` (AWS documentation, "HLLSKETCH type").
  static let sketch: Conversion = { (field, window, reader) throws(FieldFault) -> [UInt8]? in
    guard let text = try reader.text(field, window)?.trimmed, !text.isEmpty else { return nil }
    guard reader.isJSON(text) else { throw .invalidSketch }
    let compact = String(decoding: try compact(text), as: UTF8.self)
    guard let sketch = HyperLogLog(compact) else { throw .invalidSketch }
    return Array(sketch.text.utf8)
  }

  // MARK: VARBYTE

  static func hexadecimal(limit: Int) -> Conversion {
    { (field, window, reader) throws(FieldFault) -> [UInt8]? in
      // No type but text makes a value of what is empty.
      guard let text = try reader.text(field, window)?.trimmed, !text.isEmpty else { return nil }
      guard text.count % 2 == 0 else { throw .oddHexadecimal }
      guard text.count / 2 <= limit else { throw .stringTooLong }
      if let bad = text.firstIndex(where: { !isDigit($0) }) {
        throw .invalidDigit(in: text, at: bad, .varbyte(limit))
      }
      return text.map(\.lowercased)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte.isDigit || byte.lowercased &- 0x61 < 6 }
}
