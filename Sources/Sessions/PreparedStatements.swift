import SQLTypes

/// A session's prepared statements by name, those of PREPARE and those of its driver together: a named one is not
/// replaced, the unnamed one is.
package struct PreparedStatements {
  private var byName: [String: PreparedStatement] = [:]

  /// 42P05 where a named one exists.
  package mutating func insert(_ statement: PreparedStatement, named name: String) throws(SQLError) {
    guard name.isEmpty || byName[name] == nil else {
      throw SQLError(.duplicateStatement, "prepared statement \"\(name)\" already exists")
    }
    byName[name] = statement
  }

  /// The name that a statement means: a driver's own may have capitals, which names lose in SQL, in quotes, too.
  package func name(_ written: String) -> String {
    byName[written] == nil ? byName.keys.first { $0.lowercased() == written } ?? written : written
  }

  /// 26000 where there is none.
  package func statement(named name: String) throws(SQLError) -> PreparedStatement {
    if let statement = byName[name] { return statement }
    guard !name.isEmpty else { throw SQLError(.invalidStatementName, "unnamed prepared statement does not exist") }
    throw SQLError(.invalidStatementName, "prepared statement \"\(name)\" does not exist")
  }

  /// False where there was none.
  @discardableResult
  package mutating func remove(named name: String) -> Bool { byName.removeValue(forKey: name) != nil }
}
