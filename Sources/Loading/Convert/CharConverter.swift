import Columnar
import Formats
import SQLTypes

/// CHAR: single-byte characters only. Values are kept without the blanks that pad them, which comparisons and lengths
/// do not see (sql.md 1.2).
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
      if reader.isTooLong(field, window, for: limit) {
        rejects.reject(row, column: target.position, .charTooLong)
        builder.putEmpty(row)
        continue
      }
      if reader.isText(field, raw), builder.find(row, field, raw) { continue }
      do throws(FieldFault) {
        if let text = try value(field, window) {
          builder.put(row, text, field, raw)
          continue
        }
        if !target.takesNull(field.kind) { throw .missingData }
        validity.setNull(row)
      } catch {
        rejects.reject(row, column: target.position, error)
      }
      builder.putEmpty(row)
    }
  }

  private func value(
    _ field: FieldSlice, _ window: UnsafeRawBufferPointer
  ) throws(FieldFault) -> UnsafeRawBufferPointer? {
    guard let text = try reader.characters(field, window) else { return nil }
    if !field.isASCII || field.hasEscapes, let offset = text.firstIndex(where: { $0 >= 0x80 }) {
      throw Self.multibyte(text, at: offset)
    }
    guard let kept = rules.withBlanksResolved(text, trimming: false) else { return nil }
    var end = rules.truncates ? min(kept.count, limit) : kept.count
    while end > 0, kept[end - 1] == 0x20 { end -= 1 }
    guard end <= limit else { throw .charTooLong }
    return UnsafeRawBufferPointer(rebasing: kept[..<end])
  }

  static func multibyte(_ text: UnsafeRawBufferPointer, at offset: Int) -> FieldFault {
    let length = characterLength(text[offset...])
    let (character, rest) = (text[offset..<offset + length], text[(offset + length)...])
    var next = ByteRun()
    if let byte = rest.first, byte >= 0x80, !isWhole(character) {
      let following = rest.prefix(characterLength(rest))
      if isWhole(following) { next = ByteRun(following) }
    }
    return .multibyte(ByteRun(character), next: next)
  }

  /// A byte and those that continue it, four at most.
  private static func characterLength(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
    1 + bytes.dropFirst().prefix(3).prefix { $0 & 0xc0 == 0x80 }.count
  }

  private static func isWhole(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    UTF8Check.isValid(UnsafeRawBufferPointer(rebasing: bytes))
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
}
