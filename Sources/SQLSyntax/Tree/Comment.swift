/// `COMMENT ON kind name IS 'text' | NULL`
package struct Comment: Hashable, Sendable {
  package enum Target: Hashable, Sendable {
    case table(QualifiedName)
    case view(QualifiedName)
    case column(table: QualifiedName, Identifier)
    case constraint(Identifier, table: QualifiedName)
    case schema(Identifier)
    case database(Identifier)
    case routine(RoutineReference)
  }

  package var target: Target
  /// nil takes the comment away.
  package var text: String?

  package init(target: Target, text: String?) {
    self.target = target
    self.text = text
  }
}
