/// A file that appears whole or not at all: written under another name in the same folder, then renamed.
///
/// What stood under the name is replaced by `commit`. A file that goes away uncommitted leaves nothing behind.
package final class AtomicFile {
  private let target: FilePath
  private let temporary: FilePath
  private let output: OutputFile
  private var isCommitted = false

  /// Throws `FileError`.
  package init(path: String) throws(FileError) {
    target = FilePath(path)
    temporary = TemporaryName.sibling(of: target, kind: "partial")
    output = try OutputFile(path: temporary.text, shownAs: path)
  }

  deinit {
    if !isCommitted { try? temporary.withPath(SystemCalls.removeFile) }
  }

  /// Writes behind what is there. Throws `FileError`.
  package func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) { try output.append(bytes) }

  /// Throws `FileError`.
  package func append(_ text: String) throws(FileError) {
    var text = text
    let answer = text.withUTF8 { bytes in Result { () throws(FileError) in try append(UnsafeRawBufferPointer(bytes)) } }
    try answer.get()
  }

  /// Nobody else can read it, from now on. Throws `SystemError`.
  package func keepToOwner() throws(SystemError) { try temporary.keepToOwner(isFolder: false) }

  /// Puts the file in its place, safely on the device. Throws `FileError`.
  package func commit() throws(FileError) {
    try output.close()
    do {
      try temporary.rename(to: target)
      isCommitted = true
      try target.split.folder.synchroniseFolder()
    } catch { throw FileError("write", output.path, error) }
  }

  /// Writes a whole file at once: through symbolic links, into devices and pipes.
  package static func write(_ text: String, to path: String) throws(FileError) {
    let named = FilePath(path)
    if named.isStream { return try append(text, to: named) }
    let target = named.destination
    if target.isStream { return try append(text, to: target) }
    let file = try AtomicFile(path: target.text)
    try file.append(text)
    try file.commit()
  }

  private static func append(_ text: String, to path: FilePath) throws(FileError) {
    do {
      let stream = try path.withPath(SystemCalls.openToAppend)
      defer { SystemCalls.closeFile(stream) }
      try SystemCalls.writeAll(stream, text)
    } catch {
      if error.code != SystemCalls.brokenPipe { throw FileError("write", path.text, error) }
    }
  }
}
