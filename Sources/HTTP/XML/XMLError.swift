/// Why and where a text is not the XML it should be.
package struct XMLError: Error, Hashable, Sendable, CustomStringConvertible {
  package let reason: String
  /// Bytes in front of what is wrong.
  package let offset: Int

  package init(_ reason: String, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  package var description: String { "\(reason) at byte \(offset)" }
}
