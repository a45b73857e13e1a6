enum ListDatabases: CloudOperation {
  static let name = "ListDatabases"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let sql = "SELECT datname FROM pg_database WHERE datallowconn ORDER BY 1"
    let names = try CatalogList.names(sql, input, context)
    return names.members(["Databases": .list("member", names.elements.map { .text($0) })], next: "NextToken")
  }
}
