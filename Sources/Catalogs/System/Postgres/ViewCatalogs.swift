import SQLTypes

/// What is told of views and of who depends on them: PG_VIEWS, PG_REWRITE, PG_RULES, PG_DEPEND.
extension SystemRelation {
  static let viewCatalogs = [views, rewriteRules, rules, dependencies]

  private static let views = SystemRelation("pg_views", rows: \.catalog.allViews) {
    SystemColumn("schemaname", .objectName) { $0.name.schema }
    SystemColumn("viewname", .objectName) { $0.name.name }
    SystemColumn("viewowner", .objectName) { $1.ownerName(ofRelation: $0.id) }
    SystemColumn("definition", .longText) { $0.definitionText }
  }

  /// A view is a rule that makes another query of a SELECT.
  private static let rewriteRules = SystemRelation("pg_rewrite", rows: \.catalog.allViews) {
    SystemColumn("oid", .objectID) { $1.objects.id(of: .rewriteRule(view: $0.id)) }.hidden()
    SystemColumn.constant("rulename", .objectName, "_RETURN")
    SystemColumn("ev_class", .objectID) { $0.id }
    SystemColumn.constant("ev_attr", .smallint, -1)
    SystemColumn.constant("ev_type", .letter, "1")
    SystemColumn.constant("is_instead", .boolean, true)
    SystemColumn.unknown("ev_qual", .longText)
    SystemColumn.unknown("ev_action", .longText)
  }

  /// Those that are no views: none.
  private static let rules = SystemRelation(
    empty: "pg_rules",
    ["schemaname": .objectName, "tablename": .objectName, "rulename": .objectName, "definition": .longText])

  private static let dependencies = SystemRelation("pg_depend", rows: \.objects.dependencies) {
    SystemColumn("classid", .objectID) { $0.object.catalog }
    SystemColumn("objid", .objectID) { $0.object.oid }
    SystemColumn("objsubid", .integer) { $0.object.column }
    SystemColumn("refclassid", .objectID) { $0.referenced.catalog }
    SystemColumn("refobjid", .objectID) { $0.referenced.oid }
    SystemColumn("refobjsubid", .integer) { $0.referenced.column }
    SystemColumn("deptype", .letter) { $0.kind.rawValue }
  }
}
