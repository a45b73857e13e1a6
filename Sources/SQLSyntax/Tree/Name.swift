/// An identifier as the engine sees it: folded to lower case unless the session is case sensitive.
package typealias Identifier = String

/// A possibly qualified name of a relation, column or function: `t`, `s.t`, `db.s.t`.
package struct QualifiedName: Hashable, Sendable {
  package var parts: [Identifier]
  /// The parts as written, where the names of attributes keep their case.
  package var attributes: [Identifier]?
  /// 1-based position in the text, in characters.
  package var position: Int

  package init(_ parts: [Identifier], position: Int = 0) {
    self.parts = parts
    self.position = position
  }

  package var last: Identifier { parts.last ?? "" }
  /// The part before the last, if any: the schema of a table, the table of a column.
  package var qualifier: Identifier? { parts.count > 1 ? parts[parts.count - 2] : nil }
}

/// A type as written: `varchar(256)`, `double precision`, `timestamp with time zone`, `numeric(18, 4)`, `varchar(max)`.
///
/// `name` is lower case with single blanks between its words; what it means says the binder.
package struct TypeName: Hashable, Sendable {
  package enum Argument: Hashable, Sendable {
    case number(Int)
    case maximum
  }

  package var name: String
  package var arguments: [Argument]
  package var position: Int

  package init(_ name: String, _ arguments: [Argument] = [], position: Int = 0) {
    self.name = name
    self.arguments = arguments
    self.position = position
  }
}
