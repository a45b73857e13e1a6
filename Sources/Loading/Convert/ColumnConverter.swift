import Columnar
import Formats

/// Turns the fields of one column into values, a batch of records at a time.
///
/// A row that cannot be converted is rejected and gets a placeholder, so that all columns stay in step; so does a row
/// that an earlier column has rejected.
protocol ColumnConverter: AnyObject {
  /// `fields` holds at most `RecordBatch.capacity` slices of `window`.
  func convert(_ fields: UnsafeBufferPointer<FieldSlice>, in window: UnsafeRawBufferPointer, _ rejects: RowRejects)

  /// The values so far; the converter starts again with none.
  func finish() -> Column
}
