import Columnar
import Formats
import SQLTypes

/// VARCHAR: NULL AS, then the check for UTF-8, TRIMBLANKS, EMPTYASNULL and BLANKSASNULL, TRUNCATECOLUMNS, the length in
/// bytes (copy.md part 3 and 7.6).
final class VarcharConverter {
  private let target: LoadedColumn
  private let limit: Int
  private let rules: ConversionRules
  /// No option looks at blanks or at what is empty.
  private let isPlain: Bool
  /// FILLRECORD gives a missing VARCHAR field the empty string (copy.md part 3).
  private let fillsMissing: Bool
  private let reader: FieldReader
  private var builder = TextBuilder()
  private var validity = ValidityCollector()
  private var repaired: [UInt8] = []

  init(_ target: LoadedColumn, limit: Int, _ options: CopyOptions, _ reader: FieldReader) {
    (self.target, self.limit, self.rules, self.reader) = (target, limit, options.rules, reader)
    isPlain = !rules.trimsBlanks && !rules.blanksAsNull && !rules.emptyAsNull
    fillsMissing = options.fillsRecords && !rules.emptyAsNull && !rules.faultsAreNull
  }

  func convert(_ fields: UnsafeBufferPointer<FieldSlice>, in window: UnsafeRawBufferPointer, _ rejects: RowRejects) {
    if let missing = builder.find(fields, in: window) {
      convert(missing.count, of: fields, window, rejects, &builder, &validity) { Int(missing[$0]) }
    } else if isPlain, let start = window.baseAddress {
      convertPlainly(fields, start, window, rejects, &builder, &validity)
    } else {
      convert(fields.count, of: fields, window, rejects, &builder, &validity) { $0 }
    }
  }

  /// Converts the fields of the rows that `row` gives for 0 up to `count`.
  ///
  /// Builder and validity are passed along so that the loop need not ask for exclusive access to them value by value.
  @inline(__always)
  private func convert(
    _ count: Int, of fields: UnsafeBufferPointer<FieldSlice>, _ window: UnsafeRawBufferPointer, _ rejects: RowRejects,
    _ builder: inout TextBuilder, _ validity: inout ValidityCollector, _ row: (Int) -> Int
  ) {
    let (takesNull, takesMissing) = (target.takesNull(.null), target.takesNull(.missing) && !fillsMissing)
    for index in 0..<count {
      let row = row(index)
      let field = fields[row]
      if takesNull && field.kind == .null || takesMissing && field.kind == .missing {
        builder.putEmpty(row)
        validity.setNull(row)
      } else if !convertPlain(field, window, row, &builder) {
        convert(field, window, row, rejects, &builder, &validity)
      }
    }
  }

  /// The same for a column of many values. NULL, short text and text of up to `TextBuilder.padding` bytes are all
  /// written in one way, because which of them comes next cannot be guessed.
  private func convertPlainly(
    _ fields: UnsafeBufferPointer<FieldSlice>, _ start: UnsafeRawPointer, _ window: UnsafeRawBufferPointer,
    _ rejects: RowRejects, _ builder: inout TextBuilder, _ validity: inout ValidityCollector
  ) {
    let (takesNull, takesMissing) = (target.takesNull(.null), target.takesNull(.missing) && !fillsMissing)
    let longest = min(limit, TextBuilder.padding)
    for row in 0..<fields.count {
      let field = fields[row]
      let isNull = takesNull && field.kind == .null || takesMissing && field.kind == .missing
      let isShort = field.isPlainText && field.length <= longest
      if (isNull || isShort) && !(field.kind == .text && reader.isNull(FieldReader.raw(field, window))) {
        builder.putPadded(row, start + field.offset, count: isNull ? 0 : field.length)
        validity.setNull(row, if: isNull)
      } else if !convertPlain(field, window, row, &builder) {
        convert(field, window, row, rejects, &builder, &validity)
      }
    }
  }

  /// ASCII that no option changes. False where the general way must decide.
  @inline(__always)
  private func convertPlain(
    _ field: FieldSlice, _ window: UnsafeRawBufferPointer, _ row: Int, _ builder: inout TextBuilder
  ) -> Bool {
    let raw = FieldReader.raw(field, window)
    guard reader.isText(field, raw) else { return false }
    if builder.find(row, field, raw) { return true }
    guard field.isASCII && field.length <= limit && field.kind.isString else { return false }
    if !field.hasEscapes && (isPlain || !mattersBlank(raw)) {
      builder.put(row, raw, field, raw)
      return true
    }
    return isPlain && field.kind == .string && unescape(field, raw, row, &builder)
  }

  /// Empty, or with a blank at an end: only there do the options about blanks change anything.
  @inline(__always)
  private func mattersBlank(_ raw: UnsafeRawBufferPointer) -> Bool {
    raw.count == 0 || raw[0].isBlank || raw[raw.count &- 1].isBlank
  }

  /// ASCII with JSON escapes, which never make text longer nor what is no UTF-8. False where the general way must
  /// decide.
  private func unescape(
    _ field: FieldSlice, _ raw: UnsafeRawBufferPointer, _ row: Int, _ builder: inout TextBuilder
  ) -> Bool {
    guard rules.replacement == nil else { return false }
    let room = builder.room(raw.count + JSONText.padding)
    guard let count = try? JSONText.unescape(padded: raw, into: room), count < 2 || room[0] != 0 else { return false }
    builder.take(row, count, field, raw)
    return true
  }

  private func convert(
    _ field: FieldSlice, _ window: UnsafeRawBufferPointer, _ row: Int, _ rejects: RowRejects,
    _ builder: inout TextBuilder, _ validity: inout ValidityCollector
  ) {
    if reader.isTooLong(field, window, for: limit) {
      rejects.reject(row, column: target.position, .stringTooLong)
      return builder.putEmpty(row)
    }
    do throws(FieldFault) {
      if let text = try value(field, window, row, rejects) {
        return mayBeRepaired(field)
          ? builder.putOnce(row, text) : builder.put(row, text, field, FieldReader.raw(field, window))
      }
      if !target.takesNull(field.kind) { throw .missingData }
      validity.setNull(row)
    } catch {
      rejects.reject(row, column: target.position, error)
    }
    builder.putEmpty(row)
  }

  /// Every repair is noted with its row, so it must be made again for each.
  private func mayBeRepaired(_ field: FieldSlice) -> Bool {
    rules.replacement != nil && (!field.isASCII || field.hasEscapes)
  }

  private func value(
    _ field: FieldSlice, _ window: UnsafeRawBufferPointer, _ row: Int, _ rejects: RowRejects
  ) throws(FieldFault) -> UnsafeRawBufferPointer? {
    if field.kind == .missing && fillsMissing { return UnsafeRawBufferPointer(start: nil, count: 0) }
    guard let text = try reader.characters(field, window) else { return nil }
    let sound = field.isASCII && !field.hasEscapes ? text : try checked(text, row, rejects)
    if isPlain { return try fitted(sound) }
    guard let kept = rules.withBlanksResolved(sound, trimming: rules.trimsBlanks) else { return nil }
    return try fitted(kept)
  }

  private func checked(
    _ text: UnsafeRawBufferPointer, _ row: Int, _ rejects: RowRejects
  ) throws(FieldFault) -> UnsafeRawBufferPointer {
    let fault = UTF8Check.firstFault(in: text)
    guard let replacement = rules.replacement else {
      if let fault { throw .badUTF8(fault, in: text) }
      return text
    }
    guard fault != nil || UTF8Check.hasNonCharacter(text) else { return text }
    repaired.removeAll(keepingCapacity: true)
    if UTF8Check.appendRepaired(text, replacement: replacement, to: &repaired) { rejects.noteRepair(row) }
    // `repaired` keeps its memory until the next repair, and the value is copied before that.
    return repaired.withUnsafeBytes { UnsafeRawBufferPointer(start: $0.baseAddress, count: $0.count) }
  }

  private func fitted(_ text: UnsafeRawBufferPointer) throws(FieldFault) -> UnsafeRawBufferPointer {
    guard text.count > limit else { return text }
    if rules.truncates {
      return UnsafeRawBufferPointer(rebasing: text[..<UTF8Check.truncatedCount(text, limit: limit)])
    }
    guard text[limit...].allSatisfy({ $0 == 0x20 }) else { throw .stringTooLong }
    return UnsafeRawBufferPointer(rebasing: text[..<limit])
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

extension FieldSlice.Kind {
  fileprivate var isString: Bool {
    switch self {
    case .string, .text, .quotedText: true
    default: false
    }
  }
}

extension ConversionRules {
  /// TRIMBLANKS, EMPTYASNULL and BLANKSASNULL, in that order; nil for NULL. BLANKSASNULL counts the empty string as
  /// blank (copy.md part 3).
  func withBlanksResolved(_ text: UnsafeRawBufferPointer, trimming: Bool) -> UnsafeRawBufferPointer? {
    var text = text
    if trimming {
      var end = text.count
      while end > 0, text[end - 1].isBlank { end -= 1 }
      text = UnsafeRawBufferPointer(rebasing: text[..<end])
    }
    if emptyAsNull && text.isEmpty { return nil }
    if blanksAsNull && text.allSatisfy(\.isBlank) { return nil }
    return text
  }
}
