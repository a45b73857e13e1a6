extension CloudService {
  package static let serverless = CloudService(
    name: "redshift-serverless", wire: .json(target: "RedshiftServerless."),
    operations: [
      CreateNamespace.self, CreateWorkgroup.self, DeleteNamespace.self, DeleteWorkgroup.self, GetCredentials.self,
      GetNamespace.self, GetWorkgroup.self, ListNamespaces.self, ListServerlessTags.self, ListWorkgroups.self,
      TagServerlessResource.self, UntagServerlessResource.self, UpdateNamespace.self, UpdateWorkgroup.self,
    ], invalidInputCode: "ValidationException")
}
