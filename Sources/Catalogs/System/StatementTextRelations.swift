import SQLTypes

/// The texts of statements, cut into pieces with numbers: STL_QUERYTEXT, STL_DDLTEXT, STL_UTILITYTEXT,
/// SVL_STATEMENTTEXT in pieces of 200 bytes, SYS_QUERY_TEXT in pieces of 4000.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_SVL_STATEMENTTEXT.html
extension SystemRelation {
  static let statementTextRelations = [
    queryText, definitionText, utilityText, statementText, sysQueryText, childQueryText, runningText,
    violations,
  ]

  private static let queryText = SystemRelation("stl_querytext", rows: \.queryPieces) {
    SystemColumn("userid", .integer) { $0.statement.userID }
    SystemColumn("xid", .bigint) { $0.statement.transaction }
    SystemColumn("pid", .integer) { $0.statement.session }
    SystemColumn("query", .integer) { $0.statement.id }
    SystemColumn("sequence", .integer) { $0.number }
    SystemColumn("text", .char(200)) { $0.text }
    SystemColumn("user_query_id", .bigint) { $0.statement.id }
    SystemColumn.constant("child_query_sequence", .integer, 1)
    SystemColumn.queryUUID { $0.statement.id }
  }

  private static let definitionText = SystemRelation("stl_ddltext", rows: \.definitionPieces) {
    TextPiece.columns
  }

  private static let utilityText = SystemRelation("stl_utilitytext", rows: \.utilityPieces) {
    TextPiece.columns
  }

  private static let statementText = SystemRelation("svl_statementtext", rows: \.pieces) {
    TextPiece.columnsOfAll
  }

  private static let sysQueryText = SystemRelation("sys_query_text", rows: \.longPieces) {
    SystemColumn("user_id", .integer) { $0.statement.userID }
    SystemColumn("query_id", .bigint) { $0.statement.id }
    SystemColumn("transaction_id", .bigint) { $0.statement.transaction }
    SystemColumn("session_id", .integer) { $0.statement.session }
    SystemColumn("start_time", .timestamp) { $0.statement.startTime }
    SystemColumn("sequence", .integer) { $0.number }
    SystemColumn("text", .char(4000)) { $0.text }
    SystemColumn.queryUUID { $0.statement.id }
  }

  /// A query is its own only child: none is rewritten into several.
  private static let childQueryText = SystemRelation("sys_child_query_text", rows: \.queryPieces) {
    SystemColumn("user_id", .integer) { $0.statement.userID }
    SystemColumn("query_id", .bigint) { $0.statement.id }
    SystemColumn.constant("child_query_sequence", .integer, 1)
    SystemColumn("sequence", .integer) { $0.number }
    SystemColumn("text", .char(200)) { $0.text }
    SystemColumn.queryUUID { $0.statement.id }
  }
}

extension SystemRelation {
  private static let runningText = SystemRelation("svv_query_inflight", rows: \.runningPieces) {
    SystemColumn("userid", .integer) { $0.statement.userID }
    SystemColumn.slice()
    SystemColumn("query", .integer) { $0.statement.id }
    SystemColumn("pid", .integer) { $0.statement.session }
    SystemColumn("starttime", .timestamp) { $0.statement.startTime }
    SystemColumn.constant("suspended", .integer, 0)
    SystemColumn("text", .char(200)) { $0.text }
    SystemColumn("sequence", .integer) { $0.number }
  }
}

extension SystemRelation {
  /// Statements that stood in a transaction block and may not.
  private static let violations = SystemRelation("svl_multi_statement_violations", rows: \.violationPieces) {
    SystemColumn("userid", .integer) { $0.statement.userID }
    SystemColumn.database("database", .char(32))
    SystemColumn("cmdname", .char(20)) { $0.statement.violatingCommand }
    TextPiece.columnsOfAll.dropFirst().map(\.self)
  }
}

/// A piece of a statement's text.
private struct TextPiece: OwnedRow {
  var statement: StatementRecord
  var number: Int
  var text: String

  var userID: Int64 { statement.userID }

  @SystemColumnBuilder<TextPiece>
  static var columns: [SystemColumn<TextPiece>] {
    SystemColumn("userid", .integer) { $0.statement.userID }
    SystemColumn("xid", .bigint) { $0.statement.transaction }
    SystemColumn("pid", .integer) { $0.statement.session }
    SystemColumn("label", .char(320)) { $0.statement.label }
    SystemColumn("starttime", .timestamp) { $0.statement.startTime }
    SystemColumn("endtime", .timestamp) { $0.statement.endTime }
    SystemColumn("sequence", .integer) { $0.number }
    SystemColumn("text", .char(200)) { $0.text }
  }

  @SystemColumnBuilder<TextPiece>
  static var columnsOfAll: [SystemColumn<TextPiece>] {
    columns.dropLast().map(\.self)
    SystemColumn("type", .varchar(10)) { $0.statement.kind.rawValue }
    SystemColumn("text", .char(200)) { $0.text }
  }

  /// A text without one of its characters cut in two; an empty one has one piece.
  static func pieces(of statement: StatementRecord, bytes: Int) -> [TextPiece] {
    let text = statement.text.utf8
    var pieces: [TextPiece] = []
    var start = text.startIndex
    repeat {
      var end = text.index(start, offsetBy: bytes, limitedBy: text.endIndex) ?? text.endIndex
      while end < text.endIndex, end > start, text[end] & 0xC0 == 0x80 { end = text.index(before: end) }
      pieces.append(TextPiece(statement: statement, number: pieces.count, text: String(statement.text[start..<end])))
      start = end
    } while start < text.endIndex
    return pieces
  }
}

extension SystemContext {
  fileprivate var queryPieces: [TextPiece] { pieces(of: .query) }
  fileprivate var definitionPieces: [TextPiece] { pieces(of: .definition) }
  fileprivate var utilityPieces: [TextPiece] { pieces(of: .utility) }
  fileprivate var pieces: [TextPiece] { pieces(of: nil) }
  fileprivate var runningPieces: [TextPiece] {
    runningStatements.filter { $0.kind == .query }.flatMap { TextPiece.pieces(of: $0, bytes: 200) }
  }
  fileprivate var violationPieces: [TextPiece] { pieces.filter { $0.statement.violatingCommand != nil } }
  fileprivate var longPieces: [TextPiece] { pieces(of: nil, bytes: 4000) }

  private func pieces(of kind: StatementRecord.Kind?, bytes: Int = 200) -> [TextPiece] {
    database.activity.statements.filter { kind == nil || $0.kind == kind }.flatMap {
      TextPiece.pieces(of: $0, bytes: bytes)
    }
  }
}

extension StatementRecord {
  /// What the error of a statement names that may not stand in a transaction block: `VACUUM`.
  fileprivate var violatingCommand: String? {
    let suffix = " cannot run inside a transaction block"
    guard case .failed(let message) = outcome, message.hasSuffix(suffix) else { return nil }
    return String(message.dropLast(suffix.count))
  }
}
