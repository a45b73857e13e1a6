import SQLTypes

/// The prepared statements or the portals of a session, by name, with the protocol's rules: the unnamed one is replaced, a
/// named one is not, and closing what does not exist is no error.
package struct NamedObjects<Object> {
  private let kind: ObjectKind
  private var objects: [String: Object] = [:]

  package init(_ kind: ObjectKind) { self.kind = kind }

  package var count: Int { objects.count }

  /// 42P05 or 42P03 where a named one exists.
  package mutating func insert(_ object: Object, named name: String) throws(SQLError) {
    guard name.isEmpty || objects[name] == nil else { throw duplicate(name) }
    objects[name] = object
  }

  /// 26000 or 34000 where there is none.
  package func object(named name: String) throws(SQLError) -> Object {
    guard let object = objects[name] else { throw missing(name) }
    return object
  }

  /// Replaces what stands under a name.
  package mutating func update(_ object: Object, named name: String) { objects[name] = object }

  package mutating func remove(named name: String) { objects[name] = nil }

  package mutating func removeAll() { objects = [:] }

  private func duplicate(_ name: String) -> SQLError {
    switch kind {
    case .statement: SQLError(.duplicateStatement, "prepared statement \"\(name)\" already exists")
    case .portal: SQLError(.duplicateCursor, "portal \"\(name)\" already exists")
    }
  }

  private func missing(_ name: String) -> SQLError {
    switch kind {
    case .statement where name.isEmpty:
      SQLError(.invalidStatementName, "unnamed prepared statement does not exist")
    case .statement: SQLError(.invalidStatementName, "prepared statement \"\(name)\" does not exist")
    case .portal: SQLError(.invalidCursorName, "portal \"\(name)\" does not exist")
    }
  }
}

extension NamedObjects: Sendable where Object: Sendable {}
