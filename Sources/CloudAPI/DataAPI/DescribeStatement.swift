enum DescribeStatement: CloudOperation {
  static let name = "DescribeStatement"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let seconds = try input.integer("WaitTimeSeconds") ?? 0
    return try context.statements.statement(try StatementIdentifier.required(input), waiting: seconds).described
  }
}
