extension CloudService {
  package static let secrets = CloudService(
    name: "secretsmanager", wire: .json(target: "secretsmanager."),
    operations: [
      CreateSecret.self, DeleteSecret.self, DescribeSecret.self, GetRandomPassword.self, GetSecretValue.self,
      ListSecretVersionIDs.self, ListSecrets.self, PutSecretValue.self, RestoreSecret.self, TagSecret.self,
      UntagSecret.self, UpdateSecret.self,
    ], invalidInputCode: "InvalidParameterException")
}
