/// Sizes that hold for records of every text format.
package enum RecordLimits {
  /// Bytes of one input row (copy.md part 0): 4 MB.
  package static let recordSize = 4 << 20
  /// A record that shows no end in so many bytes is too long, however much more the window shows.
  static let bound = recordSize + 1
  /// Its text is not known.
  package static let tooLong = "Input row is longer than the maximum of 4194304 bytes"
}

/// Reasons of record failures, verbatim from copy.md 5.1, 5.2 and 8.1.
package enum DelimitedReason {
  static let tooFew = "Delimiter not found"
  static let tooMany = "Extra column(s) found"
  package static let badQuote = "Invalid quote formatting for CSV"
  package static let openQuote = "Delimited value missing end quote"

  /// The byte before the NUL at `offset`, and its own in the record that starts at `start` (copy.md 5.1).
  static func nul(_ base: UnsafeRawPointer, _ start: Int, _ offset: Int) -> String {
    let before = max(offset - 1, start)
    let digits = String(base.load(fromByteOffset: before, as: UInt8.self), radix: 16)
    let hex = digits.utf8.count == 1 ? "0\(digits)" : digits
    return "Missing newline: Unexpected character 0x\(hex) found at location \(before - start)"
  }
}
