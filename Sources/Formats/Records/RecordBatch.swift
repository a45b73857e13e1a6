/// A batch of records found in one window of input, by column: where each wanted value of each record lies.
///
/// `fields[c][r]` is the value of column `c` in record `r`; record `r` lies at `starts[r]..<ends[r]` of the window.
/// Records that are no records (broken JSON, a line without its delimiters) take no row: they are `failures`.
/// One batch is reused window after window (`removeAll`), so that scanning allocates nothing.
package struct RecordBatch: Sendable {
  package static let capacity = 2048

  package var fields: [[FieldSlice]]
  package var starts: [UInt32] = []
  package var ends: [UInt32] = []
  package var failures: [RecordFailure] = []

  package init(columnCount: Int) {
    fields = Array(repeating: [], count: columnCount)
    for column in 0..<columnCount { fields[column].reserveCapacity(Self.capacity) }
    starts.reserveCapacity(Self.capacity)
    ends.reserveCapacity(Self.capacity)
  }

  package var count: Int { starts.count }

  package mutating func removeAll() {
    for column in fields.indices { fields[column].removeAll(keepingCapacity: true) }
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    failures.removeAll()
  }
}

/// A stretch of input that is no record, as data for `stl_load_errors`.
package struct RecordFailure: Hashable, Sendable {
  /// How many good records of the batch stand before it: failures and records have one common order.
  package var recordsBefore: Int
  /// The stretch given up, in the window: the next record is looked for from its end.
  package var start: Int
  package var end: Int
  /// The byte at which it went wrong.
  package var place: Int
  /// copy.md 8.1: code and reason, verbatim where the sheet has them.
  package var code: Int
  package var reason: String

  package init(recordsBefore: Int, start: Int, end: Int, place: Int, code: Int, reason: String) {
    self.recordsBefore = recordsBefore
    self.start = start
    self.end = end
    self.place = place
    self.code = code
    self.reason = reason
  }
}

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
