import Formats
import ObjectStore
import SQLTypes

/// What all workers of a COPY share.
struct LoadJob: Sendable {
  let objects: [StoredObject]
  let options: CopyOptions
  let target: CopyTarget
  /// Copied for each unit.
  var mapper: any RecordMapper
  let splitter: RecordSplitter
  let context: DatetimeContext
  let sizes: LoadSizes
  /// Columns without a value that must have one: each row is rejected for the first of them.
  let unfillable: [Int]

  var isJSON: Bool {
    if case .json = options.format { true } else { false }
  }
}
