/// A record that did not become a row: a `LoadError` whose line number is not yet known.
///
/// Counting lines costs a pass over the file, so it is done only for files that have errors (`LineNumbers`).
struct RejectedRow: Sendable {
  /// The file, by its place in the list.
  var object: Int
  /// The byte whose line is meant: the record's last byte in JSON, its first elsewhere.
  var lineOffset: Int
  /// In the table; nil where the record as a whole is at fault.
  var column: Int?
  /// Of the field in its line (copy.md 8.2).
  var position = 0
  var rawLine = ""
  var rawField = ""
  var code: Int
  var reason: String
}
