/// `value op ANY (array)`, `value op ALL (array)`: the arguments are the value and an array of its type.
package struct ArrayQuantifier: Hashable, Sendable {
  package let comparison: ComparisonFunction
  package let isAll: Bool

  package init(_ comparison: ComparisonFunction, isAll: Bool) {
    self.comparison = comparison
    self.isAll = isAll
  }

  var name: String { isAll ? "all" : "any" }
}
