import Catalogs
import Columnar
import SQLTypes
import Scheduling
import TestSupport
import Testing

/// Transactions against a reference that knows every row by a number of its own.
@Suite struct TransactionTests {
  private static let pool = WorkerPool(threads: 2)
  private static let name = TableName(schema: "public", name: "t")

  /// A table `t (id, n)`, and what a statement sees of it.
  private struct Bench {
    let database = Database()
    let id: Int

    init() {
      id = database.makeID()
      let transaction = begin()
      let columns = [ColumnDefinition("id", .bigint), ColumnDefinition("n", .bigint)]
      transaction.put(TableEntry(id: id, definition: TableDefinition(name: name, columns: columns)))
      try? transaction.commit()
    }

    func begin() -> Transaction { Transaction(database, startTime: 0, isImplicit: false) }

    func rows(_ transaction: Transaction) -> [[Int64]] {
      (transaction.catalog.table(id: id)?.version.rows ?? []).flatMap { batch in
        (0..<batch.count).map { row in batch.columns.map { Self.int($0.value(row)) } }
      }
    }

    func append(_ rows: [[Int64]], _ transaction: Transaction) throws {
      let columns = (0..<2).map { place in Column(.bigint, ints: rows.map { $0[place] }) }
      try transaction.append([Batch(columns, count: rows.count)], to: id)
    }

    /// In any order, and some twice with another value that does not count.
    func modified(_ places: [Int], value: Int64, _ generator: inout SeededGenerator) throws -> ModifiedRows {
      var numbers = places.map { (Int64($0), value) }
      if generator.flag() { numbers.shuffle(using: &generator) }
      if generator.flag(), let first = numbers.first { numbers.append((first.0, -1)) }
      let columns = [Column(.bigint, ints: numbers.map(\.0)), Column(.bigint, ints: numbers.map(\.1))]
      return try ModifiedRows([Batch(columns, count: numbers.count)], pool)
    }

    private static func int(_ value: Value) -> Int64 { if case .int(let number) = value { number } else { -1 } }
  }

  /// One change of a transaction, on its rows and on those it will leave behind. False: 1023.
  private static func change(
    _ bench: Bench, _ transaction: Transaction, _ seen: inout [[Int64]], _ latest: inout [[Int64]],
    _ changed: Set<Int64>, _ value: Int64, _ generator: inout SeededGenerator
  ) throws -> Bool {
    // Of few deleted rows a batch keeps what they were, of many it is written again.
    let share = generator.pick([8, 30])
    let places = seen.indices.filter { _ in generator.below(share) == 0 }
    let ids = Set(places.map { seen[$0][0] })
    let isConflict = !ids.isDisjoint(with: changed)
    switch generator.below(4) {
    case 0:
      let rows = (0...Int64(generator.below(3))).map { [value * 100 + $0, value] }
      try bench.append(rows, transaction)
      seen += rows
      latest += rows
      return true
    case 1 where !places.isEmpty:
      let isDone = try succeeds {
        try transaction.delete(bench.modified(places, value: 0, &generator), from: bench.id, pool)
      }
      #expect(isDone == !isConflict, "seed \(generator.seed)")
      seen.removeAll { ids.contains($0[0]) }
      latest.removeAll { ids.contains($0[0]) }
      return isDone
    case 2 where !places.isEmpty:
      let isDone = try succeeds {
        try transaction.update(bench.modified(places, value: value, &generator), columns: [1], of: bench.id, pool)
      }
      #expect(isDone == !isConflict, "seed \(generator.seed)")
      for place in seen.indices where ids.contains(seen[place][0]) { seen[place][1] = value }
      for place in latest.indices where ids.contains(latest[place][0]) { latest[place][1] = value }
      return isDone
    case 3:
      try transaction.compact(bench.id, pool)
      return true
    default: return true
    }
  }

  private static func fill(_ bench: Bench, _ latest: inout [[Int64]]) throws {
    let transaction = bench.begin()
    transaction.takeSnapshot()
    latest = (0..<60).map { [$0, 0] }
    try bench.append(latest, transaction)
    try transaction.commit()
  }

  private static func succeeds(_ body: () throws -> Void) throws -> Bool {
    do {
      try body()
      return true
    } catch let error as SQLError where error.message == "1023" { return false }
  }

  @Test(arguments: UInt64(0)..<300) func changesBesideOthers(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let bench = Bench()
    var latest: [[Int64]] = []
    var changed: Set<Int64> = []
    var value: Int64 = 1
    func commitOne() throws {
      let transaction = bench.begin()
      transaction.takeSnapshot()
      var seen = latest
      for _ in 0...generator.below(2) {
        value += 1
        let before = latest
        _ = try Self.change(bench, transaction, &seen, &latest, [], value, &generator)
        let after = Dictionary(uniqueKeysWithValues: latest.map { ($0[0], $0[1]) })
        changed.formUnion(before.filter { after[$0[0]] != $0[1] }.map { $0[0] })
        check(bench.rows(transaction) == latest, "seed \(seed): a transaction alone")
      }
      try transaction.commit()
    }
    try Self.fill(bench, &latest)
    for _ in 0..<3 { try commitOne() }
    let old = bench.begin()
    old.takeSnapshot()
    var seen = latest
    changed = []
    for _ in 0..<generator.below(10) { try commitOne() }
    check(bench.rows(old) == seen, "seed \(seed): the snapshot")
    for _ in 0..<4 {
      value += 1
      guard try Self.change(bench, old, &seen, &latest, changed, value, &generator) else { return }
      check(bench.rows(old) == seen, "seed \(seed): the snapshot with own changes")
    }
    try old.commit()
    check(bench.rows(bench.begin()) == latest, "seed \(seed): what is committed")
  }

  @Test func swappedNames() throws {
    for _ in 0..<20 {
      let bench = Bench()
      let other = bench.database.makeID()
      let definition = TableDefinition(name: TableName(schema: "public", name: "u"), columns: [])
      let transaction = bench.begin()
      transaction.put(TableEntry(id: other, definition: definition))
      try transaction.redefine(other) { $0.name = TableName(schema: "public", name: "x") }
      try transaction.redefine(bench.id) { $0.name = TableName(schema: "public", name: "u") }
      try transaction.redefine(other) { $0.name = Self.name }
      try transaction.commit()
      let catalog = bench.database.catalog
      #expect(catalog.id(of: Self.name) == other)
      #expect(catalog.id(of: TableName(schema: "public", name: "u")) == bench.id)
      #expect(catalog.id(of: TableName(schema: "public", name: "x")) == nil)
    }
  }
}
