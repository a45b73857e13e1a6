import Catalogs
import Loading
import ObjectStore
import Planning
import SQLSyntax
import SQLTypes
import Scheduling
import System

extension Session {
  /// A COPY's rows become part of the table together or not at all; what it found wrong stays in the log either way.
  func runCopy(_ copy: Copy) throws -> StatementResult {
    let table = try copyTarget(copy)
    let query = database.makeQueryID()
    facts.lastQueryID = Int64(query)
    let request = try copyRequest(copy, table, query)
    let loaded: CopyResult
    do {
      loaded = try CopyLoader(store: store, pool: pool).load(request)
    } catch let failure as CopyFailure {
      remember(failure.run, failure.errors, failure.commits)
      throw failure
    }
    remember(loaded.run, loaded.errors, loaded.commits)
    database.log.record(loaded.replacementRows)
    try append(loaded.batches, to: table, identityCount: loaded.identityCount)
    try noteRole(copy.options, copy.source)
    notices += loaded.notices.map { Notice($0) }
    var result = written("COPY", table, loaded.loadedRows)
    result.rejects = loaded.errors
    result.advice = loaded.advice
    if let version = catalog.table(table.definition.name)?.version, loaded.loadedRows > 0 {
      result.advice += DuplicateKeys.advice(table.definition, version.batches)
    }
    return result
  }

  func copyRequest(_ copy: Copy, _ table: TableEntry, _ query: Int) throws -> CopyRequest {
    var request = CopyRequest(
      copy: copy, table: table.definition, tableID: table.id, identityCount: table.version.identityCount,
      defaults: try defaults(copy, table.definition), queryID: query, startTime: statementTime)
    request.session = id
    request.folder = folder(for: copy.source)
    return request
  }

  func copyTarget(_ copy: Copy) throws -> TableEntry {
    if makeBinder().names.relation(copy.table.parts) == nil {
      let nearest = makeBinder().names.suggestion(for: copy.table.parts)
      throw SQLError(
        .internalError, "Cannot COPY into nonexistent table \(copy.table.last)",
        hint: nearest.map { "Perhaps you meant \"\($0)\"." }, position: copy.table.position)
    }
    return try makeBinder().table(copy.table)
  }

  /// Where a relative path starts: the working folder, or else the script's.
  private func folder(for source: String) -> String? {
    guard let scriptFolder, case .path(let path)? = try? Location(source), !path.hasPrefix("/") else { return nil }
    let found = try? store.find(.path(path))
    return found?.isEmpty == false ? nil : scriptFolder
  }

  /// Says once in a session that no role is taken on: credentials of this machine stand for it.
  func noteRole(_ clauses: [CopyOption], _ source: String) throws(SQLError) {
    guard !hasNotedRole, try store.isRemote(Location(source)), try S3Clauses(clauses).role != nil else { return }
    hasNotedRole = true
    notices.append(
      Notice("IAM roles are those of a cluster: S3 is asked with this machine's own AWS credentials instead."))
  }

  private func remember(_ run: LoadRun, _ errors: [LoadError], _ commits: [LoadCommit]) {
    var run = run
    run.endTime = WallClock.now
    database.log.record(errors)
    database.log.record(commits)
    database.log.record(run)
    facts.lastCopyID = Int64(run.query)
    facts.lastCopyCount = Int64(run.rows)
  }

  /// DEFAULTs of the columns a column list leaves out, evaluated once a COPY (copy.md 1.5).
  private func defaults(_ copy: Copy, _ table: TableDefinition) throws -> [Int: Value] {
    let binder = makeBinder()
    var values: [Int: Value] = [:]
    for index in CopyLoader.omittedColumns(copy, table) {
      values[index] = try evaluate(binder.bindDefault(table.columns[index]))
    }
    return values
  }
}
