import SQLTypes

/// The portals of a connection by name, with the protocol's rules: the unnamed one is replaced, a named one is not, and
/// closing what does not exist is no error.
package struct NamedPortals<Portal> {
  private var portals: [String: Portal] = [:]

  package init() {}

  package var count: Int { portals.count }

  /// 42P03 where a named one exists.
  package mutating func insert(_ portal: Portal, named name: String) throws(SQLError) {
    guard name.isEmpty || portals[name] == nil else {
      throw SQLError(.duplicateCursor, "portal \"\(name)\" already exists")
    }
    portals[name] = portal
  }

  /// 34000 where there is none.
  package func portal(named name: String) throws(SQLError) -> Portal {
    guard let portal = portals[name] else {
      throw SQLError(.invalidCursorName, "portal \"\(name)\" does not exist")
    }
    return portal
  }

  package mutating func remove(named name: String) { portals[name] = nil }

  package mutating func removeAll() { portals = [:] }
}

extension NamedPortals: Sendable where Portal: Sendable {}
