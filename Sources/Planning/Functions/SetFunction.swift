/// Functions of the leader node that give several rows: in FROM, and in a select list as PostgreSQL 8.0 has it.
package enum SetFunction: String, Hashable, Sendable, CaseIterable {
  /// The numbers from the first argument to the second, by steps of the third.
  case series = "generate_series"
  /// Elements and their numbers from 1.
  case numberedElements = "_pg_expandarray"
  /// Rows of five columns as text, which the argument holds as an array.
  case columns = "pg_get_cols"
  case lateBindingColumns = "pg_get_late_binding_view_cols"
}
