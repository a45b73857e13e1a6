import SQLTypes

/// PG_PROC, PG_LANGUAGE and PG_AM.
extension SystemRelation {
  static let functionCatalogs = [functions, functionInfo, languages, accessMethods]

  private static let functions = SystemRelation("pg_proc", rows: \.functions) {
    SystemColumn("oid", .objectID) { $0.oid }.hidden()
    functionColumns
    argumentNames
    SystemColumn("proacl", .accessList) { $0.accessList(in: $1) }
    SystemColumn.constant("proiswindow", .boolean, false).hidden()
  }

  /// PG_PROC with the kind of each: `f` function, `p` procedure, `a` aggregate.
  private static let functionInfo = SystemRelation("pg_proc_info", rows: \.functions) {
    SystemColumn("prooid", .objectID) { $0.oid }
    functionColumns
    SystemColumn("proargmodes", .textList) { $0.argumentModes }
    SystemColumn("proallargtypes", .idList) { $0.allArguments }
    argumentNames
    SystemColumn("prokind", .letter) { $0.isAggregate ? "a" : $0.isProcedure ? "p" : "f" }
    SystemColumn("proacl", .accessList) { $0.accessList(in: $1) }
  }

  @SystemColumnBuilder<FunctionObject>
  private static var functionColumns: [SystemColumn<FunctionObject>] {
    SystemColumn("proname", .objectName) { $0.name }
    SystemColumn("pronamespace", .objectID) { $0.schema }
    SystemColumn("proowner", .integer) { $0.owner }
    SystemColumn("prolang", .objectID) { $0.language }
    SystemColumn("proisagg", .boolean) { $0.isAggregate }
    SystemColumn("prosecdef", .boolean) { $0.isSecurityDefiner }
    SystemColumn("proisstrict", .boolean) { !$0.isAggregate && $0.routine == nil }
    SystemColumn.constant("proretset", .boolean, false)
    SystemColumn("provolatile", .letter) { $0.volatility }
    SystemColumn("pronargs", .smallint) { $0.arguments.count }
    SystemColumn("prorettype", .objectID) { $0.result }
    SystemColumn("proargtypes", .idVector) { $0.arguments.map(String.init).joined(separator: " ") }
    SystemColumn("prosrc", .longText) { $0.source ?? $0.name }
    SystemColumn.constant("probin", .longText, "-")
  }

  private static let argumentNames = SystemColumn<FunctionObject>("proargnames", .textList) { $0.argumentNames }

  private static let languages = SystemRelation("pg_language", of: LanguageObject.all) {
    SystemColumn("oid", .objectID) { $0.oid }.hidden()
    SystemColumn("lanname", .objectName) { $0.name }
    SystemColumn("lanispl", .boolean) { $0.isProcedural }
    SystemColumn("lanpltrusted", .boolean) { $0.isTrusted }
    SystemColumn.constant("lanplcallfoid", .objectID, 0)
    SystemColumn.constant("lanvalidator", .objectID, 0)
    SystemColumn("lanacl", .accessList) { $1.text($1.catalog.access.lists[.language($0.name)]) }
  }

  private static let accessMethods = SystemRelation("pg_am", of: ["btree"]) {
    SystemColumn.constant("oid", .objectID, ObjectID.btree).hidden()
    SystemColumn("amname", .objectName) { (name: String) in name }
    SystemColumn.constant("amowner", .integer, ObjectID.bootstrapUser)
    SystemColumn.constant("amstrategies", .smallint, 5)
    SystemColumn.constant("amsupport", .smallint, 1)
    SystemColumn.constant("amorderstrategy", .smallint, 1)
    SystemColumn.constant("amcanunique", .boolean, true)
    SystemColumn.constant("amcanmulticol", .boolean, true)
    SystemColumn.constant("amindexnulls", .boolean, true)
    SystemColumn.constant("amconcurrent", .boolean, true)
  }
}
