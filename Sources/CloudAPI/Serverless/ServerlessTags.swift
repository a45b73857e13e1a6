/// Tags of namespaces and workgroups, which are found by their ARNs.
enum ServerlessTags {
  typealias Tags = [(key: String, value: String)]

  /// Gives the tags as they are afterwards. Errors: `ResourceNotFoundException`.
  static func change(
    _ input: CloudInput, _ context: inout CloudContext, _ change: (inout Tags) -> Void
  ) throws(CloudError) -> Tags {
    let arn = try input.required("resourceArn")
    if var namespace = context.state.serverless.namespaces.values.first(where: { $0.arn == arn }) {
      change(&namespace.tags)
      context.state.serverless.namespaces[namespace.name] = namespace
      return namespace.tags
    }
    guard var workgroup = context.state.serverless.workgroups.values.first(where: { $0.arn == arn }) else {
      throw .resourceNotFound("The resource \(arn) could not be found.")
    }
    change(&workgroup.tags)
    context.state.serverless.workgroups[workgroup.name] = workgroup
    return workgroup.tags
  }
}
