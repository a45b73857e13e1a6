import Formats
import ObjectStore
import SQLTypes
import Scheduling

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
  /// Of columnar files whose columns are matched by name: those that each of them has. Else by position.
  var columnNames: [String]?
  /// Brings remote objects before they are read; nil where there are none.
  var readAhead: ReadAhead?
  /// There are fewer units than threads: those left may decompress what the others read.
  var decodesAhead = false
  /// Of the statement.
  var cancellation = Cancellation()

  /// Opens an object to read it from `start` on. Errors: 58030 and those of S3.
  func open(_ object: Int, at start: Int = 0) throws(SQLError) -> ObjectReader {
    if let readAhead { return try readAhead.open(object, at: start) }
    return try objects[object].open()
  }

  /// Opens an object of many small ones, by way of the folder of the one before. Errors: those of `open`.
  func open(_ object: Int, _ folder: inout OpenFolder?) throws(SQLError) -> ObjectReader {
    if let readAhead { return try readAhead.open(object, at: 0) }
    return try objects[object].open(&folder)
  }

  /// Throws 57014 where the statement is to stop: a unit may be one file of any size.
  func checkCancellation() throws(SQLError) {
    if let reason = cancellation.reason { throw SQLError(CancellationError(reason)) }
  }

  var isJSON: Bool {
    if case .json = options.format { true } else { false }
  }
}
