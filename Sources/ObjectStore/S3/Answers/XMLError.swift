/// Why and where a text is not the XML it should be.
struct XMLError: Error, Hashable, Sendable, CustomStringConvertible {
  let reason: String
  /// Bytes in front of what is wrong.
  let offset: Int

  init(_ reason: String, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  var description: String { "\(reason) at byte \(offset)" }
}
