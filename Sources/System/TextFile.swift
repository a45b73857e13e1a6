/// A file that is written anew from its start, closed when it goes away. What is written can be read at once.
package final class TextFile {
  private let file: Int32

  /// Takes the place of what is there. Throws `SystemError`.
  package init(path: String) throws(SystemError) {
    file = try FilePath(path).withPath(SystemCalls.openToReplace)
  }

  deinit { SystemCalls.closeFile(file) }

  /// False where it cannot be written.
  package func write(_ text: String) -> Bool { (try? SystemCalls.writeAll(file, text)) != nil }
}
