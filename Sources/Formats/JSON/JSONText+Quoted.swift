extension JSONText {
  /// A text as a JSON string, quotes included: for small documents that the program writes itself.
  package static func quoted(_ text: String) -> String {
    String(decoding: JSONFieldWriter.quoted(text), as: UTF8.self)
  }
}
