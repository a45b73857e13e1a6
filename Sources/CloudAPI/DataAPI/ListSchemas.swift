enum ListSchemas: CloudOperation {
  static let name = "ListSchemas"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let pattern = CatalogList.literal(input.text("SchemaPattern") ?? "%")
    let sql = "SELECT nspname FROM pg_namespace WHERE nspname LIKE \(pattern) ORDER BY 1"
    let names = try CatalogList.names(sql, input, context)
    return names.members(["Schemas": .list("member", names.elements.map { .text($0) })], next: "NextToken")
  }
}
