/// A stretch of input that is no record, as data for `stl_load_errors`.
package struct RecordFailure: Hashable, Sendable {
  /// How many good records of the batch stand before it: failures and records have one common order.
  package var recordsBefore: Int
  /// The stretch given up, in the window: the next record is looked for from its end.
  package var start: Int
  package var end: Int
  /// The byte at which it went wrong.
  package var offset: Int
  package var reason: RecordReason
  /// The column whose field is at fault and where that field starts; nil where the whole record is.
  package var column: Int?
  package var fieldStart: Int?

  package init(
    recordsBefore: Int, start: Int, end: Int, offset: Int, reason: RecordReason, column: Int? = nil,
    fieldStart: Int? = nil
  ) {
    self.recordsBefore = recordsBefore
    self.start = start
    self.end = end
    self.offset = offset
    self.reason = reason
    self.column = column
    self.fieldStart = fieldStart
  }
}
