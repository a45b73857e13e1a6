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
  func runCopy(_ copy: Copy, _ context: StatementContext) throws -> StatementResult {
    let table = try bindLocked(context, isWrite: true) { try copyTarget(copy, $0) }
    let query = context.id
    context.hasPlan = true
    var request = try copyRequest(copy, table, query, context)
    try checkRole(request.s3, copy.source)
    request.observe = { [entry] run in
      var run = run
      run.endTime = WallClock.now
      entry.setLoad(run)
    }
    let loaded: CopyResult
    defer { entry.setLoad(nil) }
    do {
      loaded = try CopyLoader(store: context.storage, pool: context.pool).load(request)
    } catch let failure as CopyFailure {
      remember(failure.run, failure.errors, failure.commits)
      throw failure
    } catch let error as SQLError {
      noteStoreError(error, copy.source, query)
      throw error
    }
    remember(loaded.run, loaded.errors, loaded.commits, loaded.replacementRows)
    table.identity.advance(to: loaded.identityCount)
    try context.transaction.append(loaded.batches, to: table.id)
    updateStatistics(of: table, copy, context)
    if request.options.explicitIDs { table.statistics.noteExplicitIDs(context.transaction.id, at: context.time) }
    try noteRole(request.s3, copy.source, context)
    context.notices += loaded.notices.map { Notice($0) }
    context.measurement.noteInsert(loaded.loadedRows, into: table)
    var result = written("COPY", table, loaded.loadedRows)
    result.rejects = loaded.errors
    result.advice = loaded.advice
    if let version = context.catalog.table(id: table.id)?.version, loaded.loadedRows > 0 {
      result.advice += DuplicateKeys.advice(table.definition, version)
    }
    return result
  }

  func copyRequest(_ copy: Copy, _ table: TableEntry, _ query: Int, _ context: StatementContext) throws -> CopyRequest {
    let binder = makeBinder(context)
    var request = try CopyRequest(
      copy, into: table.definition, tableID: table.id, identityCount: table.identity.value, queryID: query,
      startTime: context.time
    ) { column in try evaluate(binder.bindDefault(column), context) }
    request.datetimes = settings.datetimes(at: context.time)
    request.session = entry.id
    request.userID = facts.userID
    request.transaction = context.transaction.id
    request.folder = folder(for: copy.source, context)
    return request
  }

  func copyTarget(_ copy: Copy, _ binder: Binder) throws -> TableEntry {
    if binder.names.relation(copy.table.parts) == nil {
      let nearest = binder.names.suggestion(for: copy.table.parts)
      throw SQLError(
        .internalError, "Cannot COPY into nonexistent table \(copy.table.last)",
        hint: nearest.map { EditDistance.hint(naming: $0) }, position: copy.table.position)
    }
    if binder.names.relation(copy.table.parts)?.isExternal == true {
      throw SQLError(
        .featureNotSupported, "Operation not supported on external tables", position: copy.table.position)
    }
    return try binder.table(copy.table, for: .insert)
  }

  /// Where a relative path starts: the working folder, or else the script's.
  private func folder(for source: String, _ context: StatementContext) -> String? {
    guard let scriptFolder, case .path(let path)? = try? Location(source), !path.hasPrefix("/") else { return nil }
    let found = try? context.storage.find(.path(path))
    return found?.isEmpty == false ? nil : scriptFolder
  }

  /// XX000 for a role that is not there or is not the cluster's, as far as roles are known.
  func checkRole(_ clauses: S3Clauses, _ source: String) throws(SQLError) {
    guard let role = clauses.role, case .s3 = try Location(source) else { return }
    try cluster.roles.check(role, user: facts.user)
  }

  /// Says once in a session that no role is taken on: credentials of this machine stand for it.
  func noteRole(_ clauses: S3Clauses, _ source: String, _ context: StatementContext) throws(SQLError) {
    guard !hasNotedRole, clauses.role != nil, try storage.isRemote(Location(source)) else { return }
    hasNotedRole = true
    context.notices.append(
      Notice("IAM roles are those of a cluster: S3 is asked with this machine's own AWS credentials instead."))
  }

  /// What S3 said against it.
  private func noteStoreError(_ error: SQLError, _ source: String, _ query: Int) {
    guard error.state == .internalError, case .s3(let bucket, let key)? = try? Location(source) else { return }
    database.history.record(
      StoreError(
        query: query, userID: facts.userID, session: entry.id, bucket: bucket, key: key, error: error.message,
        time: WallClock.now))
  }

  private func remember(
    _ run: LoadRun, _ errors: LoadErrors, _ commits: [LoadCommit], _ replacements: [LoadReplacement] = []
  ) {
    var run = run
    run.endTime = WallClock.now
    database.history.record(errors)
    database.history.record(commits)
    database.history.record(replacements)
    database.history.record(run)
    facts.lastCopyID = Int64(run.query)
    facts.lastCopyCount = Int64(run.rows)
  }
}
