/// The three kinds of table lock (sql.md 1.2 "Locks").
package enum LockMode: String, CaseIterable, Hashable, Sendable {
  /// SELECT, UNLOAD and what UPDATE and DELETE read.
  case accessShare = "AccessShareLock"
  /// COPY, INSERT, UPDATE, DELETE: one writer at a time, readers go on.
  case shareRowExclusive = "ShareRowExclusiveLock"
  /// ALTER, DROP, TRUNCATE, LOCK: nobody else.
  case accessExclusive = "AccessExclusiveLock"

  /// Whether two transactions cannot have them at once.
  package func conflicts(with other: LockMode) -> Bool {
    switch (self, other) {
    case (.accessExclusive, _), (_, .accessExclusive): true
    case (.shareRowExclusive, .shareRowExclusive): true
    default: false
    }
  }
}

/// What a lock is on.
package enum LockTarget: Hashable, Sendable {
  /// A table or view, by id.
  case relation(Int)
  /// A name that a relation is to have: two transactions do not make the same.
  case name(TableName)
  case schema(String)
}
