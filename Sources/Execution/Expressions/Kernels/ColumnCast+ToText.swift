import Columnar
import Planning
import SQLTypes

/// Values as text, in the form of results, and text into a declared length.
extension ColumnCast {
  func toText() throws -> Column {
    let strings = try source.type.isCharacter ? source.strings : written()
    let fitted = try fit(strings)
    return Column(type, strings: fitted, validity: source.validity)
  }

  private func written() throws -> StringColumn {
    if case .catalog(.named(let kind)) = source.type { return try names(kind) }
    let writer = ValueWriter(source.type, TextStyle(zone: try context.datetimes.zone))
    switch source.storage {
    case .bools: throw unsupported
    case .ints(let values): return write(values, writer) { writer.write($0, into: $1) }
    case .int128s(let values): return write(values, writer) { writer.write($0, into: $1) }
    case .doubles(let values): return write(values, writer) { writer.write($0, into: $1) }
    case .intervals(let values): return write(values, writer) { writer.write($0, into: $1) }
    case .packed(let values): return write(values.values, writer) { writer.write($0, into: $1) }
    case .strings where source.type.isCatalogType || source.type == .hllsketch: return try source.strings
    case .strings: return try decoded()
    }
  }

  /// `body` writes a value into a buffer of the writer's `maximumLength` and gives the count.
  @inline(__always)
  private func write<Value: BitwiseCopyable>(
    _ values: [Value], _ writer: ValueWriter, _ body: (Value, UnsafeMutableRawBufferPointer) -> Int
  ) -> StringColumn {
    let limit = writer.maximumLength
    var builder = StringBuilder(capacity: count)
    for row in 0..<count {
      if source.validity[row] { builder.append(limit: limit) { body(values[row], $0) } } else { builder.appendNull() }
    }
    return builder.finish()
  }

  // MARK: Lengths

  /// Cuts what is too long (explicit), or refuses it unless the excess is blanks (assignment). CHAR values are kept
  /// without their padding, and a CHAR loses it when it becomes a VARCHAR (sql.md 1.2).
  private func fit(_ strings: StringColumn) throws -> StringColumn {
    let limit = type == .unknown ? Int.max : type.byteLength
    let isChar = type.charLength != nil
    let text = isChar || source.type.charLength != nil ? strings.trimmed : strings
    if isChar { try checkSingleBytes(text) }
    guard text.values.contains(where: { $0.count > limit }) else { return text }
    var views = text.values
    for row in 0..<views.count where views[row].count > limit { views[row] = try cut(views[row], limit) }
    return StringColumn(values: views, arenas: text.arenas, mayEndInBlank: true)
  }

  private func cut(_ view: StringView, _ limit: Int) throws(SQLError) -> StringView {
    let length = view.withBytes { UTF8Check.truncatedCount($0, limit: limit) }
    if mode == .assignment && view.trimmed.count > limit {
      throw SQLError(.stringTooLong, "value too long for type \(type)", detail: "The value is '\(view.string)'.")
    }
    return view.prefix(length)
  }

  private func checkSingleBytes(_ strings: StringColumn) throws(SQLError) {
    for view in strings.values where !view.withBytes({ UTF8Check.isASCII($0) }) {
      throw .compute(
        "Multibyte character not supported for CHAR (Hint: Try using VARCHAR).", code: 8001, context: view.string)
    }
  }
}
