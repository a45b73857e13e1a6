/// A user that was made, changed or dropped: a row of STL_USERLOG.
package struct UserRecord: Sendable {
  package enum Action: String, Sendable {
    case create, alter, rename, drop
  }

  package let action: Action
  /// After the change; of one who is dropped, before it.
  package let user: User
  /// Of one who has a new name.
  package let oldName: String?
  package let session: Int
  package let transaction: Int
  /// Microseconds since 1970-01-01 UTC.
  package let time: Int64

  /// nil where nothing of the user has changed.
  package init?(from before: User?, to after: User?, session: Int, transaction: Int, time: Int64) {
    guard before != after, let user = after ?? before else { return nil }
    self.user = user
    (self.session, self.transaction, self.time) = (session, transaction, time)
    let isRenamed = before.map { $0.name != user.name } ?? false
    oldName = isRenamed ? before?.name : nil
    action = before == nil ? .create : after == nil ? .drop : isRenamed ? .rename : .alter
  }
}
