extension CloudService {
  /// The parameter store of Systems Manager.
  package static let parameters = CloudService(
    name: "ssm", wire: .json(target: "AmazonSSM."),
    operations: [
      DeleteParameter.self, DeleteParameters.self, DescribeParameters.self, GetParameter.self, GetParameters.self,
      GetParametersByPath.self, PutParameter.self,
    ], invalidInputCode: "ValidationException")
}
