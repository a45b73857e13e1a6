/// Sizes that hold for records of every text format.
package enum RecordLimits {
  /// Bytes of one input row (copy.md part 0): 4 MB.
  package static let recordSize = 4 << 20
  /// A record that shows no end in so many bytes is too long, however much more the window shows.
  static let bound = recordSize + 1
  /// Its text is not known.
  static let tooLong = "Input row is longer than the maximum of 4194304 bytes"
}

/// Reasons of record failures, verbatim from copy.md 5.1, 5.2 and 8.1.
enum DelimitedReason {
  static let tooFew = "Delimiter not found"
  static let tooMany = "Extra column(s) found"
  static let badQuote = "Invalid quote formatting for CSV"
  static let openQuote = "Delimited value missing end quote"
}
