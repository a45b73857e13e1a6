import Planning
import SQLTypes
import Sessions

/// A table as text: names and rows, NULL as nil. As a file: CSV with a header, NULL `\N`, an empty string `""`.
///
/// In a file that never writes `\N` a field with nothing in it may mean NULL as well as an empty string.
struct TableText {
  var columns: [String]
  var rows: [[String?]]
  /// Columns in which NULL and the empty string are alike.
  private(set) var vagueColumns: Set<Int> = []

  init(_ result: StatementResult) {
    let output = result.columns ?? []
    columns = output.map(\.name)
    rows = result.batches.flatMap { batch in
      (0..<batch.count).map { row in
        output.indices.map { ValueText.text(of: batch.columns[$0].value(row), type: output[$0].type) }
      }
    }
  }

  /// Errors: 22023 with the line for what is no CSV, or a row with more or fewer fields than the header.
  init(parsing text: String, name: String) throws(SQLError) {
    var reader = CSVText(text)
    guard let header = try reader.record(in: name) else {
      throw SQLError(.invalidParameter, "\(name) is empty: its first line names the columns")
    }
    columns = header.map(\.text)
    var fields: [[CSVText.Field]] = []
    while let row = try reader.record(in: name) {
      guard row.count == columns.count else {
        throw SQLError(
          .invalidParameter, "\(name):\(reader.line): \(row.count) fields, but the header has \(columns.count)")
      }
      fields.append(row)
    }
    rows = fields.map { row in row.map { $0.isNullMark ? nil : $0.text } }
    guard !fields.contains(where: { $0.contains(where: \.isNullMark) }) else { return }
    vagueColumns = Set(columns.indices.filter { column in fields.contains { $0[column].isBlank } })
  }

  /// The values as `result`'s columns of the same names print them: `1.5` is `1.50` in a NUMERIC(8,2), `true` is `t`.
  /// What cannot be such a value stays as it is.
  func spelled(like result: StatementResult) -> TableText {
    var copy = self
    for column in columns.indices {
      guard let type = result.columns?.first(where: { $0.name == columns[column] })?.type, !type.isCharacter else {
        continue
      }
      for row in rows.indices {
        guard let text = rows[row][column] else { continue }
        if text.isEmpty {
          copy.rows[row][column] = nil
        } else if let value = try? ValueText.parse(text, as: type) {
          copy.rows[row][column] = ValueText.text(of: value, type: type)
        }
      }
    }
    return copy
  }

  /// Rows sorted, so that the file changes only where the table does.
  var csv: String {
    let sorted = rows.sorted { TableText.order($0, $1) }
    return ([columns.map { $0 }] + sorted).map { row in row.map(Self.field).joined(separator: ",") + "\n" }.joined()
  }

  static func order(_ left: [String?], _ right: [String?]) -> Bool {
    for (mine, theirs) in zip(left, right) where mine != theirs {
      return (mine ?? "\u{10ffff}") < (theirs ?? "\u{10ffff}")
    }
    return false
  }

  static func field(_ value: String?) -> String {
    guard let value else { return "\\N" }
    let special = value.unicodeScalars.contains { "\",\n\r".unicodeScalars.contains($0) }
    guard special || value.isEmpty || value == "\\N" else { return value }
    return "\"" + value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}

/// Reads CSV records of a whole text.
private struct CSVText {
  private let bytes: [UInt8]
  private var offset = 0
  private(set) var line = 0
  private var lineEnds = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  struct Field {
    var text: String
    var isQuoted: Bool

    var isNullMark: Bool { !isQuoted && text == "\\N" }
    var isBlank: Bool { !isQuoted && text.isEmpty }
  }

  mutating func record(in name: String) throws(SQLError) -> [Field]? {
    guard offset < bytes.count else { return nil }
    line = lineEnds + 1
    var fields: [Field] = []
    while true {
      fields.append(try field(in: name))
      guard offset < bytes.count else { return fields }
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\n") {
        lineEnds += 1
        return fields
      }
      if byte == UInt8(ascii: "\r"), offset < bytes.count, bytes[offset] == UInt8(ascii: "\n") {
        offset += 1
        lineEnds += 1
        return fields
      }
      guard byte == UInt8(ascii: ",") else {
        throw SQLError(.invalidParameter, "\(name):\(line): expected a comma behind a quoted field")
      }
    }
  }

  private mutating func field(in name: String) throws(SQLError) -> Field {
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") {
      return Field(text: try quoted(in: name), isQuoted: true)
    }
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: ","), bytes[offset] != UInt8(ascii: "\n"),
      bytes[offset] != UInt8(ascii: "\r")
    { offset += 1 }
    return Field(text: String(decoding: bytes[start..<offset], as: UTF8.self), isQuoted: false)
  }

  private mutating func quoted(in name: String) throws(SQLError) -> String {
    var content: [UInt8] = []
    offset += 1
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\"") {
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
          return String(decoding: content, as: UTF8.self)
        }
        offset += 1
      }
      if byte == UInt8(ascii: "\n") { lineEnds += 1 }
      content.append(byte)
    }
    throw SQLError(.invalidParameter, "\(name):\(line): a quoted field does not end")
  }
}
