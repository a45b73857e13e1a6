enum GetStatementResult: CloudOperation {
  static let name = "GetStatementResult"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let id = try StatementIdentifier.required(input)
    _ = try context.statements.statement(id, waiting: try input.integer("WaitTimeSeconds") ?? 0)
    let result = try context.statements.result(id)
    let (rows, next) = try result.page(input.marker("NextToken"))
    return .members([
      "Records": .list("member", rows.map(result.fields)), "ColumnMetadata": result.metadata,
      "TotalNumRows": .integer(Int64(result.rows.count)), "NextToken": next.map { .text($0) },
    ])
  }
}
