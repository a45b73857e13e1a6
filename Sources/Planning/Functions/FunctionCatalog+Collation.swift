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

  /// The type with the collation. 42804 for what is no string, 0A000 for SUPER.
  static func collated(_ type: DataType, ignoresCase: Bool) throws(SQLError) -> DataType {
    if type == .super { throw .notSupported("COLLATE of a SUPER value") }
    guard type.isCharacter, !type.isCatalogType else {
      throw SQLError(.datatypeMismatch, "collations are not supported by type \(type.familyName)")
    }
    return type.ignoringCase(ignoresCase)
  }

  /// 0A000, as Redshift has it, for strings of both collations beside each other; what reads no column takes the
  /// others'.
  static func checkCollations(_ expressions: [BoundExpression]) throws(SQLError) {
    guard expressions.contains(where: \.type.isCaseInsensitive) else { return }
    guard expressions.allSatisfy({ $0.ignoresCase ?? true }) else {
      throw SQLError(.featureNotSupported, "Query with different collations is not supported yet.")
    }
  }

  /// COLLATE(x, 'name').
  static func resolveCollation(
    _ name: String, _ arguments: [BoundExpression]
  ) throws(SQLError) -> BoundExpression? {
    switch (name, arguments.count) {
    case ("collate", 2):
      guard let collation = arguments[1].literalText else { throw undefined(name, arguments) }
      return try collate(arguments[0], collation)
    default: return nil
    }
  }
}

extension BoundExpression {
  /// Whether a string ignores case; nil where nothing says: constants and other types, and what is made of them.
  fileprivate var ignoresCase: Bool? {
    guard type.isCharacter, !type.isCatalogType else { return nil }
    if type.isCaseInsensitive { return true }
    switch self {
    case .constant, .placeholder(.argument, _), .placeholder(.operand, _): return nil
    case .call(_, let arguments, _): return Self.known(arguments)
    case .cast(let operand, _, _): return Self.known([operand])
    case .coalesce(let operands, _): return Self.known(operands)
    case .conditional(let branches, let otherwise, _): return Self.known(branches.map(\.result) + [otherwise])
    default: return false
    }
  }

  /// False where one of them minds the case, or once did not and was told to.
  private static func known(_ expressions: [BoundExpression]) -> Bool? {
    expressions.contains { $0.ignoresCase != nil } ? false : nil
  }
}
