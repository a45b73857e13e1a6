import Catalogs
import Planning
import SQLSyntax
import SQLTypes
import System

/// VACUUM, ANALYZE and LOCK. Estimates are made of the rows that are there: what is left to do is to sort, to give back
/// what deleted rows take, and to know when ANALYZE ran.
extension Session {
  /// Throws 42P01 for a table that is not there, 40P01, 25001 for VACUUM in a transaction.
  func runUtility(_ utility: Utility, _ context: StatementContext) throws -> StatementResult {
    if utility.tag == "LOCK TABLE" {
      for name in utility.tables {
        try requireSomePrivilege(on: name, context)
        _ = try lockTable(name, context)
      }
      return StatementResult(tag: utility.tag)
    }
    if utility.tag == "VACUUM" { try refuseInTransaction("VACUUM") }
    var isSkipped = !utility.tables.isEmpty
    for table in try tablesToMaintain(utility, context) {
      try context.cancellation.check()
      if utility.tag == "VACUUM" {
        try vacuum(table, utility.vacuum, context)
      } else if analyze(table, context) {
        isSkipped = false
      }
    }
    return StatementResult(tag: utility.tag == "ANALYZE" && isSkipped ? "ANALYZE SKIP" : utility.tag)
  }

  /// Whether it was done: not where too few rows have changed since the last time.
  private func analyze(_ table: TableEntry, _ context: StatementContext) -> Bool {
    let (last, modified) = (table.statistics.lastAnalysis, table.modifications.total)
    let isSkipped = last.map { Double(modified) * 100 < settings.analyzeThreshold * Double($0.rows) } ?? false
    var record = makeRecord(.analyze, table, since: WallClock.now, context)
    (record.isSkipped, record.modifiedRows, record.previousTime) = (isSkipped, modified, last?.time)
    record.threshold = Int(settings.analyzeThreshold)
    database.activity.record(record)
    if !isSkipped { table.statistics.note(table.version, at: record.endTime) }
    return !isSkipped
  }

  /// COPY analyzes a table that it found empty, and others with STATUPDATE ON.
  func updateStatistics(of table: TableEntry, _ copy: Copy, _ context: StatementContext) {
    let clause = copy.options.first { $0.name == "statupdate" }
    var wanted = clause != nil
    if case .word(let word) = clause?.argument { wanted = ["on", "true"].contains(word.lowercased()) }
    guard wanted || clause == nil && table.version.rowCount == 0, let now = context.catalog.table(id: table.id) else {
      return
    }
    now.statistics.note(now.version, at: WallClock.now)
  }

  /// Those that are named, or all that the user may maintain; says which it skips.
  private func tablesToMaintain(_ utility: Utility, _ context: StatementContext) throws -> [TableEntry] {
    let binder = makeBinder(context)
    let named = try utility.tables.map { try keptTable($0, binder) }
    let mayAll = may(utility.tag, context)
    guard !named.isEmpty else {
      return context.catalog.allTables.filter { !$0.definition.isTemporary && (mayAll || ownsForUpkeep($0, context)) }
    }
    return named.filter { table in
      if mayAll || ownsForUpkeep(table, context) { return true }
      let action = utility.tag.lowercased()
      context.notices.append(
        Notice(
          "skipping \"\(table.definition.name.name)\" --- only table or database owner can \(action) it",
          severity: .warning))
      return false
    }
  }

  /// A table, or the one that keeps the rows of a materialized view.
  private func keptTable(_ name: QualifiedName, _ binder: Binder) throws -> TableEntry {
    if case .view(let view) = try binder.relation(name), let id = view.materialization?.table,
      let table = binder.names.catalog.table(id: id)
    {
      return table
    }
    return try binder.table(name)
  }

  /// Puts the rows into the order of the sort key, where too few are in it, and gives back the space of deleted ones.
  private func vacuum(_ table: TableEntry, _ vacuum: Utility.Vacuum, _ context: StatementContext) throws {
    let start = WallClock.now
    let keys = table.definition.sortIndices
    let (rows, sorted) = (table.version.rowCount, table.version.sortedPrefix(keys))
    let sorts = vacuum.kind != "DELETE ONLY" && sorted < rows
    let isSkipped = sorts && sorted * 100 >= rows * vacuum.threshold
    if sorts && !isSkipped { try sort(table, keys, context) }
    if vacuum.kind != "SORT ONLY" && table.version.deletedCount > 0 { try reclaim(table, context) }
    var record = makeRecord(.vacuum(vacuum.kind), table, since: start, context)
    if let now = context.catalog.table(id: table.id) { record.noteReclaimed(from: table, to: now) }
    record.sortedRows = sorted...(sorts && !isSkipped ? rows : sorted)
    (record.isSkipped, record.threshold) = (isSkipped, vacuum.threshold)
    database.activity.record(record)
  }

  /// As a writer: who reads meanwhile keeps the version of its snapshot.
  private func sort(_ table: TableEntry, _ keys: [Int], _ context: StatementContext) throws {
    try context.lock(.relation(table.id), .shareRowExclusive)
    context.transaction.takeSnapshot()
    var latest = try context.transaction.adoptLatest(table.id)
    let definition = latest.definition
    let scan = TableScan(
      table: latest, alias: definition.name.name, columns: TableScan.storedColumns(of: definition))
    let order = keys.map { SortKey(.column($0, definition.columns[$0].type)) }
    latest.version = TableVersion(
      rows: try executeToStore(.sort(.scan(scan), order), context), written: latest.version.written)
    context.transaction.put(latest)
  }

  /// Rows keep their numbers: writers that wait for the lock and readers go on.
  private func reclaim(_ table: TableEntry, _ context: StatementContext) throws {
    try context.lock(.relation(table.id), .shareRowExclusive)
    context.transaction.takeSnapshot()
    try context.transaction.compact(table.id, context.pool)
  }

  private func makeRecord(
    _ kind: MaintenanceRecord.Kind, _ table: TableEntry, since start: Int64, _ context: StatementContext
  ) -> MaintenanceRecord {
    MaintenanceRecord(
      kind, query: context.id, transaction: context.transaction.id, userID: facts.userID, table: table,
      startTime: start, endTime: WallClock.now)
  }
}
