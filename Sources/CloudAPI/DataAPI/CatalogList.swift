/// What the Data API tells of databases, asked of their own catalogs.
enum CatalogList {
  /// A page of rows, NULL as an empty text. Errors: `ValidationException`.
  static func rows(
    _ sql: String, _ input: CloudInput, _ context: CloudContext
  ) throws(CloudError) -> CloudPage<[String]> {
    var request = try DataStatement.Request(input, [sql], isBatch: false, context)
    request.database = input.text("ConnectedDatabase") ?? request.database
    let rows = try context.statements.query(request).rows.map { $0.map { $0 ?? "" } }
    return try CloudPage(rows, input, size: "MaxResults", marker: "NextToken", most: 1000)
  }

  static func names(_ sql: String, _ input: CloudInput, _ context: CloudContext) throws(CloudError) -> CloudPage<String>
  {
    try rows(sql, input, context).map { $0[0] }
  }

  /// A literal of SQL.
  static func literal(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "''") + "'"
  }
}
