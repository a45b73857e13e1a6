/// The current values of secrets that are listed or that filters find; one that has none is told of beside the others.
enum BatchGetSecretValue: CloudOperation {
  static let name = "BatchGetSecretValue"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let page = try secrets(input, context.state.secrets)
    var (values, errors): ([CloudValue], [CloudValue]) = ([], [])
    for id in page.elements {
      do throws(CloudError) {
        values.append(try GetSecretValue.answer(try context.state.secrets.livingSecret(id), .empty))
      } catch {
        errors.append(["SecretId": .text(id), "ErrorCode": .text(error.code), "Message": .text(error.message)])
      }
    }
    return page.members(
      ["SecretValues": .list("member", values), "Errors": .list("member", errors)], next: "NextToken")
  }

  /// Names or ARNs. Errors: `InvalidParameterException` for both ways to say which, or none.
  private static func secrets(_ input: CloudInput, _ state: SecretsState) throws(CloudError) -> CloudPage<String> {
    let (ids, filters) = (input.texts("SecretIdList"), input.list("Filters"))
    guard ids.isEmpty != filters.isEmpty else {
      throw .invalidSecret("Either 'SecretIdList' or 'Filters' must be provided, but not both.")
    }
    guard !filters.isEmpty else {
      guard input.text("MaxResults") == nil else {
        throw .invalidSecret(
          "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.")
      }
      guard ids.count <= 20 else { throw .invalidSecret("'SecretIdList' can't have more than 20 secrets.") }
      return CloudPage(ids, next: nil)
    }
    let wanted = try SecretFilter.all(input)
    let found = state.secrets.values.filter { secret in
      secret.deletion == nil && wanted.allSatisfy { $0.matches(secret) }
    }
    let names = found.sorted { ($0.created, $0.name) < ($1.created, $1.name) }.map(\.name)
    return try CloudPage(names, input, size: "MaxResults", marker: "NextToken", most: 20)
  }
}
