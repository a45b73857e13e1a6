extension CloudService {
  package static let identity = CloudService(
    name: "iam", wire: .query(namespace: "https://iam.amazonaws.com/doc/2010-05-08/"),
    operations: [
      AddRoleToInstanceProfile.self, AttachRolePolicy.self, AttachUserPolicy.self, CreateAccessKey.self,
      CreateInstanceProfile.self, CreatePolicy.self, CreatePolicyVersion.self, CreateRole.self,
      CreateServiceLinkedRole.self, CreateUser.self, DeleteAccessKey.self, DeleteInstanceProfile.self,
      DeletePolicy.self, DeletePolicyVersion.self, DeleteRole.self, DeleteRolePermissionsBoundary.self,
      DeleteRolePolicy.self, DeleteServiceLinkedRole.self, DeleteUser.self, DeleteUserPermissionsBoundary.self,
      DeleteUserPolicy.self, DetachRolePolicy.self, DetachUserPolicy.self, GetAccessKeyLastUsed.self,
      GetInstanceProfile.self, GetPolicy.self, GetPolicyVersion.self, GetRole.self, GetRolePolicy.self,
      GetServiceLinkedRoleDeletionStatus.self, GetUser.self, GetUserPolicy.self, ListAccessKeys.self,
      ListAccountAliases.self, ListAttachedRolePolicies.self, ListAttachedUserPolicies.self,
      ListEntitiesForPolicy.self, ListInstanceProfileTags.self, ListInstanceProfiles.self,
      ListInstanceProfilesForRole.self, ListPolicies.self, ListPolicyTags.self, ListPolicyVersions.self,
      ListRolePolicies.self, ListRoleTags.self, ListRoles.self, ListUserPolicies.self, ListUserTags.self,
      ListUsers.self, PutRolePermissionsBoundary.self, PutRolePolicy.self, PutUserPermissionsBoundary.self,
      PutUserPolicy.self, RemoveRoleFromInstanceProfile.self, SetDefaultPolicyVersion.self, TagInstanceProfile.self,
      TagPolicy.self, TagRole.self, TagUser.self, UntagInstanceProfile.self, UntagPolicy.self, UntagRole.self,
      UntagUser.self, UpdateAccessKey.self, UpdateAssumeRolePolicy.self, UpdateRole.self, UpdateRoleDescription.self,
      UpdateUser.self,
    ])
}
