/// Where an object is listed: the id of its catalog (1259 for PG_CLASS), its own, and a column's number from 1, or 0.
package struct ObjectAddress: Hashable, Sendable {
  package let catalog: Int
  package let oid: Int
  package var column = 0

  package init(_ catalog: String, _ oid: Int, column: Int = 0) {
    self.catalog = ObjectID.catalogs[catalog] ?? 0
    self.oid = oid
    self.column = column
  }

  static func relation(_ oid: Int, column: Int = 0) -> ObjectAddress { ObjectAddress("pg_class", oid, column: column) }
  static func schema(_ oid: Int) -> ObjectAddress { ObjectAddress("pg_namespace", oid) }
}
