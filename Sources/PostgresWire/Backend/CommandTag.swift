/// What CommandComplete says a statement did, in the words of PostgreSQL 8.0 (wire.md 5.1): `SELECT` without a count.
package struct CommandTag: Hashable, Sendable {
  package let text: String

  /// - Parameters:
  ///   - words: `SELECT`, `INSERT`, `CREATE TABLE`.
  ///   - rowCount: Rows the statement changed or moved over; given to clients of those statements alone that name it.
  package init(_ words: String, rowCount: Int? = nil) {
    switch words {
    case "INSERT": text = "INSERT 0 \(rowCount ?? 0)"
    case "UPDATE", "DELETE", "MOVE": text = "\(words) \(rowCount ?? 0)"
    default: text = words
    }
  }
}
