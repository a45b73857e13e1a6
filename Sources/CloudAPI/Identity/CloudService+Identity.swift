extension CloudService {
  package static let identity = CloudService(
    name: "iam", wire: .query(namespace: "https://iam.amazonaws.com/doc/2010-05-08/"),
    operations: [
      AttachRolePolicy.self, AttachUserPolicy.self, CreateAccessKey.self, CreatePolicy.self, CreateRole.self,
      CreateServiceLinkedRole.self, CreateUser.self, DeleteAccessKey.self, DeletePolicy.self, DeleteRole.self,
      DeleteRolePolicy.self, DeleteUser.self, DetachRolePolicy.self, DetachUserPolicy.self, GetPolicy.self,
      GetPolicyVersion.self, GetRole.self, GetRolePolicy.self, GetUser.self, ListAccessKeys.self,
      ListAttachedRolePolicies.self, ListAttachedUserPolicies.self, ListPolicies.self, ListRolePolicies.self,
      ListRoleTags.self, ListRoles.self, ListUsers.self, PutRolePolicy.self, TagRole.self, UntagRole.self,
      UpdateAssumeRolePolicy.self, UpdateRole.self,
    ])
}
