import PostgresWire
import SQLTypes
import Testing

@Suite struct NamedPortalsTests {
  @Test func namedOnesAreNotReplaced() throws {
    var portals = NamedPortals<Int>()
    try portals.insert(1, named: "a")
    #expect(throws: SQLError(.duplicateCursor, "portal \"a\" already exists")) {
      try portals.insert(2, named: "a")
    }
    #expect(try portals.portal(named: "a") == 1)
    portals.remove(named: "a")
    portals.remove(named: "a")
    #expect(throws: SQLError(.invalidCursorName, "portal \"a\" does not exist")) { try portals.portal(named: "a") }
  }

  @Test func theUnnamedOneIs() throws {
    var portals = NamedPortals<Int>()
    #expect(throws: SQLError(.invalidCursorName, "portal \"\" does not exist")) { try portals.portal(named: "") }
    try portals.insert(1, named: "")
    try portals.insert(2, named: "")
    #expect(try portals.portal(named: "") == 2)
    portals.removeAll()
    #expect(portals.count == 0)
  }
}
