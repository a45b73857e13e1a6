/// The query of a request, decoded: names and values in the order in which they came.
package struct HTTPQuery: Hashable, Sendable {
  package struct Item: Hashable, Sendable {
    package var name: String
    /// Empty where there is no equals sign.
    package var value: String
  }

  package private(set) var items: [Item] = []

  /// Of what stands behind the question mark. `a=1&b` has two items. A plus sign stands for itself, unless it is a
  /// form's.
  package init(_ text: String, isForm: Bool = false) {
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      items.append(
        Item(
          name: Self.decoded(parts[0], isForm: isForm),
          value: parts.count > 1 ? Self.decoded(parts[1], isForm: isForm) : ""))
    }
  }

  /// The first value of that name.
  package subscript(name: String) -> String? { items.first { $0.name == name }?.value }

  private static func decoded(_ text: Substring, isForm: Bool) -> String {
    String(decoding: PercentCoding.decoded(String(text), isForm: isForm), as: UTF8.self)
  }
}
