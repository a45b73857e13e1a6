enum ExecuteStatement: CloudOperation {
  static let name = "ExecuteStatement"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let request = try DataStatement.Request(input, [try input.required("Sql")], isBatch: false, context)
    let statement = try context.statements.start(request)
    guard let seconds = try input.integer("WaitTimeSeconds"), seconds > 0 else { return statement.accepted }
    return try context.statements.statement(statement.id, waiting: seconds).accepted
  }
}
