import Catalogs
import Columnar
import SQLTypes
import Testing

/// System relations declared a column a line.
@Suite struct SystemColumnTests {
  private static let people = SystemRelation(
    "people", rows: \.people
  ) {
    SystemColumn("name", .char(4)) { $0.name }
    SystemColumn("age", .integer) { $0.age }
    SystemColumn("is_grown", .boolean) { $0.age.map { $0 >= 18 } }
    SystemColumn.constant("kind", .varchar(9), "person")
    SystemColumn.unknown("weight", .decimal(precision: 5, scale: 2))
    SystemColumn("asked_by", .varchar(9)) { _, context in context.session.user }
  }

  @Test func aColumnIsOneLine() {
    #expect(Self.people.name.description == "pg_catalog.people")
    #expect(Self.people.columns.map(\.name) == ["name", "age", "is_grown", "kind", "weight", "asked_by"])
    var session = SessionInfo()
    session.user = "eva"
    let rows = Self.people.rows(SystemContext(Database(), catalog: Catalog(), session: session))
    #expect(rows.count == 2)
    // CHAR(4) holds four bytes: the first letter of `Äneas` has two.
    #expect(rows.columns[0].values == [.string("Ada"), .string("Äne")])
    #expect(rows.columns[1].values == [.int(36), .null])
    #expect(rows.columns[2].values == [.bool(true), .null])
    #expect(rows.columns[3].values == [.string("person"), .string("person")])
    #expect(rows.columns[4].values == [.null, .null])
    #expect(rows.columns[5].values == [.string("eva"), .string("eva")])
  }

  @Test func everyRelationGivesItsColumns() {
    let database = Database()
    let history = database.history
    var error = LoadError(fileName: "a", lineNumber: 1, code: 1207, reason: "r")
    error.fields = [LoadError.Field(name: "c", type: "int4", length: "0", value: nil)]
    history.record([error])
    history.record(LoadRun())
    history.record(UnloadRun())
    let context = SystemContext(database, catalog: Catalog(), session: SessionInfo())
    for relation in SystemRelation.all where relation.name.name != "svv_user_info" {
      let rows = relation.rows(context)
      #expect(rows.columns.map(\.type) == relation.columns.map(\.type), "\(relation.name)")
      #expect(Set(relation.columns.map(\.name)).count == relation.columns.count, "\(relation.name)")
    }
  }

  /// Databases and users are the asking session's, nowhere a literal.
  @Test func factsOfTheSessionAreItsOwn() throws {
    var session = SessionInfo()
    (session.database, session.user, session.userID) = ("sales", "eva", 104)
    let database = Database(name: "sales")
    let history = database.history
    var error = LoadError(fileName: "a", lineNumber: 1, code: 1207, reason: "r")
    var (load, unload) = (LoadRun(), UnloadRun())
    (error.userID, load.userID, unload.userID) = (104, 104, 104)
    history.record([error])
    history.record(load)
    history.record(unload)
    let context = SystemContext(database, catalog: Catalog(), session: session)
    for relation in SystemRelation.all where relation.name.name != "svv_user_info" {
      let rows = relation.rows(context)
      for (column, values) in zip(relation.columns, rows.columns) where rows.count > 0 {
        switch column.name {
        case "userid", "user_id": #expect(values.value(0) == .int(104), "\(relation.name)")
        case "database_name", "table_catalog", "catalog_name": #expect(values.value(0) == .string("sales"))
        case "tableowner": #expect(values.value(0) == .string("eva"))
        default: break
        }
      }
    }
    let schemata = try #require(SystemRelation.named(TableName(schema: "information_schema", name: "schemata")))
    #expect(schemata.rows(context).columns[0].value(0) == .string("sales"))
    // What the system made is its own.
    #expect(schemata.rows(context).columns[2].value(0) == .string("rdsdb"))
  }

  @Test func namesAreFoundBySchema() {
    #expect(SystemRelation.named(TableName(schema: "pg_catalog", name: "stl_load_errors")) != nil)
    #expect(SystemRelation.named(TableName(schema: "public", name: "stl_load_errors")) == nil)
    let built = SystemRelation.missing.filter { SystemRelation.named(TableName(schema: "pg_catalog", name: $0)) != nil }
    #expect(built.isEmpty, "what is there is not missing")
  }
}

private struct Person: Sendable {
  var name: String
  var age: Int?
}

extension SystemContext {
  fileprivate var people: [Person] { [Person(name: "Ada", age: 36), Person(name: "Äneas", age: nil)] }
}
