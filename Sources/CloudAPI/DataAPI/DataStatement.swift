/// A statement of the Data API, or a batch of them, as its descriptions show it.
package struct DataStatement: Sendable {
  package enum Status: String, Sendable {
    case submitted = "SUBMITTED"
    case picked = "PICKED"
    case started = "STARTED"
    case finished = "FINISHED"
    case aborted = "ABORTED"
    case failed = "FAILED"

    package var isEnd: Bool { self == .finished || self == .aborted || self == .failed }
  }

  /// What was asked for.
  package struct Request: Sendable {
    package var cluster: String?
    package var workgroup: String?
    package var secret: String?
    package var database: String
    package var user: String?
    /// Of the secret; nil where none is named.
    package var password: String?
    package var statements: [String]
    /// By name.
    package var parameters: [(name: String, value: String)]
    package var name: String?
    package var isBatch: Bool
    package var session: String?
    /// Seconds that the session is kept for another statement.
    package var keepAlive: Int?
    package var token: String?
    package var givesCSV: Bool
  }

  package var id: String
  package var request: Request
  package var status = Status.submitted
  package var created: Int64
  package var updated: Int64
  /// Nanoseconds.
  package var duration: Int64 = 0
  package var error: String?
  package var session: String?
  package var process = 0
  package var queryID = 0
  package var rows = -1
  package var size = -1
  package var hasResult = false
  /// Of a batch.
  package var parts: [DataStatement] = []

  package init(id: String, _ request: Request, created: Int64) {
    self.id = id
    self.request = request
    self.created = created
    updated = created
  }
}

extension DataStatement {
  /// As DescribeStatement shows it.
  var described: CloudValue {
    .members([
      "Id": .text(id), "ClusterIdentifier": request.cluster.map { .text($0) },
      "WorkgroupName": request.workgroup.map { .text($0) }, "Database": .text(request.database),
      "DbUser": request.user.map { .text($0) }, "SecretArn": request.secret.map { .text($0) },
      "Status": .text(status.rawValue), "CreatedAt": .time(created), "UpdatedAt": .time(updated),
      "Duration": .integer(duration), "Error": error.map { .text($0) }, "HasResultSet": .boolean(hasResult),
      "QueryString": request.isBatch ? nil : .text(request.statements.first ?? ""),
      "ResultRows": .integer(Int64(rows)), "ResultSize": .integer(Int64(size)),
      "ResultFormat": .text(request.givesCSV ? "CSV" : "JSON"), "RedshiftPid": .integer(Int64(process)),
      "RedshiftQueryId": .integer(Int64(queryID)), "SessionId": session.map { .text($0) },
      "QueryParameters": request.parameters.isEmpty
        ? nil
        : .list(
          "member", request.parameters.map { ["name": .text($0.name), "value": .text($0.value)] }),
      "SubStatements": request.isBatch ? .list("member", parts.map(\.part)) : nil,
    ])
  }

  private var part: CloudValue {
    .members([
      "Id": .text(id), "Status": .text(status.rawValue), "CreatedAt": .time(created), "UpdatedAt": .time(updated),
      "Duration": .integer(duration), "Error": error.map { .text($0) }, "HasResultSet": .boolean(hasResult),
      "QueryString": .text(request.statements.first ?? ""), "ResultRows": .integer(Int64(rows)),
      "ResultSize": .integer(Int64(size)), "RedshiftQueryId": .integer(Int64(queryID)),
    ])
  }

  /// As ListStatements shows it.
  var listed: CloudValue {
    .members([
      "Id": .text(id), "StatementName": request.name.map { .text($0) }, "Status": .text(status.rawValue),
      "CreatedAt": .time(created), "UpdatedAt": .time(updated), "IsBatchStatement": .boolean(request.isBatch),
      "QueryString": request.isBatch ? nil : .text(request.statements.first ?? ""),
      "QueryStrings": request.isBatch ? .list("member", request.statements.map { .text($0) }) : nil,
      "SecretArn": request.secret.map { .text($0) }, "SessionId": session.map { .text($0) },
      "ResultFormat": .text(request.givesCSV ? "CSV" : "JSON"),
    ])
  }

  /// As ExecuteStatement answers.
  var accepted: CloudValue {
    .members([
      "Id": .text(id), "ClusterIdentifier": request.cluster.map { .text($0) },
      "WorkgroupName": request.workgroup.map { .text($0) }, "Database": .text(request.database),
      "DbUser": request.user.map { .text($0) }, "SecretArn": request.secret.map { .text($0) },
      "CreatedAt": .time(created), "SessionId": session.map { .text($0) },
    ])
  }
}

extension DataStatement.Request {
  /// Errors: `ValidationException`.
  init(
    _ input: CloudInput, _ statements: [String], isBatch: Bool, _ context: CloudContext
  ) throws(CloudError) {
    let session = input.text("SessionId")
    guard session != nil || input.text("Database") != nil else { throw .validation("Database must be given.") }
    guard !statements.isEmpty, statements.count <= 40, !statements.contains(where: \.isEmpty) else {
      throw .validation("Between 1 and 40 statements must be given, and none may be empty.")
    }
    let login = try SecretLogin(input, context.state.secrets)
    self.init(
      cluster: input.text("ClusterIdentifier"), workgroup: input.text("WorkgroupName"), secret: input.text("SecretArn"),
      database: input.text("Database") ?? "", user: login?.user ?? input.text("DbUser"), password: login?.password,
      statements: statements,
      parameters: input.list("Parameters").map { ($0.text("name") ?? "", $0.text("value") ?? "") },
      name: input.text("StatementName"), isBatch: isBatch, session: session,
      keepAlive: try input.integer("SessionKeepAliveSeconds"), token: input.text("ClientToken"),
      givesCSV: input.text("ResultFormat") == "CSV")
  }
}

extension CloudError {
  package static func validation(_ message: String) -> CloudError { CloudError("ValidationException", message) }
  package static func resourceNotFound(_ message: String) -> CloudError {
    CloudError("ResourceNotFoundException", message)
  }
}
