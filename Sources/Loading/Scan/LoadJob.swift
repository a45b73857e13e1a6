import Formats
import ObjectStore
import SQLTypes

/// What all workers of a COPY share.
struct LoadJob: Sendable {
  let objects: [StoredObject]
  var options: CopyOptions
  let target: CopyTarget
  /// Copied for each unit.
  var mapper: any RecordMapper
  let splitter: RecordSplitter
  let context: DatetimeContext
  let sizes: LoadSizes
  /// Brings remote objects before they are read; nil where there are none.
  var readAhead: ReadAhead?

  /// Opens an object to read it from `start` on. Errors: 58030 and those of S3.
  func open(_ object: Int, at start: Int = 0) throws(SQLError) -> ObjectReader {
    if let readAhead { return try readAhead.open(object, at: start) }
    return try objects[object].open()
  }

  func reading(_ ahead: ReadAhead?) -> LoadJob {
    var copy = self
    copy.readAhead = ahead
    return copy
  }

  var isJSON: Bool {
    if case .json = options.format { true } else { false }
  }
}
