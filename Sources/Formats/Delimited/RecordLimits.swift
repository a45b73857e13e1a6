/// Sizes that hold for records of every text format.
package enum RecordLimits {
  /// Bytes of one input row (copy.md part 0): 4 MB.
  package static let recordSize = 4 << 20
  /// A record that shows no end in so many bytes is too long, however much more the window shows.
  static let bound = recordSize + 1
}
