/// Over integers, decimals and doubles (sql.md 2.9): result types depend on the argument's, see
/// `FunctionCatalog+Mathematics`.
package enum RoundingFunction: String, Hashable, Sendable, CaseIterable {
  case ceiling, floor, round, truncate, sign
}
