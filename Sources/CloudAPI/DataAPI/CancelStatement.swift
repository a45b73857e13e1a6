enum CancelStatement: CloudOperation {
  static let name = "CancelStatement"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    ["Status": .boolean(try context.statements.cancel(try StatementIdentifier.required(input)))]
  }
}
