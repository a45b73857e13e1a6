/// A file whose first bytes say that it is in another encoding than ENCODING declares.
package struct EncodingMismatch: Hashable, BitwiseCopyable, Sendable {
  package var declared: TextEncoding
  /// As the file's byte order mark has it; nil where it lacks one and needs it.
  package var mark: TextEncoding?

  /// A reason of error 1221, in words that are ours.
  package var text: String {
    guard let mark else { return "File has no byte order mark, which ENCODING UTF16 needs" }
    return "File has a \(mark.keyword) byte order mark, ENCODING is \(declared.keyword)"
  }
}
