import Columnar
import Formats
import SQLTypes

/// CHAR: single-byte characters only. Values are kept without the blanks that pad them, which comparisons and lengths do
/// not see (sql.md 1.2).
final class CharConverter {
  private let target: LoadedColumn
  private let limit: Int
  private let rules: ConversionRules
  private let reader: FieldReader
  private var builder = TextBuilder()
  private var validity = ValidityCollector()

  init(_ target: LoadedColumn, limit: Int, _ options: CopyOptions, _ reader: FieldReader) {
    (self.target, self.limit, self.rules, self.reader) = (target, limit, options.rules, reader)
  }

  func convert(_ fields: UnsafeBufferPointer<FieldSlice>, in window: UnsafeRawBufferPointer, _ rejects: RowRejects) {
    for row in 0..<fields.count {
      let field = fields[row]
      let raw = FieldReader.raw(field, window)
      if reader.isText(field, raw), builder.find(row, field, raw) { continue }
      do throws(FieldFault) {
        if let text = try value(field, window) {
          builder.put(row, text, field, raw)
          continue
        }
        if !target.takesNull(field.kind) { throw .missingData }
      } catch {
        rejects.reject(row, column: target.position, error)
      }
      builder.putEmpty(row)
      validity.setNull(row)
    }
    builder.endBatch(fields.count)
    validity.endBatch(fields.count)
  }

  private func value(
    _ field: FieldSlice, _ window: UnsafeRawBufferPointer
  ) throws(FieldFault) -> UnsafeRawBufferPointer? {
    guard let text = try reader.text(field, window) else { return nil }
    if !field.isASCII || field.hasEscapes, let place = text.firstIndex(where: { $0 >= 0x80 }) {
      throw Self.multibyte(text, at: place)
    }
    guard let kept = rules.withBlanksResolved(text, trimming: false) else { return nil }
    var end = rules.truncates ? min(kept.count, limit) : kept.count
    while end > 0, kept[end - 1] == 0x20 { end -= 1 }
    guard end <= limit else { throw .charTooLong }
    return UnsafeRawBufferPointer(rebasing: kept[..<end])
  }

  private static func multibyte(_ text: UnsafeRawBufferPointer, at place: Int) -> FieldFault {
    let rest = UnsafeRawBufferPointer(rebasing: text[place...])
    let length = max(1, rest.dropFirst().prefix { $0 & 0xc0 == 0x80 }.count + 1)
    let hex = UTF8Check.hex(rest.prefix(min(length, 4)))
    return FieldFault(
      code: 1220,
      reason: "Multibyte character not supported for CHAR (Hint: Try using VARCHAR). Invalid char: \(hex)")
  }

  func finish() -> Column {
    let strings = builder.finish()
    return Column(target.definition.type, strings: strings, validity: validity.finish())
  }
}
