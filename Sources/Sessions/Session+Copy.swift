import Catalogs
import Loading
import ObjectStore
import Planning
import SQLSyntax
import SQLTypes
import Scheduling

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
    try noteRole(request.s3, copy.source)
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
    let binder = makeBinder()
    var request = try CopyRequest(
      copy, into: table.definition, tableID: table.id, identityCount: table.version.identityCount, queryID: query,
      startTime: statementTime
    ) { column in try evaluate(binder.bindDefault(column)) }
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
  func noteRole(_ clauses: S3Clauses, _ source: String) throws(SQLError) {
    guard !hasNotedRole, clauses.role != nil, try store.isRemote(Location(source)) else { return }
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
}
