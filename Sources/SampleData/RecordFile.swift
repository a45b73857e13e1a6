import SQLTypes
import System

/// A file of records, written in pieces of about a megabyte.
struct RecordFile {
  /// What is not yet written: append to it.
  var pending: [UInt8] = []
  private let file: OutputFile

  init(_ name: String, in folder: GeneratedFolder) throws(SQLError) {
    do { file = try OutputFile(path: folder.staged + name, shownAs: folder.shown + name) } catch {
      throw SQLError(error)
    }
  }

  mutating func writeWhenFull() throws(SQLError) {
    if pending.count >= 1 << 20 { try write() }
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
}
