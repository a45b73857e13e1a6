import Catalogs
import SQLTypes
import Testing

/// Object ids last as long as their objects and are never used again.
@Suite struct ObjectRegistryTests {
  @Test func aDroppedSchemaComesBackAsAnother() throws {
    let database = Database()
    func change(_ exists: Bool) throws {
      let transaction = Transaction(database, startTime: 0, isImplicit: true)
      transaction.setSchema("s", exists: exists)
      try transaction.commit()
    }
    func id() -> Int { ObjectDirectory(database, catalog: database.catalog).schema("s") }
    try change(true)
    let first = id()
    #expect(first >= ObjectID.firstOfUsers && id() == first)
    try change(false)
    try change(true)
    #expect(id() > first)
  }

  @Test func keysAreToldApart() {
    let directory = ObjectDirectory(Database(), catalog: Catalog())
    let keys: [ObjectKey] = [
      .rowType(relation: 1), .rowType(relation: 2), .columnDefault(relation: 1, column: "a"),
      .columnDefault(relation: 1, column: "b"), .constraint(relation: 1, TableKey(.unique, ["a"])),
      .constraint(relation: 1, TableKey(.primaryKey, ["a"])), .rewriteRule(view: 1),
    ]
    let ids = keys.map(directory.id)
    #expect(Set(ids).count == keys.count)
    #expect(keys.map(directory.id) == ids)
  }

  /// No two relations of the system share an id, and none has one of a user's.
  @Test func systemRelationsHaveTheirOwn() {
    let ids = SystemRelation.all.flatMap { [$0.oid, $0.rowType] } + TypeObject.builtIn.map(\.oid)
    #expect(Set(SystemRelation.all.map(\.oid)).count == SystemRelation.all.count)
    #expect(ids.allSatisfy { $0 < ObjectID.firstOfUsers })
  }
}
