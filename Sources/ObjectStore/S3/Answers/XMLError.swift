/// Why and where a text is not the XML it should be.
struct XMLError: Error, Hashable, Sendable, CustomStringConvertible {
  let reason: String
  /// Bytes before the fault.
  let place: Int

  init(_ reason: String, at place: Int) {
    self.reason = reason
    self.place = place
  }

  var description: String { "\(reason) at byte \(place)" }
}
