/// What may stand in place of the end of what is typed.
package struct Completion: Hashable, Sendable {
  /// Characters before the cursor that are replaced.
  package var replaced: Int
  /// Sorted, each once.
  package var candidates: [String]

  package init(replaced: Int, candidates: [String]) {
    self.replaced = replaced
    self.candidates = candidates
  }

  /// What all candidates begin with.
  var commonPrefix: String {
    guard let first = candidates.first else { return "" }
    return candidates.dropFirst().reduce(first) { prefix, candidate in
      String(zip(prefix, candidate).prefix { $0 == $1 }.map(\.0))
    }
  }
}

extension LineEditor {
  /// Puts in what all candidates have in common; a blank behind the only one. Gives those to show, where that adds
  /// nothing.
  package mutating func complete(_ completion: Completion) -> [String] {
    guard !completion.candidates.isEmpty, completion.replaced <= cursor else { return [] }
    let isOnly = completion.candidates.count == 1
    let common = completion.commonPrefix
    let written = String(characters[(cursor - completion.replaced)..<cursor])
    guard isOnly || common.count > written.count else { return completion.candidates }
    characters.removeSubrange((cursor - completion.replaced)..<cursor)
    cursor -= completion.replaced
    let blank = isOnly && !common.hasSuffix(".") && !common.hasSuffix("/") ? " " : ""
    insert(common + blank)
    return []
  }
}
