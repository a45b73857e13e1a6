enum ListSessions: CloudOperation {
  static let name = "ListSessions"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var sessions = context.statements.sessions
    if let id = input.text("SessionId") {
      sessions.removeAll { $0.id != id }
      guard !sessions.isEmpty else { throw .resourceNotFound("Session \(id) does not exist.") }
    }
    if let status = input.text("Status") { sessions.removeAll { $0.status.rawValue != status } }
    if let cluster = input.text("ClusterIdentifier") { sessions.removeAll { $0.request.cluster != cluster } }
    if let workgroup = input.text("WorkgroupName") { sessions.removeAll { $0.request.workgroup != workgroup } }
    if let database = input.text("Database") { sessions.removeAll { $0.request.database != database } }
    let page = try CloudPage(sessions, input, size: "MaxResults", marker: "NextToken")
    return page.members(["Sessions": .list("member", page.elements.map(\.shown))], next: "NextToken")
  }
}
