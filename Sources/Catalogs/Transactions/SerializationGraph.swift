/// What a transaction read and wrote, and between which commits it ran: what is kept of it while others run beside it.
struct TransactionFootprint: Sendable {
  var id: Int
  /// The last commit it saw, and its own.
  var snapshot: Int
  var commit: Int
  /// Ids of tables.
  var reads: Set<Int>
  var writes: Set<Int>

  /// Whether it must stand before `other` in any serial order: it read a table without what the other wrote there.
  func precedes(_ other: TransactionFootprint) -> Bool {
    id != other.id && other.commit > snapshot && !reads.isDisjoint(with: other.writes)
  }

  /// Whether it must stand before `other` because the other saw what it wrote.
  func isSeen(by other: TransactionFootprint) -> Bool {
    id != other.id && commit <= other.snapshot && !writes.isDisjoint(with: other.reads)
  }
}

/// The order that concurrent transactions would need if they ran one after the other (sql.md 1.2 "Isolation").
///
/// ```
/// 1 reads a, writes b      2 reads b, writes a      neither saw the other: 1 before 2 and 2 before 1, a ring
/// ```
struct SerializationGraph {
  let committed: [TransactionFootprint]

  /// The transactions that form a ring with `candidate`, itself among them; nil where there is none.
  func ring(through candidate: TransactionFootprint) -> [Int]? {
    let nodes = committed + [candidate]
    var cameFrom: [Int: Int] = [:]
    var open = [candidate]
    while let node = open.popLast() {
      for next in nodes where node.precedes(next) || node.isSeen(by: next) {
        if next.id == candidate.id { return path(from: node.id, to: candidate.id, cameFrom) }
        guard cameFrom[next.id] == nil else { continue }
        cameFrom[next.id] = node.id
        open.append(next)
      }
    }
    return nil
  }

  /// The transactions that `isRoot` names and all that must stand behind them: no ring to come can lead through the
  /// others, since a new transaction stands before none that it has seen.
  func reachable(from isRoot: (TransactionFootprint) -> Bool) -> [TransactionFootprint] {
    var open = committed.filter(isRoot)
    var ids = Set(open.map(\.id))
    while let node = open.popLast() {
      for next in committed where !ids.contains(next.id) && (node.precedes(next) || node.isSeen(by: next)) {
        ids.insert(next.id)
        open.append(next)
      }
    }
    return committed.filter { ids.contains($0.id) }
  }

  private func path(from last: Int, to first: Int, _ cameFrom: [Int: Int]) -> [Int] {
    var ids = [last]
    while let id = ids.last, id != first, let previous = cameFrom[id] { ids.append(previous) }
    return ids.sorted()
  }
}
