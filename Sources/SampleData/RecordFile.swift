import SQLTypes
import Scheduling
import System

/// A file of records, written in pieces of about a megabyte, between which the work may be called off.
struct RecordFile {
  /// What is not yet written: append to it.
  var pending: [UInt8] = []
  private let file: OutputFile
  private let cancellation: Cancellation

  init(_ name: String, in folder: GeneratedFolder) throws(SQLError) {
    cancellation = folder.cancellation
    do { file = try OutputFile(path: folder.staged + name, shownAs: folder.shown + name) } catch {
      throw SQLError(error)
    }
  }

  mutating func writeWhenFull() throws {
    guard pending.count >= 1 << 20 else { return }
    try cancellation.check()
    try write()
  }

  mutating func finish() throws(SQLError) {
    try write()
    try file.finish()
  }

  private mutating func write() throws(SQLError) {
    try file.write(pending)
    pending.removeAll(keepingCapacity: true)
  }
}

/// Where files are written at first, and where they will be; both end in a slash.
struct GeneratedFolder: Sendable {
  let staged: String
  let shown: String
  let cancellation: Cancellation
}
