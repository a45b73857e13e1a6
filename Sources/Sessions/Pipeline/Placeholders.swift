import SQLTypes

/// `${SECTION.KEY}` in the SQL of a pipeline folder stands for that key's text; the SQL writes its own quotes.
package enum Placeholders {
  /// Errors: 22023 for a key the configuration has not, which it names, with the nearest one it has.
  package static func fill(_ text: String, from config: ConfigFile) throws(SQLError) -> String {
    try filled(text, from: config).text
  }

  /// The same with the places before and after.
  package static func filled(_ text: String, from config: ConfigFile) throws(SQLError) -> FilledText {
    var filled = FilledText()
    var rest = text[...]
    while let start = rest.firstRange(ofPlaceholder: "${") {
      filled.append(rest[..<start.lowerBound])
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else { break }
      let key = String(rest[start.upperBound..<end])
      guard let value = config[key] else { throw unknown(key, config) }
      filled.fill(value, written: key.unicodeScalars.count + 3)
      rest = rest[rest.index(after: end)...]
    }
    filled.append(rest)
    return filled
  }

  private static func unknown(_ key: String, _ config: ConfigFile) -> SQLError {
    let nearest = EditDistance.nearest(to: key, among: config.keys)
    return SQLError(
      .invalidParameter, "no value for ${\(key)}",
      hint: nearest.map { "Did you mean ${\($0)}?" }
        ?? "Put it into the pipeline's dwh.cfg, name another file with --config, or give --set \(key)=VALUE.")
  }
}

extension Substring {
  fileprivate func firstRange(ofPlaceholder mark: String) -> Range<Index>? {
    var place = startIndex
    while place < endIndex {
      if self[place...].hasPrefix(mark) { return place..<index(place, offsetBy: mark.count) }
      place = index(after: place)
    }
    return nil
  }
}
