extension CloudService {
  package static let identity = CloudService(
    name: "iam", wire: .query(namespace: "https://iam.amazonaws.com/doc/2010-05-08/"),
    operations: [
      AttachRolePolicy.self, CreateRole.self, DeleteRole.self, DetachRolePolicy.self, GetRole.self,
      ListAttachedRolePolicies.self, ListRoles.self,
    ])
}
