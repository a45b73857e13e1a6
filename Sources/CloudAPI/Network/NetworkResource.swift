/// A part of a network, as descriptions, tags and refusals treat each of them.
protocol NetworkResource: Sendable {
  /// As tags name the kind: `route-table`.
  static var kind: String { get }
  /// As refusals name the kind: `routeTable`.
  static var noun: String { get }
  /// What filters may ask of it, and the values it has there.
  static var filters: [String: (Self, CloudContext) -> [String]] { get }

  var id: String { get }

  /// As descriptions and the operation that makes it show it.
  func shown(_ context: CloudContext) -> CloudValue
}

extension NetworkResource {
  /// `InvalidRouteTableID.NotFound`
  static func missing(_ id: String) -> CloudError {
    CloudError(
      "Invalid\(noun.prefix(1).uppercased())\(noun.dropFirst())ID.NotFound", "The \(noun) ID '\(id)' does not exist")
  }

  /// What something else still needs.
  var dependencyViolation: CloudError {
    CloudError("DependencyViolation", "The \(Self.noun) '\(id)' has dependencies and cannot be deleted.")
  }

  /// A page of those of `all` that a request asks for: by their ids in `ids`, by its filters. Errors: that of `missing`;
  /// `InvalidParameterValue` for a filter or a page that is not there; `DryRunOperation`.
  static func describe(
    _ all: [Self], ids name: String, list: String, _ input: CloudInput, _ context: CloudContext
  ) throws(CloudError) -> CloudValue {
    let wanted = input.texts(name)
    for id in wanted where !all.contains(where: { $0.id == id }) { throw missing(id) }
    let asked = try CloudFilters(input, filters.keys.sorted())
    try DryRun.check(input)
    let fitting = all.filter { resource in
      guard wanted.isEmpty || wanted.contains(resource.id) else { return false }
      return asked.match(tags: context.state.network.tags[resource.id]) { filters[$0]?(resource, context) ?? [] }
    }
    let page = try CloudPage(fitting, input)
    return page.members([list: .list("item", page.elements.map { $0.shown(context) })], next: "nextToken")
  }
}

extension CloudInput {
  /// Errors: `UnsupportedOperation` for the first of these members that is given.
  func refuse(_ names: [String], of operation: String) throws(CloudError) {
    for name in names where self[name] != nil {
      throw CloudError("UnsupportedOperation", "\(name) of \(operation) is not supported yet.", status: 501)
    }
  }

  /// An attribute as EC2 sets one, `EnableDnsSupport.Value=true`: nil where it is not given.
  func attribute(_ name: String) throws(CloudError) -> Bool? {
    guard let attribute = self[name] else { return nil }
    guard let value = try attribute.flag("Value") else { throw .missing("\(name).Value") }
    return value
  }
}
