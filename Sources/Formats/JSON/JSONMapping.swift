/// Which value of each JSON record goes to which column (copy.md 2.3, 2.4): one entry a column, in order.
package enum JSONMapping: Hashable, Sendable {
  /// A jsonpaths file, or `$` for all of it ('noshred').
  case paths([JSONPath])
  /// 'auto': members of the root whose names are the columns', to the byte.
  case keys([String])
  /// 'auto ignorecase': the same, with ASCII letters compared without case.
  case keysIgnoringCase([String])

  package var columnCount: Int {
    switch self {
    case .paths(let paths): paths.count
    case .keys(let names), .keysIgnoringCase(let names): names.count
    }
  }
}
