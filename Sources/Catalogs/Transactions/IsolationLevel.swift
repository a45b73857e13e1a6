/// What a database promises its concurrent transactions (sql.md 1.2 "Isolation").
package enum IsolationLevel: String, Hashable, Sendable {
  /// Each transaction sees one snapshot; the later of two that change the same row fails. The default.
  case snapshot = "Snapshot Isolation"
  /// Besides, some order of the transactions one after the other gives the same results.
  case serializable = "Serializable"
}
