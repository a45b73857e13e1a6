/// A row about what somebody did: who is no superuser sees those of their own (AWS documentation, visibility of data in
/// system tables and views).
protocol OwnedRow {
  var userID: Int64 { get }
}

/// A row that only superusers see.
protocol RestrictedRow {}

extension StatementRecord: OwnedRow {}
extension SessionRecord: OwnedRow {}
extension LoadRun: OwnedRow {}
extension LoadError: OwnedRow {}
extension LoadCommit: OwnedRow {}
extension LoadReplacement: OwnedRow {}
extension StoreError: OwnedRow {}
extension UnloadRun: OwnedRow {}
extension UnloadCommit: OwnedRow {}
extension ConnectionRecord: RestrictedRow {}
extension TransactionConflict: RestrictedRow {}
extension SessionEntry: OwnedRow { var userID: Int64 { user.id } }

extension SystemContext {
  /// Superusers, and users with SYSLOG ACCESS UNRESTRICTED.
  private var seesAllRows: Bool {
    guard let user = principals.user(Int(session.userID)) else { return false }
    return user.isSuperuser || user.seesAll || principals.subject(user.id).permissions.contains("ACCESS SYSTEM TABLE")
  }

  /// Those of the rows that the user may see.
  func visible<Row>(_ rows: [Row]) -> [Row] {
    let isRestricted = Row.self is any RestrictedRow.Type
    guard isRestricted || Row.self is any OwnedRow.Type, !seesAllRows else { return rows }
    return isRestricted
      ? []
      : rows.filter { ($0 as? any OwnedRow)?.userID == session.userID }
  }
}
