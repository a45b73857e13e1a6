/// GREATEST, LEAST: operands of one type, NULLs ignored (sql.md 2.6).
package enum ExtremumFunction: String, Hashable, Sendable, CaseIterable {
  case greatest, least
}
