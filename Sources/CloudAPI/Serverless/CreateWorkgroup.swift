/// Opens an endpoint to a namespace: to the databases it had with an earlier workgroup, or to a new one.
enum CreateWorkgroup: CloudOperation {
  static let name = "CreateWorkgroup"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try ServerlessState.checkedName(input, "workgroupName")
    guard context.state.serverless.workgroups[name] == nil else {
      throw CloudError("ConflictException", "Workgroup \(name) already exists.")
    }
    let namespace = try context.state.serverless.namespace(try input.required("namespaceName"))
    if let other = context.state.serverless.workgroup(ofNamespace: namespace.name) {
      throw CloudError(
        "ConflictException", "Namespace \(namespace.name) is already associated with workgroup \(other.name).")
    }
    var workgroup = WorkgroupRecord(
      name: name, id: context.uuid, arn: context.arn("redshift-serverless", "workgroup/\(context.uuid)"),
      namespace: namespace.name, address: ClusterAddress(host: "", port: try input.integer("port") ?? 5439),
      created: context.time, baseCapacity: try input.integer("baseCapacity") ?? 128,
      maxCapacity: try input.integer("maxCapacity"), isPublic: try input.flag("publiclyAccessible") ?? false,
      enhancedRouting: try input.flag("enhancedVpcRouting") ?? false,
      securityGroups: input.texts("securityGroupIds").isEmpty
        ? [defaultGroup(input, context)] : input.texts("securityGroupIds"),
      subnets: input.texts("subnetIds"), configuration: input.configuration, tags: input.lowercaseTags)
    workgroup.address = try open(namespace, workgroup, context)
    context.state.serverless.workgroups[name] = workgroup
    return ["workgroup": workgroup.shown(status: "CREATING")]
  }

  /// Of the VPC that its subnets are in.
  private static func defaultGroup(_ input: CloudInput, _ context: CloudContext) -> String {
    let subnet = input.texts("subnetIds").compactMap { context.state.network.subnets[$0] }.first
    return NetworkState.defaultGroup(of: subnet?.network ?? NetworkState.defaultNetwork)
  }

  private static func open(
    _ namespace: NamespaceRecord, _ workgroup: WorkgroupRecord, _ context: CloudContext
  ) throws(CloudError) -> ClusterAddress {
    let address = try context.clusters.start(
      ClusterStart(
        identifier: workgroup.host, database: namespace.database, port: workgroup.address.port, user: namespace.user,
        password: namespace.password, snapshot: namespace.hasData ? namespace.snapshotName : nil))
    if namespace.hasData, let password = namespace.password {
      try context.clusters.setPassword(password, on: workgroup.host)
    }
    return address
  }
}

extension CloudInput {
  var configuration: [(key: String, value: String)] {
    list("configParameters").map { ($0.text("parameterKey") ?? "", $0.text("parameterValue") ?? "") }
  }

  /// Tags as this service spells their members.
  var lowercaseTags: [(key: String, value: String)] {
    list("tags").map { ($0.text("key") ?? "", $0.text("value") ?? "") }
  }
}
