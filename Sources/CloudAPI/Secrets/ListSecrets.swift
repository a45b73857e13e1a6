enum ListSecrets: CloudOperation {
  static let name = "ListSecrets"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let showsDeleted = try input.flag("IncludePlannedDeletion") ?? false
    var secrets = context.state.secrets.secrets.values.filter { showsDeleted || $0.deletion == nil }
    for filter in input.list("Filters") {
      let values = filter.texts("Values")
      guard let key = filter.text("Key"), let texts = SecretRecord.filters[key] else {
        throw CloudError(
          "InvalidParameterException", "The filter \(filter.text("Key") ?? "") is not supported yet.")
      }
      secrets.removeAll { secret in !values.contains { value in texts(secret).contains { $0.hasPrefix(value) } } }
    }
    secrets.sort { ($0.created, $0.name) < ($1.created, $1.name) }
    if input.text("SortOrder") != "asc" { secrets.reverse() }
    let page = try CloudPage(secrets, input, size: "MaxResults", marker: "NextToken")
    let shown = page.elements.map { $0.shown(stages: "SecretVersionsToStages") }
    return page.members(["SecretList": .list("member", shown)], next: "NextToken")
  }
}

extension SecretRecord {
  /// What a filter's values are the beginnings of.
  fileprivate static let filters: [String: @Sendable (SecretRecord) -> [String]] = [
    "name": { [$0.name] }, "description": { $0.description.map { [$0] } ?? [] }, "tag-key": { $0.tags.map(\.key) },
    "tag-value": { $0.tags.map(\.value) },
    "all": { [$0.name] + ($0.description.map { [$0] } ?? []) + $0.tags.flatMap { [$0.key, $0.value] } },
  ]
}
