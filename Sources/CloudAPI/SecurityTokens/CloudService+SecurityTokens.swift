extension CloudService {
  package static let securityTokens = CloudService(
    name: "sts", wire: .query(namespace: "https://sts.amazonaws.com/doc/2011-06-15/"),
    operations: [
      AssumeRole.self, AssumeRoleWithWebIdentity.self, GetAccessKeyInfo.self, GetCallerIdentity.self,
      GetFederationToken.self, GetSessionToken.self,
    ])
}
