import PostgresWire
import SQLTypes
import Testing

@Suite struct NamedObjectsTests {
  @Test func namedOnesAreNotReplaced() throws {
    var statements = NamedObjects<Int>(.statement)
    try statements.insert(1, named: "a")
    #expect(throws: SQLError(.duplicateStatement, "prepared statement \"a\" already exists")) {
      try statements.insert(2, named: "a")
    }
    #expect(try statements.object(named: "a") == 1)
    statements.remove(named: "a")
    statements.remove(named: "a")
    #expect(throws: SQLError(.invalidStatementName, "prepared statement \"a\" does not exist")) {
      try statements.object(named: "a")
    }
  }

  @Test func theUnnamedOneIs() throws {
    var portals = NamedObjects<Int>(.portal)
    #expect(throws: SQLError(.invalidCursorName, "portal \"\" does not exist")) { try portals.object(named: "") }
    try portals.insert(1, named: "")
    try portals.insert(2, named: "")
    #expect(try portals.object(named: "") == 2)
    portals.removeAll()
    #expect(portals.count == 0)
  }
}
