import SQLTypes

/// PG_NAMESPACE, PG_CLASS and PG_ATTRIBUTE, in PostgreSQL 8.0's columns with Redshift's in between. What later
/// PostgreSQLs added and clients ask for is there by name, hidden from `*`.
extension SystemRelation {
  static let relationCatalogs = [namespaces, classes, classInfo, attributes, attributeInfo]

  private static let namespaces = SystemRelation("pg_namespace", rows: \.objects.schemas) {
    SystemColumn("oid", .objectID) { $0.oid }.hidden()
    SystemColumn("nspname", .objectName) { $0.name }
    SystemColumn("nspowner", .integer) { $1.owner(of: $0) }
    SystemColumn("nspacl", .accessList) { $1.accessList(of: $0) }
  }

  private static let classes = SystemRelation("pg_class", rows: \.objects.classes) { classColumns }

  /// PG_CLASS with Redshift's own facts.
  private static let classInfo = SystemRelation("pg_class_info", rows: \.objects.classes) {
    SystemColumn("reloid", .objectID) { $0.oid }
    classColumns
    SystemColumn("relcreationtime", .timestamp) { $0.table?.created }
    SystemColumn("releffectivediststyle", .smallint) { $0.table?.definition.effectiveDistribution ?? 0 }
  }

  @SystemColumnBuilder<RelationObject>
  private static var classColumns: [SystemColumn<RelationObject>] {
    SystemColumn("oid", .objectID) { $0.oid }.hidden()
    SystemColumn("relname", .objectName) { $0.name.name }
    SystemColumn("relnamespace", .objectID) { $0.schema }
    SystemColumn("reltype", .objectID) { $1.objects.rowType(of: $0) }
    SystemColumn("relowner", .integer) { $1.owner(of: $0) }
    SystemColumn("relam", .objectID) { $0.isIndex ? ObjectID.btree : 0 }
    SystemColumn("relfilenode", .objectID) { $0.oid }
    SystemColumn.constant("reltablespace", .objectID, 0)
    SystemColumn("relpages", .integer) { $0.table?.blockCount ?? 0 }
    SystemColumn("reltuples", .real) { $0.table?.statistics.lastAnalysis.map { Double($0.rows) } ?? 0.001 }
    classFlags
  }

  @SystemColumnBuilder<RelationObject>
  private static var classFlags: [SystemColumn<RelationObject>] {
    SystemColumn.constant("reltoastrelid", .objectID, 0)
    SystemColumn.constant("reltoastidxid", .objectID, 0)
    SystemColumn.constant("relhasindex", .boolean, false)
    SystemColumn.constant("relisshared", .boolean, false)
    SystemColumn("relkind", .letter) { $0.kind }
    SystemColumn("relnatts", .smallint) { $0.columns.count }
    SystemColumn.constant("relexternid", .objectID, 0)
    SystemColumn.constant("relisreplicated", .boolean, false)
    SystemColumn.constant("relispinned", .boolean, false)
    SystemColumn("reldiststyle", .smallint) { $0.table?.definition.distributionNumber ?? 0 }
    SystemColumn.constant("relprojbaseid", .objectID, 0)
    SystemColumn.constant("relchecks", .smallint, 0)
    classConstraints
  }

  @SystemColumnBuilder<RelationObject>
  private static var classConstraints: [SystemColumn<RelationObject>] {
    SystemColumn.constant("reltriggers", .smallint, 0)
    SystemColumn("relukeys", .smallint) { $0.table?.definition.uniqueKeys.count ?? 0 }
    SystemColumn("relfkeys", .smallint) { $0.table?.definition.foreignKeys.count ?? 0 }
    SystemColumn.constant("relrefs", .smallint, 0)
    SystemColumn.constant("relhasoids", .boolean, false)
    SystemColumn("relhaspkey", .boolean) { !($0.table?.definition.primaryKey.isEmpty ?? true) }
    SystemColumn("relhasrules", .boolean) { $0.view != nil }
    SystemColumn.constant("relhassubclass", .boolean, false)
    SystemColumn("relacl", .accessList) { $1.accessList(of: $0) }
    SystemColumn.constant("relhastriggers", .boolean, false).hidden()
    SystemColumn.constant("reloftype", .objectID, 0).hidden()
    SystemColumn("relpersistence", .letter) { $0.table?.definition.isTemporary == true ? "t" : "p" }.hidden()
    SystemColumn.constant("relispartition", .boolean, false).hidden()
    SystemColumn.unknown("reloptions", .textList).hidden()
  }

  private static let attributes = SystemRelation("pg_attribute", rows: \.objects.attributes) { attributeColumns }

  private static let attributeInfo = SystemRelation("pg_attribute_info", rows: \.objects.attributes) {
    attributeColumns
    SystemColumn.unknown("attacl", .accessList)
  }

  @SystemColumnBuilder<AttributeObject>
  private static var attributeColumns: [SystemColumn<AttributeObject>] {
    SystemColumn("attrelid", .objectID) { $0.relation.oid }
    SystemColumn("attname", .objectName) { $0.column.name }
    SystemColumn("atttypid", .objectID) { $0.column.type.typeObject.oid }
    SystemColumn.constant("attstattarget", .integer, -1)
    SystemColumn("attlen", .smallint) { $0.column.type.typeObject.length }
    SystemColumn("attnum", .smallint) { $0.number }
    SystemColumn.constant("attndims", .integer, 0)
    SystemColumn.constant("attcacheoff", .integer, -1)
    SystemColumn("atttypmod", .integer) { $0.column.type.typeModifier }
    SystemColumn("attbyval", .boolean) { $0.column.type.typeObject.isByValue }
    SystemColumn("attstorage", .letter) { $0.column.type.typeObject.isVariable ? "x" : "p" }
    SystemColumn("attalign", .letter) { $0.column.type.typeObject.alignment }
    attributeFlags
  }

  @SystemColumnBuilder<AttributeObject>
  private static var attributeFlags: [SystemColumn<AttributeObject>] {
    SystemColumn("attnotnull", .boolean) { !$0.column.isNullable }
    SystemColumn("atthasdef", .boolean) { $0.column.defaultText != nil || $0.column.identity != nil }
    SystemColumn.constant("attisdropped", .boolean, false)
    SystemColumn.constant("attislocal", .boolean, true)
    SystemColumn.constant("attinhcount", .integer, 0)
    SystemColumn("attisdistkey", .boolean) { $0.definition?.distribution == .key($0.column.name) }
    SystemColumn.constant("attispreloaded", .boolean, false)
    SystemColumn("attsortkeyord", .integer) { $0.definition?.sortPosition(of: $0.column.name) ?? 0 }
    SystemColumn("attencodingtype", .smallint) { $0.encodingNumber }
    SystemColumn.constant("attencrypttype", .smallint, 0)
    SystemColumn.constant("attcollation", .objectID, 0).hidden()
    SystemColumn.constant("attidentity", .letter, "").hidden()
    SystemColumn.constant("attgenerated", .letter, "").hidden()
  }
}

/// A column of a relation, as `pg_attribute` lists it.
package struct AttributeObject: Sendable {
  let relation: RelationObject
  /// From 1.
  let number: Int
  let column: ColumnDefinition

  /// Of a table.
  var definition: TableDefinition? { relation.table?.definition }

  var encodingNumber: Int { definition?.encodingNumber(of: column) ?? 0 }
}

extension ObjectDirectory {
  package var attributes: [AttributeObject] {
    classes.flatMap { relation in
      relation.columns.enumerated().map { AttributeObject(relation: relation, number: $0 + 1, column: $1) }
    }
  }
}

extension TableDefinition {
  /// `reldiststyle`: 0 EVEN, 1 KEY, 8 ALL, 9 AUTO.
  var distributionNumber: Int {
    switch distribution {
    case .even: 0
    case .key: 1
    case .all: 8
    case .auto: 9
    }
  }

  /// `releffectivediststyle`: a table of AUTO begins as ALL, which is 10.
  var effectiveDistribution: Int { distribution == .auto ? 10 : distributionNumber }
}
