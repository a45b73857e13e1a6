/// What a list of secrets is narrowed by (Secrets Manager API reference, Filter).
struct SecretFilter {
  private let key: String
  private let values: [String]

  /// Errors: `InvalidParameterException` for a key that is not known.
  static func all(_ input: CloudInput) throws(CloudError) -> [SecretFilter] {
    try input.list("Filters").map { (filter) throws(CloudError) in
      let key = filter.text("Key") ?? ""
      guard Self.keys.contains(key) else { throw .invalidSecret("The filter \(key) is not supported yet.") }
      return SecretFilter(key: key, values: filter.texts("Values"))
    }
  }

  private static let keys: Set = ["name", "description", "tag-key", "tag-value", "owning-service", "all"]

  /// Whether one of the values fits; with `!` before it, whether it does not.
  func matches(_ secret: SecretRecord) -> Bool {
    values.contains { $0.hasPrefix("!") ? !fits(String($0.dropFirst()), secret) : fits($0, secret) }
  }

  private func fits(_ value: String, _ secret: SecretRecord) -> Bool {
    switch key {
    case "name": secret.name.hasPrefix(value)
    case "tag-key": secret.tags.contains { $0.key.hasPrefix(value) }
    case "tag-value": secret.tags.contains { $0.value.hasPrefix(value) }
    case "owning-service": secret.owner?.hasPrefix(value) ?? false
    case "description": Self.begins(value, wordOf: [secret.description ?? ""])
    default: value.split(separator: " ").allSatisfy { Self.begins(String($0), wordOf: secret.texts) }
    }
  }

  /// Whether a text, or what follows one of its blanks or marks, begins so in letters of either case.
  private static func begins(_ value: String, wordOf texts: [String]) -> Bool {
    let value = value.lowercased()
    return texts.contains { text in
      let text = text.lowercased()
      let words = text.indices.filter { index in
        guard index > text.startIndex else { return true }
        let before = text[text.index(before: index)]
        return !before.isLetter && !before.isNumber
      }
      return words.contains { text[$0...].hasPrefix(value) }
    }
  }
}

extension SecretRecord {
  /// All that a search looks through.
  fileprivate var texts: [String] {
    [name, description ?? "", key ?? ""] + tags.flatMap { [$0.key, $0.value] }
  }
}
