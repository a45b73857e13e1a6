import SQLTypes

/// Collations: by bytes, or without minding the case (AWS documentation: "Collation sequences", "COLLATE function").
extension FunctionCatalog {
  /// `x COLLATE name`, `COLLATE(x, 'name')`. 42704 for a collation there is not.
  package static func collate(_ operand: BoundExpression, _ name: String) throws(SQLError) -> BoundExpression {
    let text = try text(operand)
    return try cast(text, to: collated(text.type, ignoresCase: ignoresCase(name)), .explicit)
  }

  private static func ignoresCase(_ name: String) throws(SQLError) -> Bool {
    switch name.lowercased() {
    case "default", "c", "posix", "case_sensitive", "cs": return false
    case "case_insensitive", "ci": return true
    default: throw SQLError(.undefinedObject, "collation \"\(name)\" does not exist")
    }
  }

  /// The type with the collation. 42804 for what is no string, 0A000 for a CHAR that ignores case.
  static func collated(_ type: DataType, ignoresCase: Bool) throws(SQLError) -> DataType {
    switch type {
    case .varchar(let length), .varcharIgnoringCase(let length):
      return ignoresCase ? .varcharIgnoringCase(length) : .varchar(length)
    case .char:
      if ignoresCase { throw .notSupported("COLLATE CASE_INSENSITIVE of a CHAR") }
      return type
    default:
      throw SQLError(.datatypeMismatch, "collations are not supported by type \(type.familyName)")
    }
  }

  /// COLLATE(x, 'name') and DB_COLLATION(): databases here are case-sensitive.
  static func resolveCollation(
    _ name: String, _ arguments: [BoundExpression]
  ) throws(SQLError) -> BoundExpression? {
    switch (name, arguments.count) {
    case ("collate", 2):
      guard let collation = arguments[1].literalText else { throw undefined(name, arguments) }
      return try collate(arguments[0], collation)
    case ("db_collation", 0): return .constant(.string("case_sensitive"), .varchar(32))
    default: return nil
    }
  }
}
