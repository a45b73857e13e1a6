/// A record that did not become a row, in numbers; its bytes are the log's (`RejectLog`).
struct RejectedRow: BitwiseCopyable, Sendable {
  /// Where it lies, by the number of the log's stretch, and the line feeds from that stretch's start to the byte whose
  /// line is meant: the record's last byte in JSON, its first elsewhere.
  var stretch: Int32
  var feeds: Int32
  /// In the table; nil where the record as a whole is at fault.
  var column: Int32?
  /// Of the field in its line (copy.md 8.2).
  var position = 0
  var fault: RowFault

  /// So many rejects of a load are shown one by one, with advice.
  static let advisedCount = 3
  /// So many rejects of a load have their fields logged (copy.md 8.3).
  static let detailedCount = 20
  /// So many of a load are kept at most, MAXERROR's maximum: under IGNOREALLERRORS a file that is all errors must not
  /// fill the memory with them.
  static let keptCount = 100_000
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
