/// The words that mean something in SQL, for completion.
package enum SQLWords {
  /// In small letters, sorted.
  package static let all = Keyword.allCases.map(\.rawValue).sorted()
}
