import SQLTypes

/// External schemas: there are none here, and queries that look for them find none.
extension SystemRelation {
  static let externalRelations = [
    SystemRelation(
      empty: "svv_external_schemas",
      [
        "esoid": .objectID, "eskind": .smallint, "schemaname": .objectName, "esowner": .integer,
        "databasename": .longText, "esoptions": .longText,
      ]),
    SystemRelation(
      empty: "svv_external_databases",
      [
        "eskind": .integer, "esoptions": .longText, "databasename": .longText, "location": .longText,
        "parameters": .longText,
      ]),
    SystemRelation(
      empty: "svv_external_tables",
      [
        "redshift_database_name": .longText, "schemaname": .longText, "tablename": .longText, "tabletype": .longText,
        "location": .longText, "input_format": .longText, "output_format": .longText, "serialization_lib": .longText,
        "serde_parameters": .longText, "compressed": .integer, "parameters": .longText,
      ]),
    SystemRelation(
      empty: "svv_external_columns",
      [
        "redshift_database_name": .longText, "schemaname": .longText, "tablename": .longText,
        "columnname": .longText, "external_type": .longText, "columnnum": .integer, "part_key": .integer,
        "is_nullable": .longText,
      ]),
    SystemRelation(
      empty: "svv_external_partitions",
      [
        "schemaname": .longText, "tablename": .longText, "values": .longText, "location": .longText,
        "input_format": .longText, "output_format": .longText, "serialization_lib": .longText,
        "serde_parameters": .longText, "compressed": .integer, "parameters": .longText,
      ]),
  ]
}
