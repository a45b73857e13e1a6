/// Which transactions have a snapshot, and what was committed since the oldest of them.
///
/// What nobody can ask for any more is forgotten, and looked for only when the oldest snapshot goes.
struct TransactionLog: Sendable {
  /// The last commit that each of them saw.
  private var snapshots: [Int: Int] = [:]
  /// The least of them.
  private var oldest = 0
  /// Of a serializable database.
  private var committed: [TransactionFootprint] = []
  /// By table: what each commit did to its rows. Appends alone are left out: they move no other row.
  private var changes: [Int: [(commit: Int, changes: [RowChange])]] = [:]

  mutating func begin(_ id: Int, snapshot: Int) {
    if snapshots.isEmpty { oldest = snapshot }
    snapshots[id] = snapshot
  }

  mutating func end(_ id: Int) {
    guard let snapshot = snapshots.removeValue(forKey: id), snapshot == oldest else { return }
    oldest = snapshots.values.min() ?? .max
    if oldest > snapshot { forget() }
  }

  private mutating func forget() {
    for (table, commits) in changes {
      let past = commits.firstIndex { $0.commit > oldest } ?? commits.count
      changes[table] = past == commits.count ? nil : Array(commits[past...])
    }
    committed = SerializationGraph(committed: committed).reachable { $0.commit > oldest }
  }

  /// What the commit would leave behind.
  func footprint(of id: Int, commit: Int, reads: Set<Int>, writes: Set<Int>) -> TransactionFootprint {
    TransactionFootprint(
      id: id, snapshot: snapshots[id] ?? commit - 1, commit: commit, reads: reads, writes: writes)
  }

  /// The ring the commit would close.
  func ring(through footprint: TransactionFootprint) -> [Int]? {
    SerializationGraph(committed: committed).ring(through: footprint)
  }

  mutating func record(_ footprint: TransactionFootprint) {
    if isSeen(beside: footprint.id) { committed.append(footprint) }
  }

  /// What a commit did to the rows of tables, by id.
  mutating func record(_ tables: [Int: [RowChange]], by transaction: Int, commit: Int) {
    guard isSeen(beside: transaction) else { return }
    for (id, change) in tables where !change.allSatisfy(\.isAppend) {
      changes[id, default: []].append((commit, change))
    }
  }

  /// Whether another transaction has a snapshot.
  private func isSeen(beside transaction: Int) -> Bool {
    snapshots.count > (snapshots[transaction] == nil ? 0 : 1)
  }

  func changes(of table: Int, since commit: Int) -> [RowChange] {
    changes[table, default: []].drop { $0.commit <= commit }.flatMap(\.changes)
  }
}
