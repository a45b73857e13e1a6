enum DescribeTable: CloudOperation {
  static let name = "DescribeTable"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let table = try input.required("Table")
    let schema = input.text("Schema") ?? "public"
    let sql =
      "SELECT column_name, data_type, is_nullable, character_maximum_length, numeric_precision, numeric_scale, "
      + "column_default FROM svv_columns WHERE table_schema = \(CatalogList.literal(schema)) AND table_name = "
      + "\(CatalogList.literal(table)) ORDER BY ordinal_position"
    let page = try CatalogList.rows(sql, input, context)
    let columns = page.elements.map { row -> CloudValue in
      [
        "name": .text(row[0]), "label": .text(row[0]), "typeName": .text(row[1]),
        "nullable": .integer(row[2] == "YES" ? 1 : 0), "length": .integer(Int64(row[3]) ?? 0),
        "precision": .integer(Int64(row[4]) ?? 0), "scale": .integer(Int64(row[5]) ?? 0),
        "schemaName": .text(schema), "tableName": .text(table), "columnDefault": .text(row[6]),
      ]
    }
    return page.members(
      ["TableName": .text(table), "ColumnList": .list("member", columns)], next: "NextToken")
  }
}
