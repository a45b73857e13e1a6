/// What a constraint asks; the raw value is `pg_constraint.contype`.
package enum ConstraintKind: String, Hashable, Sendable {
  case primaryKey = "p"
  case unique = "u"
  case foreignKey = "f"
}
