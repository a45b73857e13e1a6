/// The name of an object's content: another content, another ETag.
package enum ETag {
  /// As If-Match wants it, whether a server writes the quotes or not.
  package static func quoted(_ text: String) -> String {
    text.hasPrefix("\"") || text.hasPrefix("W/\"") ? text : "\"\(text)\""
  }

  /// Whether two texts name the same content, apart from quotes and from the mark of a weak one.
  package static func isSame(_ left: String, _ right: String) -> Bool { bare(left) == bare(right) }

  private static func bare(_ text: String) -> Substring {
    let strong = text.hasPrefix("W/") ? text.dropFirst(2) : text[...]
    return strong.hasPrefix("\"") && strong.hasSuffix("\"") && strong.count > 1 ? strong.dropFirst().dropLast() : strong
  }
}
