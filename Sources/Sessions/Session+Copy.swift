import Catalogs
import Loading
import ObjectStore
import Planning
import SQLSyntax
import SQLTypes

extension Session {
  /// A COPY's rows become part of the table together or not at all; what it found wrong stays in the log either way.
  func runCopy(_ copy: Copy) throws -> StatementResult {
    let table = try copyTarget(copy)
    let query = database.makeQueryID()
    facts.lastQueryID = Int64(query)
    var request = CopyRequest(
      copy: copy, table: table.definition, tableID: table.id, identityCount: table.version.identityCount,
      defaults: try defaults(copy, table.definition), queryID: query, startTime: statementTime)
    request.folder = folder(for: copy.source)
    let loaded: CopyResult
    do {
      loaded = try CopyLoader(store: store, pool: pool).load(request)
    } catch let failure as CopyFailure {
      remember(query, rows: 0, failure.errors, failure.commits)
      throw failure
    }
    remember(query, rows: loaded.loadedRows, loaded.errors, loaded.commits)
    try append(loaded.batches, to: table, identityCount: loaded.identityCount)
    notices += loaded.notices.map { Notice($0) }
    var result = written("COPY", table, loaded.loadedRows)
    result.rejects = loaded.errors
    return result
  }

  private func copyTarget(_ copy: Copy) throws -> TableEntry {
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

  private func remember(_ query: Int, rows: Int, _ errors: [LoadError], _ commits: [LoadCommit]) {
    database.log.record(errors)
    database.log.record(commits)
    facts.lastCopyID = Int64(query)
    facts.lastCopyCount = Int64(rows)
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
