import SQLTypes

/// A column of a table or view, as INFORMATION_SCHEMA and SVV_COLUMNS list it.
struct NamedColumn {
  let relation: RelationObject
  /// From 1.
  let position: Int
  let column: ColumnDefinition

  var defaultText: String? { DefaultObject.text(of: column, number: position - 1, table: relation.oid) }

  @SystemColumnBuilder<NamedColumn>
  static var columns: [SystemColumn<NamedColumn>] {
    SystemColumn.database("table_catalog")
    SystemColumn("table_schema", .identifier) { $0.relation.name.schema }
    SystemColumn("table_name", .identifier) { $0.relation.name.name }
    SystemColumn("column_name", .identifier) { $0.column.name }
    SystemColumn("ordinal_position", .integer) { $0.position }
    SystemColumn("column_default", .varchar(4000)) { $0.defaultText }
    SystemColumn("is_nullable", .varchar(3)) { $0.column.isNullable ? "YES" : "NO" }
    SystemColumn("data_type", .identifier) { $0.column.type.familyName }
    SystemColumn("character_maximum_length", .integer) { $0.column.type.characterLength }
    numberColumns
    characterSetColumns
  }

  @SystemColumnBuilder<NamedColumn>
  private static var numberColumns: [SystemColumn<NamedColumn>] {
    SystemColumn("numeric_precision", .integer) { $0.column.type.numericPrecision }
    SystemColumn("numeric_precision_radix", .integer) { $0.column.type.numericRadix }
    SystemColumn("numeric_scale", .integer) { $0.column.type.numericScale }
    SystemColumn("datetime_precision", .integer) { $0.column.type.datetimePrecision }
    SystemColumn.unknown("interval_type", .identifier)
    SystemColumn.unknown("interval_precision", .identifier)
  }

  @SystemColumnBuilder<NamedColumn>
  private static var characterSetColumns: [SystemColumn<NamedColumn>] {
    SystemColumn.unknown("character_set_catalog", .identifier)
    SystemColumn.unknown("character_set_schema", .identifier)
    SystemColumn.unknown("character_set_name", .identifier)
    SystemColumn.unknown("collation_catalog", .identifier)
    SystemColumn.unknown("collation_schema", .identifier)
    SystemColumn.unknown("collation_name", .identifier)
    SystemColumn.unknown("domain_name", .identifier)
  }

  /// What INFORMATION_SCHEMA has beyond SVV_COLUMNS.
  @SystemColumnBuilder<NamedColumn>
  static var typeColumns: [SystemColumn<NamedColumn>] {
    SystemColumn("character_octet_length", .integer) { $0.column.type.characterLength }
    SystemColumn.unknown("domain_catalog", .identifier)
    SystemColumn.unknown("domain_schema", .identifier)
    SystemColumn.database("udt_catalog")
    SystemColumn.constant("udt_schema", .identifier, "pg_catalog")
    SystemColumn("udt_name", .identifier) { $0.column.type.typeObject.name }
    SystemColumn.unknown("maximum_cardinality", .integer)
    SystemColumn("dtd_identifier", .identifier) { String($0.position) }
    SystemColumn.constant("is_self_referencing", .varchar(3), "NO")
  }
}

extension ObjectDirectory {
  var namedColumns: [NamedColumn] { relations.flatMap(named) }
  /// With those of external tables.
  var allNamedColumns: [NamedColumn] { allRelations.flatMap(named) }

  private func named(_ relation: RelationObject) -> [NamedColumn] {
    relation.columns.enumerated().map { NamedColumn(relation: relation, position: $0 + 1, column: $1) }
  }
}

extension DataType {
  package var numericPrecision: Int? {
    switch self {
    case .smallint: 16
    case .integer: 32
    case .bigint: 64
    case .real: 24
    case .double: 53
    case .decimal(let precision, _): precision
    default: nil
    }
  }

  package var numericScale: Int? {
    switch self {
    case .smallint, .integer, .bigint: 0
    case .decimal(_, let scale): scale
    default: nil
    }
  }

  fileprivate var numericRadix: Int? { isNumeric ? (isDecimal ? 10 : 2) : nil }

  fileprivate var datetimePrecision: Int? {
    switch self {
    case .time, .timetz, .timestamp, .timestamptz, .interval, .intervalDayToSecond: 6
    default: nil
    }
  }
}
