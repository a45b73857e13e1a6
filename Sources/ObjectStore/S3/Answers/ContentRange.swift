/// Which bytes an answer holds: `bytes 0-9/100`, `bytes 0-9/*`, or `bytes */100` where none could be given.
package struct ContentRange: Hashable, Sendable {
  package let bytes: Range<Int>?
  /// Of the whole object, where it is known.
  package let size: Int?

  package init?(_ text: String) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: true)
    guard parts.count == 2, parts[0].lowercased() == "bytes" else { return nil }
    let sides = parts[1].split(separator: "/", omittingEmptySubsequences: false)
    guard sides.count == 2 else { return nil }
    size = Self.number(sides[1])
    guard size != nil || sides[1] == "*" else { return nil }
    if sides[0] == "*" {
      bytes = nil
    } else {
      guard let range = Self.range(sides[0]), range.upperBound <= size ?? .max else { return nil }
      bytes = range
    }
  }

  private static func range(_ text: Substring) -> Range<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let first = number(ends[0]), let last = number(ends[1]), first <= last, last < .max
    else { return nil }
    return first..<last + 1
  }

  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } ? Int(text) : nil
  }
}
