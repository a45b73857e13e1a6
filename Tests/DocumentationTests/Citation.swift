/// A mention of a page in a text: `copy.md 7.2`, `copy.md part 3 and 5`, `sql.md 1.2 "CTAS"`, `sql.md 2.2–2.11`.
struct Citation {
  /// Without `.md`.
  var page: String
  /// `7.2`, `12b`, `8.C`: every section that is named, of a range the ends.
  var sections: [String] = []
  /// The words in quotes behind them.
  var labels: [String] = []

  /// Every citation of a text; one may go on behind a line's end and the comment marks of the next.
  static func all(in text: String) -> [Citation] {
    let joined = text.replacing(/\n[ \t]*(\/\/\/?|#)[ \t]*/, with: " ")
    return joined.matches(of: /\b([A-Za-z][A-Za-z0-9_\-]*)\.md\b(?!\()/).map { match in
      var citation = Citation(page: String(match.1))
      citation.read(joined[match.range.upperBound...])
      return citation
    }
  }

  /// What follows the page's name, as long as it names places in it.
  private mutating func read(_ text: Substring) {
    var rest = text
    while true {
      if let match = rest.prefixMatch(of: /(,| and| to|–)? ?(parts? )?([0-9]+[a-z]?(\.([0-9]+|[A-E]))?)(?![0-9])/) {
        sections.append(String(match.3))
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: /,? "([^"]+)"/) {
        labels.append(String(match.1))
        rest = rest[match.range.upperBound...]
      } else {
        return
      }
    }
  }
}
