/// Object ids that PostgreSQL 8.0 and Redshift have fixed.
package enum ObjectID {
  /// Those of users' objects begin here.
  package static let firstOfUsers = 100_000
  /// Of the user who owns what the system made (`rdsdb`).
  package static let bootstrapUser = 1

  static let schemas = [
    "pg_catalog": 11, "pg_toast": 99, "public": 2200, "information_schema": 11_000, "pg_internal": 11_010,
  ]

  /// The access methods of tables and of indexes.
  package static let btree = 403

  /// Relations that are tables there; the others are views or are made by the server.
  static let catalogs = [
    "pg_tablespace": 1213, "pg_type": 1247, "pg_attribute": 1249, "pg_proc": 1255, "pg_class": 1259,
    "pg_shadow": 1260, "pg_group": 1261, "pg_database": 1262, "pg_aggregate": 2600, "pg_am": 2601, "pg_amop": 2602,
    "pg_amproc": 2603, "pg_attrdef": 2604, "pg_cast": 2605, "pg_constraint": 2606, "pg_conversion": 2607,
    "pg_depend": 2608, "pg_description": 2609, "pg_index": 2610, "pg_inherits": 2611, "pg_language": 2612,
    "pg_largeobject": 2613, "pg_listener": 2614, "pg_namespace": 2615, "pg_opclass": 2616, "pg_operator": 2617,
    "pg_rewrite": 2618, "pg_statistic": 2619, "pg_trigger": 2620,
  ]

  /// The first of the relations that have no fixed number.
  static let firstOfSystemRelations = 16_384

  /// Of the relations' rows, one for one.
  static let firstOfSystemRowTypes = 20_000
}

extension SystemRelation {
  private static let positions = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.name, $0) })

  package var oid: Int {
    if name.schema == "pg_catalog", let known = ObjectID.catalogs[name.name] { return known }
    return ObjectID.firstOfSystemRelations + (Self.positions[name] ?? 0)
  }

  package var rowType: Int { ObjectID.firstOfSystemRowTypes + (Self.positions[name] ?? 0) }

  /// Whether it is a view on Redshift: what is no catalog and no log.
  package var isView: Bool {
    guard name.schema == "pg_catalog" else { return true }
    return !name.name.hasPrefix("stl_") && !name.name.hasPrefix("stv_") && ObjectID.catalogs[name.name] == nil
  }
}
