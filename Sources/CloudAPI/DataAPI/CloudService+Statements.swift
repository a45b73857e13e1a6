extension CloudService {
  package static let statements = CloudService(
    name: "redshift-data", wire: .json(target: "RedshiftData."),
    operations: [
      BatchExecuteStatement.self, CancelStatement.self, DescribeStatement.self, DescribeTable.self,
      ExecuteStatement.self, GetStatementResult.self, GetStatementResultV2.self, ListDatabases.self, ListSchemas.self,
      ListSessions.self, ListStatements.self, ListTables.self,
    ], changesState: false, invalidInputCode: "ValidationException")
}
