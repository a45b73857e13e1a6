enum ListSecretVersionIDs: CloudOperation {
  static let name = "ListSecretVersionIds"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let secret = try context.state.secrets.secret(try input.required("SecretId"))
    let showsDeprecated = try input.flag("IncludeDeprecated") ?? false
    let versions = secret.versions.filter { showsDeprecated || !$0.stages.isEmpty }
    let page = try CloudPage(versions, input, size: "MaxResults", marker: "NextToken")
    let shown = page.elements.map { version -> CloudValue in
      [
        "VersionId": .text(version.id), "VersionStages": .list("member", version.stages.map { .text($0) }),
        "CreatedDate": .time(version.created),
      ]
    }
    return page.members(
      ["Versions": .list("member", shown), "ARN": .text(secret.arn), "Name": .text(secret.name)], next: "NextToken")
  }
}
