/// The attributes of a SCRAM message: `r=fyko+d2lbb,s=W22Z,i=4096`, one letter each.
struct ScramAttributes {
  private let values: [(name: Character, value: Substring)]

  /// nil for what is not such a list.
  init?(_ text: Substring) {
    var values: [(name: Character, value: Substring)] = []
    for attribute in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let name = attribute.first, attribute.dropFirst().first == "=" else { return nil }
      values.append((name, attribute.dropFirst(2)))
    }
    self.values = values
  }

  subscript(_ name: Character) -> Substring? { values.first { $0.name == name }?.value }

  /// Whether an extension is asked for that both sides must know; none is known.
  var isMandatoryExtension: Bool { values.contains { $0.name == "m" } }
}
