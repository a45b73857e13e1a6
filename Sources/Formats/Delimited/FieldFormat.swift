import SQLTypes

/// How the values of one column become the fields of a file.
package enum FieldFormat: Hashable, Sendable {
  case csv(DelimitedWriter)
  case delimited(EscapingWriter)
  case fixedWidth(PaddingWriter)
  case json(JSONFieldWriter)

  /// What stands for NULL, where numbers and datetimes may stand as they are; nil where each must be looked at.
  package var plainNull: [UInt8]? {
    switch self {
    case .csv(let writer): writer.trustsPlain ? writer.null : nil
    case .delimited(let writer): writer.trustsPlain ? writer.null : nil
    case .fixedWidth: nil
    case .json(let writer): writer.kind == .number ? JSONFieldWriter.null : nil
    }
  }

  /// Whether a value may be refused: then only values of rows are to be rendered.
  package var mayRefuse: Bool {
    if case .fixedWidth = self { true } else { false }
  }

  /// The fields of a column's values, each with the byte that ends it, in place of what `texts` held.
  /// Errors: XX000 for a value that does not fit its width.
  package func finish(
    _ values: UnsafeBufferPointer<TextValue>, end: UInt8?, into texts: FieldTexts
  ) throws(SQLError) {
    switch self {
    case .csv(let writer): writer.finish(values, end: end, into: texts)
    case .delimited(let writer): writer.finish(values, end: end, into: texts)
    case .fixedWidth(let writer): try writer.finish(values, end: end, into: texts)
    case .json(let writer): writer.finish(values, end: end, into: texts)
    }
  }

  /// One value, as in a line of column names. Errors: XX000 where it does not fit its width.
  package func field(_ text: String, end: UInt8?) throws(SQLError) -> [UInt8] {
    let texts = FieldTexts(capacity: 1)
    // One byte more, so that an empty text has an address too and is not NULL.
    let bytes = Array(text.utf8) + [0]
    let answer = bytes.withUnsafeBufferPointer { bytes -> Result<[UInt8], SQLError> in
      let value = [TextValue(bytes.baseAddress, count: bytes.count - 1)]
      return value.withUnsafeBufferPointer { value in
        do throws(SQLError) {
          try finish(value, end: end, into: texts)
          return .success(Array(UnsafeBufferPointer(start: texts.values[0].start, count: texts.size)))
        } catch { return .failure(error) }
      }
    }
    return try answer.get()
  }
}
