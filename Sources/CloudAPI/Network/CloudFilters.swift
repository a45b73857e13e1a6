/// EC2's filters: each names a property and the values it may have, where `*` and `?` stand for letters.
struct CloudFilters {
  private let filters: [(name: String, values: [String])]

  /// Errors: `InvalidParameterValue` for a property that is none of `known`.
  init(_ input: CloudInput, _ known: [String]) throws(CloudError) {
    var filters: [(name: String, values: [String])] = []
    for filter in input.list("Filter") {
      let name = filter.text("Name") ?? ""
      guard known.contains(name) else {
        throw CloudError("InvalidParameterValue", "The filter '\(name)' is invalid")
      }
      filters.append((name, filter.texts("Value")))
    }
    self.filters = filters
  }

  func match(_ properties: [String: String]) -> Bool {
    filters.allSatisfy { name, values in
      let value = Array((properties[name] ?? "").utf8)
      return values.contains { Self.matches(value[...], Array($0.utf8)[...]) }
    }
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
