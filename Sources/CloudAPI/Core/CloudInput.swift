/// What a request asks an operation with: a tree of texts, whatever protocol it came by.
///
/// ```
/// IamRoles.IamRoleArn.1=a&IamRoles.IamRoleArn.2=b        input.texts("IamRoles") == ["a", "b"]
/// Filter.1.Name=vpc-id&Filter.1.Value.1=v                input.list("Filter")[0].texts("Value") == ["v"]
/// {"Sqls": ["select 1"], "WithEvent": true}              input.texts("Sqls"), input.flag("WithEvent")
/// ```
package indirect enum CloudInput: Hashable, Sendable {
  case text(String)
  case list([CloudInput])
  case structure([String: CloudInput])

  package static let empty = CloudInput.structure([:])

  /// The member of that name; nil where it is not given.
  package subscript(name: String) -> CloudInput? {
    guard case .structure(let members) = self else { return nil }
    return members[name]
  }

  /// Whether no member is given.
  package var isEmpty: Bool {
    switch self {
    case .text: false
    case .list(let elements): elements.isEmpty
    case .structure(let members): members.isEmpty
    }
  }

  package var names: [String] {
    guard case .structure(let members) = self else { return [] }
    return members.keys.sorted()
  }

  package var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  package func text(_ name: String) -> String? { self[name]?.text }

  /// Errors: `MissingParameter` where it is not given.
  package func required(_ name: String) throws(CloudError) -> String {
    guard let text = text(name) else { throw .missing(name) }
    return text
  }

  /// The marker of a page: nil where there is none, or an empty one, with which the first page is asked for.
  package func marker(_ name: String) -> String? { text(name).flatMap { $0.isEmpty ? nil : $0 } }

  /// Nil where it is not given. Errors: `InvalidParameterValue` for what is no whole number.
  package func integer(_ name: String) throws(CloudError) -> Int? {
    guard let text = text(name) else { return nil }
    guard let number = Int(text) else { throw .invalid(name, text) }
    return number
  }

  /// Nil where it is not given. Errors: `InvalidParameterValue` for what is neither `true` nor `false`.
  package func flag(_ name: String) throws(CloudError) -> Bool? {
    guard let text = text(name) else { return nil }
    switch text.lowercased() {
    case "true": return true
    case "false": return false
    default: throw .invalid(name, text)
    }
  }

  /// Empty where it is not given.
  package func list(_ name: String) -> [CloudInput] { self[name]?.elements ?? [] }
  package func texts(_ name: String) -> [String] { list(name).compactMap(\.text) }

  /// Tags, of which services take a list of keys and values.
  package var tags: [(key: String, value: String)] {
    list("Tags").map { ($0.text("Key") ?? "", $0.text("Value") ?? "") }
  }

  /// Elements of a list, which a form spells by numbers, below the element's name or `member` where there is one.
  package var elements: [CloudInput] {
    switch self {
    // A form spells a list without elements as an empty text.
    case .text(let text): return text.isEmpty ? [] : [self]
    case .list(let elements): return elements
    case .structure(let members):
      let numbered = members.compactMap { name, value in Int(name).map { ($0, value) } }
      if numbered.isEmpty, members.count == 1, let only = members.first?.value { return only.elements }
      return numbered.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
