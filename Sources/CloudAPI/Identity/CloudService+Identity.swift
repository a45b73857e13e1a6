extension CloudService {
  package static let identity = CloudService(
    name: "iam", wire: .query(namespace: "https://iam.amazonaws.com/doc/2010-05-08/"),
    operations: [
      AddRoleToInstanceProfile.self, AttachRolePolicy.self, AttachUserPolicy.self, CreateAccessKey.self,
      CreateInstanceProfile.self, CreatePolicy.self, CreatePolicyVersion.self, CreateRole.self,
      CreateServiceLinkedRole.self, CreateUser.self, DeleteAccessKey.self, DeleteInstanceProfile.self,
      DeletePolicy.self, DeletePolicyVersion.self, DeleteRole.self, DeleteRolePolicy.self, DeleteUser.self,
      DeleteUserPolicy.self, DetachRolePolicy.self, DetachUserPolicy.self, GetInstanceProfile.self, GetPolicy.self,
      GetPolicyVersion.self, GetRole.self, GetRolePolicy.self, GetUser.self, GetUserPolicy.self, ListAccessKeys.self,
      ListAccountAliases.self, ListAttachedRolePolicies.self, ListAttachedUserPolicies.self,
      ListEntitiesForPolicy.self, ListInstanceProfiles.self, ListInstanceProfilesForRole.self, ListPolicies.self,
      ListPolicyVersions.self, ListRolePolicies.self, ListRoleTags.self, ListRoles.self, ListUserPolicies.self,
      ListUsers.self, PutRolePolicy.self, PutUserPolicy.self, RemoveRoleFromInstanceProfile.self,
      SetDefaultPolicyVersion.self, TagRole.self, UntagRole.self, UpdateAccessKey.self, UpdateAssumeRolePolicy.self,
      UpdateRole.self,
    ])
}
