/// Why a mapper stopped, and how far it is: bytes before `consumed` need not be shown to it again.
package struct MapProgress: Hashable, Sendable {
  package enum Stop: Sendable {
    /// `RecordBatch.capacity` records found: convert them, then go on from `consumed`.
    case batchFull
    /// The window ends inside a record: show it again from `consumed` on, with more bytes behind.
    case needsInput
    /// The window is the input's last and is used up.
    case end
  }

  package var stop: Stop
  package var consumed: Int

  package init(stop: Stop, consumed: Int) {
    self.stop = stop
    self.consumed = consumed
  }
}

/// Finds records in a window of bytes: JSON roots, delimited lines, fixed-width lines.
///
/// A mapper keeps no bytes: the same window position always gives the same answer.
package protocol RecordMapper: Sendable {
  /// Maps records of `window` from byte `start` on into `batch` (which it appends to, up to its capacity).
  ///
  /// `isLast` says that no bytes follow the window: a record cut off there is a failure, not a wish for more.
  /// The memory behind the window is readable for `InputBuffer.padding` bytes (their content does not matter).
  mutating func map(_ window: UnsafeRawBufferPointer, from start: Int, isLast: Bool, into batch: inout RecordBatch)
    -> MapProgress
}
