/// The IAM roles that one of the places where clusters run may take on.
package struct HostRoles: Sendable {
  /// As where clusters run knows it.
  package var host: String
  /// ARNs.
  package var roles: [String]
  package var defaultRole: String?
  /// What the ARN of a database user begins with.
  package var userPrefix: String
}

extension CloudState {
  /// Of all clusters and workgroups.
  package var hostRoles: [HostRoles] {
    let clusters = warehouse.clusters.values.map { cluster in
      HostRoles(
        host: cluster.identifier, roles: cluster.roles, defaultRole: cluster.defaultRole,
        userPrefix: "arn:aws:redshift:\(cluster.zone.dropLast()):\(Self.account):dbuser:\(cluster.identifier)/")
    }
    return clusters
      + serverless.workgroups.values.compactMap { workgroup in
        guard let namespace = serverless.namespaces[workgroup.namespace] else { return nil }
        let start = workgroup.arn.split(separator: ":").prefix(5).joined(separator: ":")
        return HostRoles(
          host: workgroup.host, roles: namespace.roles, defaultRole: namespace.defaultRole,
          userPrefix: "\(start):dbuser:\(workgroup.name)/")
      }
  }
}
