import SQLTypes

/// PG_TYPE: the built-in types and the row types of relations.
extension SystemRelation {
  static let typeCatalogs = [types]

  private static let types = SystemRelation("pg_type", rows: \.objects.types) {
    SystemColumn("oid", .objectID) { $0.oid }.hidden()
    SystemColumn("typname", .objectName) { $0.name }
    SystemColumn("typnamespace", .objectID) { $0.schema }
    SystemColumn("typowner", .integer) {
      $0.oid < ObjectID.firstOfUsers ? ObjectID.bootstrapUser : $1.catalog.access.owner(of: .relation($0.relation))
    }
    SystemColumn("typlen", .smallint) { $0.length }
    SystemColumn("typbyval", .boolean) { $0.isByValue }
    SystemColumn("typtype", .letter) { $0.kind }
    SystemColumn.constant("typisdefined", .boolean, true)
    SystemColumn.constant("typdelim", .letter, ",")
    SystemColumn("typrelid", .objectID) { $0.relation }
    SystemColumn("typelem", .objectID) { $0.element }
    SystemColumn("typinput", .functionName) { $0.function("in") }
    typeFunctions
  }

  @SystemColumnBuilder<TypeObject>
  private static var typeFunctions: [SystemColumn<TypeObject>] {
    SystemColumn("typoutput", .functionName) { $0.function("out") }
    SystemColumn("typreceive", .functionName) { $0.function("recv") }
    SystemColumn("typsend", .functionName) { $0.function("send") }
    SystemColumn.constant("typanalyze", .functionName, "-")
    SystemColumn("typalign", .letter) { $0.alignment }
    SystemColumn("typstorage", .letter) { $0.isVariable ? "x" : "p" }
    SystemColumn.constant("typnotnull", .boolean, false)
    SystemColumn.constant("typbasetype", .objectID, 0)
    SystemColumn.constant("typtypmod", .integer, -1)
    SystemColumn.constant("typndims", .integer, 0)
    SystemColumn.unknown("typdefaultbin", .longText)
    SystemColumn.unknown("typdefault", .longText)
    SystemColumn("typarray", .objectID) { $0.array }.hidden()
    SystemColumn.constant("typcollation", .objectID, 0).hidden()
  }
}

extension ObjectDirectory {
  package var types: [TypeObject] {
    TypeObject.builtIn + relations.map { TypeObject.row(rowType(of: $0), of: $0) }
  }
}

extension TypeObject {
  /// The function that reads or writes its values: `int4in`, `date_in`, `array_in`, `record_in`.
  fileprivate func function(_ suffix: String) -> String {
    if kind == "c" { return "record_\(suffix)" }
    if element != 0, name.hasPrefix("_") { return "array_\(suffix)" }
    let separated = [
      "date", "time", "timestamp", "timestamptz", "interval", "timetz", "numeric", "any", "void", "record",
    ]
    return separated.contains(name) ? "\(name)_\(suffix)" : "\(name)\(suffix)"
  }
}
