/// SQL whose `${SECTION.KEY}` were filled in, and where each place of it stood before.
package struct FilledText: Sendable {
  /// A stretch that was put in, in characters from 1.
  private struct Filling {
    var place: Int
    var length: Int
    var written: Int
  }

  package private(set) var text = ""
  private var length = 0
  private var fillings: [Filling] = []

  init() {}

  mutating func append(_ more: some StringProtocol) {
    text += more
    length += more.unicodeScalars.count
  }

  /// `written`: how long the placeholder was.
  mutating func fill(_ value: String, written: Int) {
    let place = length + 1
    append(value)
    fillings.append(Filling(place: place, length: length + 1 - place, written: written))
  }

  /// Where a place of the filled text stands in the one with placeholders: in what was put in, where that begins.
  package func writtenPosition(_ position: Int) -> Int {
    var shift = 0
    for filling in fillings where filling.place <= position {
      guard position >= filling.place + filling.length else { return filling.place + shift }
      shift += filling.written - filling.length
    }
    return position + shift
  }
}
