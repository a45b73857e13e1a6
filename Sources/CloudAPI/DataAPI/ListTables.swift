enum ListTables: CloudOperation {
  static let name = "ListTables"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let schema = CatalogList.literal(input.text("SchemaPattern") ?? "%")
    let table = CatalogList.literal(input.text("TablePattern") ?? "%")
    let sql =
      "SELECT table_schema, table_name, table_type FROM svv_tables WHERE table_schema LIKE \(schema) AND table_name LIKE "
      + "\(table) ORDER BY 1, 2"
    let page = try CatalogList.rows(sql, input, context)
    let tables = page.elements.map { row -> CloudValue in
      ["schema": .text(row[0]), "name": .text(row[1]), "type": .text(row[2] == "BASE TABLE" ? "TABLE" : row[2])]
    }
    return page.members(["Tables": .list("member", tables)], next: "NextToken")
  }
}
