/// The master user's password: one that is given, or that Redshift makes and keeps in a secret.
enum MasterPassword {
  /// Of a cluster that gets one; its secret is set where Redshift keeps it. Errors: those of `ClusterRules.password`,
  /// and `InvalidParameterCombination` for both kinds at once.
  static func take(
    for cluster: inout ClusterRecord, _ input: CloudInput, _ context: inout CloudContext
  ) throws(CloudError) -> String {
    guard try input.flag("ManageMasterPassword") ?? false else { return try ClusterRules.password(input) }
    guard input["MasterUserPassword"] == nil else {
      throw CloudError(
        "InvalidParameterCombination", "MasterUserPassword cannot be given together with ManageMasterPassword.")
    }
    let managed = ManagedPassword.create(
      cluster.identifier, user: cluster.user, key: input.text("MasterPasswordSecretKmsKeyId"), &context)
    cluster.secret = managed.secret
    return managed.password
  }

  /// Of a cluster that has one, where the request changes it. A secret that is needed no more goes. Errors: those of
  /// `take`.
  static func change(
    of cluster: inout ClusterRecord, _ input: CloudInput, _ context: inout CloudContext
  ) throws(CloudError) {
    let isManaged = cluster.secret != nil
    let isToBeManaged = try input.flag("ManageMasterPassword") ?? isManaged
    guard input["MasterUserPassword"] != nil || isToBeManaged != isManaged else { return }
    let old = cluster.secret
    cluster.secret = nil
    let password = try take(for: &cluster, input, &context)
    try context.clusters.setPassword(password, on: cluster.identifier)
    if cluster.secret == nil { ManagedPassword.delete(old, &context) }
  }
}
