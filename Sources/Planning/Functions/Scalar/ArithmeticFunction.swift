/// Both operands integers, decimals (each with its own scale), floats, or intervals (sql.md 2.2).
package enum ArithmeticFunction: String, Hashable, Sendable, CaseIterable {
  case add, subtract, multiply, divide, modulo
}
