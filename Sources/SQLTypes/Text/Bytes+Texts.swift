extension [UInt8] {
  /// Appends texts, one behind the other.
  package mutating func append(texts: String...) {
    for text in texts { append(contentsOf: text.utf8) }
  }
}
