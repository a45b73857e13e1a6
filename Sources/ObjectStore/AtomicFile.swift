import SQLTypes
import Synchronization

/// A file that appears whole or not at all: written under another name in the same folder, then renamed.
///
/// What stood under the name is replaced by `commit`. A file that goes away uncommitted leaves nothing behind.
package final class AtomicFile: ByteSink {
  private let target: FilePath
  private let temporary: FilePath
  private let output: OutputFile
  private var isCommitted = false

  /// Errors: 58030.
  package init(path: String) throws(SQLError) {
    target = FilePath(path)
    temporary = TemporaryName.sibling(of: target, kind: "partial")
    output = try OutputFile(path: temporary.text, shownAs: path)
  }

  deinit {
    if !isCommitted { try? temporary.withPath(SystemCalls.removeFile) }
  }

  package func write(_ bytes: UnsafeRawBufferPointer) throws(SQLError) { try output.write(bytes) }
  package func finish() throws(SQLError) { try commit() }

  /// Puts the file in its place, safely on the device.
  package func commit() throws(SQLError) {
    try output.finish()
    do {
      try temporary.rename(to: target)
      isCommitted = true
      try target.split.folder.synchroniseFolder()
    } catch { throw error.report("write", output.path) }
  }

  /// Writes a whole file at once.
  package static func write(_ text: String, to path: String) throws(SQLError) {
    let file = try AtomicFile(path: path)
    try file.write(text)
    try file.commit()
  }
}

/// Names beside a file or folder that nothing else uses: `.NAME.partial-1234-1`.
enum TemporaryName {
  private static let counter = Atomic<Int>(0)

  static func sibling(of path: FilePath, kind: String) -> FilePath {
    let (folder, name) = path.split
    let number = counter.add(1, ordering: .relaxed).newValue
    return folder.appending(".\(name).\(kind)-\(SystemCalls.processNumber)-\(number)")
  }

  /// The folders of such names, of this process or of another.
  static func siblings(of path: FilePath, kind: String) -> [FilePath] {
    let (folder, name) = path.split
    let start = Array(".\(name).\(kind)-".utf8)
    return ((try? folder.children()) ?? []).filter(\.isFolder).map(\.name)
      .filter { $0.starts(with: start) && isPairOfNumbers($0.dropFirst(start.count)) }.map { folder.appending($0) }
  }

  private static func isPairOfNumbers(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { 0x30...0x39 ~= $0 } }
  }
}
