/// The operand an integer, decimal, float or interval (sql.md 2.2).
package enum UnaryFunction: String, Hashable, Sendable, CaseIterable {
  case negate, absolute

  static let named: [NamedFunction<Self>] = [.init("abs", .absolute, [.number], .argument(0))]
}
