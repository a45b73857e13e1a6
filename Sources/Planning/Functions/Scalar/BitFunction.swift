/// Operators over the bits of integers.
package enum BitFunction: String, Hashable, Sendable, CaseIterable {
  case and = "bitAnd"
  case or = "bitOr"
  case exclusiveOr = "bitXor"
  case not = "bitNot"
  case shiftLeft, shiftRight
}
