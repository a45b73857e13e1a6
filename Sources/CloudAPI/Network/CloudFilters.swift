/// EC2's filters: each names a property, or a tag as `tag:NAME` does, and the values it may have, where `*` and `?`
/// stand for letters. `tag-key` asks for the names of tags.
struct CloudFilters {
  private let filters: [(name: String, values: [String])]

  /// Errors: `InvalidParameterValue` for a property that is none of `known`.
  init(_ input: CloudInput, _ known: [String]) throws(CloudError) {
    var filters: [(name: String, values: [String])] = []
    for filter in input.list("Filter") {
      let name = filter.text("Name") ?? ""
      guard known.contains(name) || name == "tag-key" || name.hasPrefix("tag:") else {
        throw CloudError("InvalidParameterValue", "The filter '\(name)' is invalid")
      }
      filters.append((name, filter.texts("Value")))
    }
    self.filters = filters
  }

  func match(_ properties: [String: String], tags: [String: String]? = nil) -> Bool {
    match(tags: tags) { [properties[$0] ?? ""] }
  }

  /// Of a property with several values one has to fit.
  func match(tags: [String: String]?, _ values: (String) -> [String]) -> Bool {
    filters.allSatisfy { name, patterns in
      if name == "tag-key" { return (tags ?? [:]).keys.contains { Self.fits($0, patterns) } }
      let found = name.hasPrefix("tag:") ? tags?[String(name.dropFirst(4))].map { [$0] } ?? [] : values(name)
      return found.contains { Self.fits($0, patterns) }
    }
  }

  private static func fits(_ value: String, _ patterns: [String]) -> Bool {
    patterns.contains { matches(Array(value.utf8)[...], Array($0.utf8)[...]) }
  }

  private static func matches(_ text: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    let rest = pattern.dropFirst()
    switch first {
    case UInt8(ascii: "*"): return matches(text, rest) || !text.isEmpty && matches(text.dropFirst(), pattern)
    case UInt8(ascii: "?"): return !text.isEmpty && matches(text.dropFirst(), rest)
    default: return text.first == first && matches(text.dropFirst(), rest)
    }
  }
}
