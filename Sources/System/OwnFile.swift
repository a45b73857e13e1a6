/// A small text file of the user's own, which nobody else can read.
package enum OwnFile {
  /// All of it; nil where it cannot be read.
  package static func text(of path: String) -> String? {
    (try? FilePath(path).readStream()).flatMap { $0 }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Puts the text behind what is there, in one piece, and makes the file where there is none. Throws `SystemError`.
  package static func append(_ text: String, to path: String) throws(SystemError) {
    let file = try FilePath(path).withPath(SystemCalls.openOwnToAppend)
    defer { SystemCalls.closeFile(file) }
    try SystemCalls.writeAll(file, text)
  }

  /// Throws `FileError`, `SystemError`.
  package static func replace(_ text: String, at path: String) throws {
    let file = try AtomicFile(path: path)
    try file.keepToOwner()
    try file.append(text)
    try file.commit()
  }
}
