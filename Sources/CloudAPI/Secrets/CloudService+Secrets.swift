extension CloudService {
  package static let secrets = CloudService(
    name: "secretsmanager", wire: .json(target: "secretsmanager."),
    operations: [
      BatchGetSecretValue.self, CreateSecret.self, DeleteSecret.self, DeleteSecretPolicy.self, DescribeSecret.self,
      GetRandomPassword.self, GetSecretPolicy.self, GetSecretValue.self, ListSecretVersionIDs.self,
      ListSecrets.self, PutSecretPolicy.self, PutSecretValue.self, RestoreSecret.self, RotateSecret.self,
      TagSecret.self, UntagSecret.self, UpdateSecret.self, UpdateSecretVersionStage.self,
    ], invalidInputCode: "InvalidParameterException")
}
