/// A record that did not become a row: numbers only, and where its bytes are kept (`RejectLog`). Bitwise copyable, so
/// that a hundred thousand of them are kept, moved and freed as one piece of memory.
///
/// Its line number is not yet known: counting lines costs a pass over the file, done only for files that have errors
/// (`LineNumbers`).
struct RejectedRow: BitwiseCopyable, Sendable {
  /// Bytes in the log.
  struct Span: BitwiseCopyable, Sendable {
    var start: UInt32 = 0
    var count: UInt32 = 0
  }

  /// The file, by its index in the list.
  var object: Int32
  /// In the table; nil where the record as a whole is at fault.
  var column: Int32?
  /// The byte whose line is meant: the record's last byte in JSON, its first elsewhere.
  var lineOffset: Int
  /// Of the field in its line (copy.md 8.2).
  var position = 0
  var fault: RowFault
  /// As it stands in the file, as far as it is shown, without its line end.
  var line = Span()
  var field = Span()

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
