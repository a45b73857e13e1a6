/// A record that did not become a row: a `LoadError` whose line number is not yet known.
///
/// Counting lines costs a pass over the file, so it is done only for files that have errors (`LineNumbers`).
struct RejectedRow: Sendable {
  /// The file, by its index in the list.
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
  /// Texts of the fields up to the one at fault, in the order of the record, nil for NULL; of a unit's first rejects only.
  var fields: [String?] = []

  /// Of a unit's first rejects only.
  var complaint: Complaint?

  /// So many rejects of a load are shown one by one, with advice.
  static let advisedCount = 3
  /// So many rejects of a load have their fields logged (copy.md 8.3).
  static let detailedCount = 20
}

/// A row in which ACCEPTINVCHARS replaced bytes, whose line number is not yet known.
struct RepairedRow: Sendable {
  var object: Int
  var lineOffset: Int
  /// In the table.
  var column: Int
  var rawLine: String

  /// So many of a load are logged (copy.md part 3).
  static let loggedCount = 100
}
