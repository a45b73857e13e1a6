enum GetStatementResultV2: CloudOperation {
  static let name = "GetStatementResultV2"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let id = try StatementIdentifier.required(input)
    _ = try context.statements.statement(id, waiting: try input.integer("WaitTimeSeconds") ?? 0)
    let result = try context.statements.result(id)
    let token = input.marker("NextToken")
    let (rows, next) = try result.page(token)
    return .members([
      "Records": .list("member", [["CSVRecords": .text(result.csv(rows, isFirst: token == nil))]]),
      "ColumnMetadata": result.metadata, "TotalNumRows": .integer(Int64(result.rows.count)), "ResultFormat": "CSV",
      "NextToken": next.map { .text($0) },
    ])
  }
}
