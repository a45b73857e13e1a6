enum ListStatements: CloudOperation {
  static let name = "ListStatements"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var statements = context.statements.statements
    if let status = input.text("Status"), status != "ALL" { statements.removeAll { $0.status.rawValue != status } }
    if let name = input.text("StatementName") { statements.removeAll { $0.request.name?.hasPrefix(name) != true } }
    if let cluster = input.text("ClusterIdentifier") { statements.removeAll { $0.request.cluster != cluster } }
    if let database = input.text("Database") { statements.removeAll { $0.request.database != database } }
    let page = try CloudPage(statements, input, size: "MaxResults", marker: "NextToken")
    return page.members(["Statements": .list("member", page.elements.map(\.listed))], next: "NextToken")
  }
}
