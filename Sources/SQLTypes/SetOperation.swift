/// What a set operation keeps of its inputs' rows.
package enum SetOperation: String, Hashable, Sendable {
  case union, intersect, except

  /// As SQL writes it.
  package var word: String { rawValue.uppercased() }
}
