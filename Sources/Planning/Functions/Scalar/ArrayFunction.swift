import SQLTypes

/// Functions over arrays, which only the leader node has.
package enum ArrayFunction: String, Hashable, Sendable, CaseIterable {
  /// `ARRAY[a, b]`: an array of its arguments.
  case construct
  /// `a[1]`: NULL outside.
  case element
  /// Both arrays' elements; NULL is an array of none beside another.
  case concatenate = "concatenateArrays"
  case upperBound, lowerBound, joined
  /// `(x).x` and `(x).n` of what `_pg_expandarray` gives.
  case memberValue, memberNumber

  static let named: [NamedFunction<Self>] = [
    .init("array_upper", .upperBound, [.array, .bigint], .fixed(.integer)),
    .init("array_lower", .lowerBound, [.array, .bigint], .fixed(.integer)),
    .init("array_to_string", .joined, [.array, .text], .fixed(.longestVarchar)),
  ]
}
