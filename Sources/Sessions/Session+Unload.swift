import Catalogs
import Columnar
import Loading
import ObjectStore
import Planning
import SQLSyntax
import SQLTypes
import Scheduling
import System

extension Session {
  /// What an UNLOAD wrote stands in the log once all of it stands in its place; one that failed is in its history only.
  func runUnload(_ unload: Unload, _ context: StatementContext) throws -> StatementResult {
    let (options, clauses) = (try UnloadOptions(unload.options), try S3Clauses(unload.options))
    let query = try unloadQuery(unload.query)
    let bound = try bindLocked(context) { try $0.bind(query) }
    let request = UnloadRequest(columns: bound.columns, options: options, location: try Location(unload.destination))
    try checkRole(clauses, unload.destination)
    var run = UnloadRun()
    run.query = context.id
    run.session = entry.id
    run.transaction = context.transaction.id
    run.location = unload.destination
    run.format = options.logFormat
    run.compression = options.compression == .none ? "" : options.compression.clause
    run.startTime = context.time
    facts.lastUnloadID = Int64(run.query)
    facts.lastUnloadCount = 0
    do {
      let files = try Unloader(request, store: context.storage.asking(clauses)).write(
        try collect(bound.plan, context), context.pool)
      try noteRole(clauses, unload.destination, context)
      return unloaded(files, &run, context)
    } catch {
      run.error = StatementFailure(of: error).error.message
      remember(run, [])
      throw error
    }
  }

  private func unloaded(_ files: [UnloadedFile], _ run: inout UnloadRun, _ context: StatementContext) -> StatementResult
  {
    run.isCompleted = true
    run.rows = files.reduce(0) { $0 + $1.rows }
    run.fileCount = files.count
    run.fileBytes = files.reduce(0) { $0 + $1.size }
    remember(run, files)
    facts.lastUnloadCount = Int64(run.rows)
    context.notices.append(Notice("UNLOAD completed, \(run.rows) record(s) unloaded successfully."))
    var result = StatementResult(tag: "UNLOAD")
    result.rowCount = run.rows
    return result
  }

  private func remember(_ run: UnloadRun, _ files: [UnloadedFile]) {
    var run = run
    run.endTime = WallClock.now
    run.userID = facts.userID
    database.history.record(run)
    database.history.record(
      files.map { file in
        var commit = UnloadCommit(
          query: run.query, session: run.session, slice: file.slice, path: file.name, startTime: run.startTime,
          endTime: run.endTime, rows: file.rows, bytes: file.size, format: run.format)
        commit.transaction = run.transaction
        commit.userID = run.userID
        return commit
      })
  }

  /// The query between the quotes. Its LIMIT must stand in a sub-select (copy.md part 9; the text is not confirmed).
  private func unloadQuery(_ text: String) throws(SQLError) -> Query {
    let statement: Statement
    do {
      statement = try SQLParser.parseStatement(
        text, caseSensitiveIdentifiers: settings.isCaseSensitive, caseSensitiveAttributes: settings.keepsAttributeCase)
    } catch {
      // Places count from the query's start, which is not the statement's.
      var inner = error
      inner.position = nil
      throw inner
    }
    guard case .query(let query) = statement else {
      throw SQLError(.syntaxError, "UNLOAD takes a SELECT statement")
    }
    if case .select(let select) = query.body, select.into != nil {
      throw SQLError(.syntaxError, "UNLOAD takes a SELECT statement without INTO")
    }
    guard !query.isLimited else {
      throw SQLError(
        .internalError, "Limit clause is not supported",
        hint: "Put it into a sub-select: SELECT * FROM (SELECT … LIMIT n).")
    }
    return query
  }
}

extension Query {
  /// LIMIT, OFFSET or TOP of the outermost SELECT.
  fileprivate var isLimited: Bool {
    if limit != nil || offset != nil { return true }
    switch body {
    case .select(let select): return select.top != nil
    case .nested(let inner): return inner.isLimited
    case .values, .setOperation: return false
    }
  }
}

extension UnloadOptions {
  /// As system tables call it: `Text` is seen, the other two are likely.
  fileprivate var logFormat: String {
    switch format {
    case .delimited, .fixedWidth: "Text"
    case .csv: "CSV"
    case .json: "JSON"
    }
  }
}
