import SQLTypes

/// PG_DESCRIPTION: what COMMENT ON said.
extension SystemRelation {
  static let descriptionCatalogs = [descriptions]

  private static let descriptions = SystemRelation("pg_description", rows: \.objects.comments) {
    SystemColumn("objoid", .objectID) { $0.address.oid }
    SystemColumn("classoid", .objectID) { $0.address.catalog }
    SystemColumn("objsubid", .integer) { $0.address.column }
    SystemColumn("description", .longText) { $0.text }
  }
}
