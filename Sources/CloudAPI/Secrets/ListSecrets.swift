enum ListSecrets: CloudOperation {
  static let name = "ListSecrets"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let showsDeleted = try input.flag("IncludePlannedDeletion") ?? false
    var secrets = context.state.secrets.secrets.values.filter { showsDeleted || $0.deletion == nil }
    for filter in try SecretFilter.all(input) { secrets.removeAll { !filter.matches($0) } }
    secrets.sort { ($0.created, $0.name) < ($1.created, $1.name) }
    if input.text("SortOrder") != "asc" { secrets.reverse() }
    let page = try CloudPage(secrets, input, size: "MaxResults", marker: "NextToken")
    let shown = page.elements.map { $0.shown(stages: "SecretVersionsToStages") }
    return page.members(["SecretList": .list("member", shown)], next: "NextToken")
  }
}
