/// Which transactions have a snapshot, and what was committed since the oldest of them.
struct TransactionLog: Sendable {
  /// The last commit that each of them saw.
  private var snapshots: [Int: Int] = [:]
  private var committed: [TransactionFootprint] = []
  /// By table: what each commit did to its rows.
  private var changes: [Int: [(commit: Int, changes: [RowChange])]] = [:]

  mutating func begin(_ id: Int, snapshot: Int) { snapshots[id] = snapshot }

  /// What nobody can ask for any more is forgotten.
  mutating func end(_ id: Int) {
    guard snapshots.removeValue(forKey: id) != nil else { return }
    guard let oldest = snapshots.values.min() else {
      committed = []
      changes = [:]
      return
    }
    committed.removeAll { $0.commit <= oldest }
    for (table, commits) in changes {
      let kept = commits.filter { $0.commit > oldest }
      changes[table] = kept.isEmpty ? nil : kept
    }
  }

  /// What the commit would leave behind; nothing where no other transaction has a snapshot.
  func footprint(of id: Int, commit: Int, reads: Set<Int>, writes: Set<Int>) -> TransactionFootprint {
    TransactionFootprint(
      id: id, snapshot: snapshots[id] ?? commit - 1, commit: commit, reads: reads, writes: writes)
  }

  /// The ring the commit would close.
  func ring(through footprint: TransactionFootprint) -> [Int]? {
    SerializationGraph(committed: committed).ring(through: footprint)
  }

  mutating func record(_ footprint: TransactionFootprint, _ tables: [Int: TableChange]) {
    guard snapshots.keys.contains(where: { $0 != footprint.id }) else { return }
    committed.append(footprint)
    for (id, change) in tables { changes[id, default: []].append((footprint.commit, change.changes)) }
  }

  func changes(of table: Int, since commit: Int) -> [RowChange] {
    changes[table, default: []].filter { $0.commit > commit }.flatMap(\.changes)
  }
}
