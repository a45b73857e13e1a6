import Catalogs
import Columnar
import SQLTypes
import Scheduling
import TestSupport
import Testing

/// 1023 comes exactly where the committed transactions would have no serial order with one more.
@Suite struct SerializableTests {
  /// A transaction of a random history, by tables it reads and appends to.
  private struct Step {
    let transaction: Transaction
    let snapshot: Int
    var reads: Set<Int> = []
    var writes: Set<Int> = []
    var commit = Int.max

    /// Whether it must stand before `other`.
    func precedes(_ other: Step) -> Bool {
      let missed = other.commit > snapshot && !reads.isDisjoint(with: other.writes)
      let seen = commit <= other.snapshot && !writes.isDisjoint(with: other.reads)
      return missed || seen
    }
  }

  /// By removing again and again what nothing stands before.
  private static func hasOrder(_ steps: [Step]) -> Bool {
    var rest = Array(steps.indices)
    while !rest.isEmpty {
      let blocked = rest.filter { one in rest.contains { $0 != one && steps[$0].precedes(steps[one]) } }
      if blocked.count == rest.count { return false }
      rest = blocked
    }
    return true
  }

  @Test(arguments: UInt64(0)..<300) func againstEveryOrder(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let database = Database()
    let session = database.sessions.register(startTime: 0, under: Cancellation())
    try database.setIsolation(.serializable, by: session)
    let tables = try Self.makeTables(database, 5)
    var live: [Step] = []
    var committed: [Step] = []
    var commits = 0
    for _ in 0..<40 {
      if live.count < 4 {
        let transaction = Transaction(database, startTime: 0, isImplicit: false)
        transaction.takeSnapshot()
        live.append(Step(transaction: transaction, snapshot: commits))
      }
      let place = generator.below(live.count)
      switch generator.below(4) {
      case 0:
        let table = generator.pick(tables)
        live[place].reads.insert(table)
        live[place].transaction.noteReads([table])
      case 1:
        let table = generator.pick(tables)
        // Its lock would keep another from it.
        guard !live.contains(where: { $0.writes.contains(table) }) else { continue }
        live[place].writes.insert(table)
        try live[place].transaction.append([Self.row], to: table)
      case 2:
        var step = live.remove(at: place)
        if !step.writes.isEmpty { commits += 1 }
        step.commit = commits
        let isExpected = step.writes.isEmpty && step.reads.isEmpty || Self.hasOrder(committed + [step])
        let isDone = (try? step.transaction.commit()) != nil
        check(isDone == isExpected, "seed \(seed): commit \(commits) of \(step.reads) and \(step.writes)")
        if isDone { committed.append(step) } else if !step.writes.isEmpty { commits -= 1 }
      default: break
      }
    }
  }

  private static let row = Batch([Column(.bigint, ints: [1])], count: 1)

  private static func makeTables(_ database: Database, _ count: Int) throws -> [Int] {
    try (0..<count).map { number in
      let transaction = Transaction(database, startTime: 0, isImplicit: true)
      let id = database.makeID()
      let name = TableName(schema: "public", name: "t\(number)")
      transaction.put(
        TableEntry(id: id, definition: TableDefinition(name: name, columns: [ColumnDefinition("n", .bigint)])))
      try transaction.commit()
      return id
    }
  }
}
