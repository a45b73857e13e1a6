import HTTP

extension CloudInput {
  /// The form of a query request: names with dots are paths into a tree, numbers are places in lists.
  ///
  /// `Action` and `Version` are left out. Errors: `MalformedQueryString` for a name that is a value and a tree at once.
  package init(form: HTTPQuery) throws(CloudError) {
    var root = CloudInput.empty
    for item in form.items where item.name != "Action" && item.name != "Version" {
      let path = item.name.split(separator: ".").map(String.init)
      guard path.count <= Self.deepest, root.insert(item.value, at: path[...]) else {
        throw CloudError("MalformedQueryString", "The parameter \(item.name) contradicts another.")
      }
    }
    self = root
  }

  private static let deepest = 12

  private mutating func insert(_ value: String, at path: ArraySlice<String>) -> Bool {
    guard let name = path.first, case .structure(var members) = self else { return false }
    self = .empty
    defer { self = .structure(members) }
    guard path.count > 1 else { return members.updateValue(.text(value), forKey: name) == nil }
    return members[name, default: .empty].insert(value, at: path.dropFirst())
  }
}
