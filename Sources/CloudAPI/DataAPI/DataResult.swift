/// What a statement gave, as far as it is kept: its columns, and the texts of its rows.
package struct DataResult: Sendable {
  package struct Column: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case long, double, boolean, text }

    package var name: String
    package var typeName: String
    package var kind: Kind
    package var length: Int
    package var precision: Int
    package var scale: Int

    package init(name: String, typeName: String, kind: Kind, length: Int, precision: Int, scale: Int) {
      self.name = name
      self.typeName = typeName
      self.kind = kind
      self.length = length
      self.precision = precision
      self.scale = scale
    }
  }

  package var columns: [Column]
  /// nil is NULL.
  package var rows: [[String?]]

  package init(columns: [Column], rows: [[String?]]) {
    self.columns = columns
    self.rows = rows
  }
}

extension DataResult {
  static let pageSize = 1000

  /// A page of records, from the row that the token names.
  func page(_ token: String?) throws(CloudError) -> (rows: ArraySlice<[String?]>, next: String?) {
    guard let start = Int(token ?? "0"), 0...rows.count ~= start else { throw .validation("The NextToken is none.") }
    let end = min(rows.count, start + Self.pageSize)
    return (rows[start..<end], end < rows.count ? String(end) : nil)
  }

  var metadata: CloudValue {
    .list(
      "member",
      columns.map { column in
        [
          "name": .text(column.name), "label": .text(column.name), "typeName": .text(column.typeName),
          "length": .integer(Int64(column.length)), "precision": .integer(Int64(column.precision)),
          "scale": .integer(Int64(column.scale)), "nullable": 1, "isCaseSensitive": .boolean(column.kind == .text),
          "isCurrency": false, "isSigned": .boolean(column.kind == .long || column.kind == .double),
          "schemaName": "", "tableName": "",
        ]
      })
  }

  func fields(_ row: [String?]) -> CloudValue {
    .list("member", zip(columns, row).map { column, text in Self.field(text, column.kind) })
  }

  private static func field(_ text: String?, _ kind: Column.Kind) -> CloudValue {
    guard let text else { return ["isNull": true] }
    switch kind {
    case .long: return Int64(text).map { ["longValue": .integer($0)] } ?? ["stringValue": .text(text)]
    case .double: return Double(text).map { ["doubleValue": .double($0)] } ?? ["stringValue": .text(text)]
    case .boolean: return ["booleanValue": .boolean(text == "t" || text == "true")]
    case .text: return ["stringValue": .text(text)]
    }
  }

  /// A page as CSV, with the names of columns in front of the first.
  func csv(_ rows: ArraySlice<[String?]>, isFirst: Bool) -> String {
    let lines = rows.map { row in row.map { $0.map(Self.quoted) ?? "" } }
    let all = isFirst ? [columns.map { Self.quoted($0.name) }] + lines : lines
    return all.map { $0.joined(separator: ",") + "\r\n" }.joined()
  }

  private static func quoted(_ text: String) -> String {
    let needsQuotes = text.isEmpty || text.utf8.contains { "\",\r\n".utf8.contains($0) }
    return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }
}
