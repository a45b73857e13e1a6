/// A set of what GRANT may give (AWS documentation, GRANT).
package struct Privileges: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package static let insert = Privileges(rawValue: 1 << 0)
  package static let select = Privileges(rawValue: 1 << 1)
  package static let update = Privileges(rawValue: 1 << 2)
  package static let delete = Privileges(rawValue: 1 << 3)
  package static let rule = Privileges(rawValue: 1 << 4)
  package static let references = Privileges(rawValue: 1 << 5)
  package static let trigger = Privileges(rawValue: 1 << 6)
  package static let execute = Privileges(rawValue: 1 << 7)
  package static let usage = Privileges(rawValue: 1 << 8)
  package static let create = Privileges(rawValue: 1 << 9)
  package static let temporary = Privileges(rawValue: 1 << 10)
  package static let drop = Privileges(rawValue: 1 << 11)
  package static let truncate = Privileges(rawValue: 1 << 12)
  package static let alter = Privileges(rawValue: 1 << 13)

  /// Each with its name and its letter in an ACL's text, in the order of that text.
  private static let all: [(privilege: Privileges, name: String, letter: Character)] = [
    (.insert, "INSERT", "a"), (.select, "SELECT", "r"), (.update, "UPDATE", "w"), (.delete, "DELETE", "d"),
    (.rule, "RULE", "R"), (.references, "REFERENCES", "x"), (.trigger, "TRIGGER", "t"), (.execute, "EXECUTE", "X"),
    (.usage, "USAGE", "U"), (.create, "CREATE", "C"), (.temporary, "TEMP", "T"), (.drop, "DROP", "D"),
    (.truncate, "TRUNCATE", "P"), (.alter, "ALTER", "A"),
  ]

  /// What ALL means, and what an owner has.
  package static let ofTables: Privileges = [
    .insert, .select, .update, .delete, .rule, .references, .trigger, .drop, .truncate, .alter,
  ]
  package static let ofSchemas: Privileges = [.create, .usage, .alter, .drop]
  package static let ofDatabases: Privileges = [.create, .temporary, .usage, .alter]
  package static let ofFunctions: Privileges = [.execute]
  package static let ofLanguages: Privileges = [.usage]
  package static let ofColumns: Privileges = [.select, .update]

  /// The privilege called that in GRANT, in upper case: `TEMP` and `TEMPORARY` are one.
  package init?(named name: String) {
    let name = name == "TEMPORARY" ? "TEMP" : name
    guard let found = Self.all.first(where: { $0.name == name }) else { return nil }
    self = found.privilege
  }

  /// Each of them, in the order of an ACL's text.
  package var each: [Privileges] { Self.all.map(\.privilege).filter(contains) }
  /// Names as GRANT has them.
  package var names: [String] { Self.all.filter { contains($0.privilege) }.map(\.name) }

  /// As an ACL's text has them: a star marks what may be granted on.
  func letters(grantable: Privileges) -> String {
    Self.all.filter { contains($0.privilege) }
      .map { grantable.contains($0.privilege) ? "\($0.letter)*" : "\($0.letter)" }.joined()
  }
}
