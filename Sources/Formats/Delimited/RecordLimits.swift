/// Sizes that hold for records of every text format. Computed, because they are asked for record by record and a stored
/// one that is no literal is a call.
package enum RecordLimits {
  /// Bytes of one input row (copy.md part 0): 4 MB.
  package static var recordSize: Int { 4 << 20 }
  /// A record that shows no end in so many bytes is too long, however much more the window shows.
  static var bound: Int { recordSize + 1 }
}
