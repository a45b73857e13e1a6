import Catalogs
import Columnar
import Planning
import SQLSyntax
import SQLTypes
import System

/// CREATE, REFRESH and ALTER MATERIALIZED VIEW.
///
/// A refresh always runs the view's query again. Where Redshift would bring the rows up to date by the changed ones
/// alone the result is the same, and what it says of itself is what Redshift says.
extension Session {
  func runMaterializedView(_ command: MaterializedViewCommand, _ context: StatementContext) throws -> StatementResult {
    switch command {
    case .create(let create): try createMaterializedView(create, context)
    case .refresh(let name, let isCascade):
      let view = try ownMaterializedView(name, context)
      if isCascade { try refreshSources(of: view, context) }
      let outcome = try refresh(view.id, name, context)
      context.notices.append(Notice(message(outcome, view, context)))
    case .setAutoRefresh(let name, let isOn):
      try changeMaterialization(of: name, context) { materialization throws(SQLError) in
        guard !isOn || !materialization.isMutable else { throw Binder.mutableRefusal }
        materialization.isAutoRefreshed = isOn
      }
    case .setAttributes(let name, let attributes): try setAttributes(attributes, of: name, context)
    }
    return StatementResult(tag: command.tag)
  }

  private func createMaterializedView(_ create: CreateMaterializedView, _ context: StatementContext) throws {
    let name = try lockNewName(create.name, isTemporary: false, context)
    guard !context.catalog.contains(name) else {
      throw SQLError(.duplicateTable, "Relation \"\(name.name)\" already exists")
    }
    let tableName = Materialization.tableName(of: name)
    try lockUnusedName(tableName, context)
    let (bound, dependencies) = try bindLocked(context) { binder in
      (try binder.bind(create, keptIn: tableName), binder.dependencies)
    }
    let sources = sources(Set(dependencies.map(\.id)).sorted(), context)
    var table = TableEntry(id: database.makeID(), definition: bound.table)
    table.definition.isMaterialized = true
    table.version = .empty.appending(try executeToStore(bound.plan, context))
    table.statistics.note(table.version, at: WallClock.now)
    var view = ViewEntry(
      id: database.makeID(), name: name, columns: table.definition.columns,
      sourceNames: bound.columns.map(\.name), aliases: [], text: create.text, isLateBinding: false,
      dependencies: dependencies)
    view.materialization = Materialization(
      table: table.id, definition: create.definition, isAutoRefreshed: create.isAutoRefreshed,
      isIncremental: bound.obstacle == nil, isMutable: bound.isMutable,
      sources: sources, transaction: context.transaction.id)
    context.transaction.put(table)
    context.transaction.put(view)
    for id in [table.id, view.id] { register(id, in: name.schema, context) }
    if let obstacle = bound.obstacle { noteObstacle(obstacle, name, context) }
  }

  /// What the rows are made from. A table of which the transaction does not see all rows has no revision: what it gives
  /// is stale from the start.
  private func sources(_ ids: [Int], _ context: StatementContext) -> [Materialization.Source] {
    context.catalog.sources(ids).map { source in
      var source = source
      if !context.transaction.seesAllRows(of: source.id) { source.revision = 0 }
      return source
    }
  }

  private func noteObstacle(_ obstacle: String, _ name: TableName, _ context: StatementContext) {
    context.notices.append(
      Notice(
        "An incrementally maintained materialized view could not be created, reason: \(obstacle). "
          + "The materialized view created, \(name.name), will be recomputed from scratch for every REFRESH.",
        severity: .warning))
  }

  // MARK: Refresh

  private func message(_ outcome: RefreshRecord.Outcome, _ view: ViewEntry, _ context: StatementContext) -> String {
    let start = "Materialized view \(view.name.name) was"
    switch outcome {
    case .updated: return "\(start) incrementally updated successfully."
    case .recomputed, .refused: return "\(start) recomputed successfully."
    case .unchanged:
      let upToDate = "Materialized view \(view.name.name) is already up to date."
      guard readsStaleView(view, context) else { return upToDate }
      return "\(upToDate)  However, it depends on another materialized view that is not up to date."
    }
  }

  private func readsStaleView(_ view: ViewEntry, _ context: StatementContext) -> Bool {
    materializedViews(readBy: view, context).contains { source in
      source.materialization.map(context.catalog.isStale) ?? false || readsStaleView(source, context)
    }
  }

  private func materializedViews(readBy view: ViewEntry, _ context: StatementContext) -> [ViewEntry] {
    view.materialization.map(context.catalog.materializedViews(readBy:)) ?? []
  }

  /// What a view reads before itself.
  private func refreshSources(of view: ViewEntry, _ context: StatementContext) throws {
    for source in materializedViews(readBy: view, context) {
      try requireOwnership(of: source.name, context)
      try refreshSources(of: source, context)
      _ = try refresh(source.id, QualifiedName([source.name.schema, source.name.name]), context)
    }
  }

  /// Its owner alone may refresh it. Throws 0A000 where what became of its base tables does not let it.
  private func refresh(_ id: Int, _ written: QualifiedName, _ context: StatementContext) throws
    -> RefreshRecord.Outcome
  {
    let start = WallClock.now
    let view = try lockRows(of: id, written, context)
    let outcome = try renewRows(of: view, context)
    database.activity.record(
      RefreshRecord(
        userID: facts.userID, session: entry.id, transaction: context.transaction.id, view: view.id, name: view.name,
        startTime: start, endTime: WallClock.now, outcome: outcome))
    if case .refused(let state) = outcome {
      throw SQLError(
        .featureNotSupported, "Materialized view \(view.name.name) could not be refreshed. \(state.reason)",
        hint: "Drop and create it again.")
    }
    return outcome
  }

  /// The view, whose rows nobody else writes now. Readers go on with those they have.
  private func lockRows(of id: Int, _ written: QualifiedName, _ context: StatementContext) throws -> ViewEntry {
    if let table = context.catalog.view(id: id)?.materialization?.table {
      try context.lock(.relation(id), .accessShare)
      try context.lock(.relation(table), .shareRowExclusive)
      context.transaction.takeSnapshot()
    }
    guard let view = context.catalog.view(id: id) else { throw Self.missing(written) }
    return view
  }

  private func renewRows(of view: ViewEntry, _ context: StatementContext) throws -> RefreshRecord.Outcome {
    guard var materialization = view.materialization else { return .unchanged }
    let state = context.catalog.state(of: materialization)
    guard state.isRefreshable else { return .refused(state) }
    guard context.catalog.isStale(materialization) else { return .unchanged }
    let plan = try bindLocked(context) { try $0.bindRows(of: view) }
    materialization.sources = sources(materialization.sources.map(\.id), context)
    materialization.transaction = context.transaction.id
    let rows = try executeToStore(plan, context)
    var table = try context.transaction.adoptLatest(materialization.table)
    table.version = table.version.emptied.appending(rows)
    context.transaction.put(table)
    var renewed = view
    renewed.materialization = materialization
    context.transaction.put(renewed)
    return materialization.isIncremental ? .updated : .recomputed
  }

  // MARK: Alter

  private func changeMaterialization(
    of name: QualifiedName, _ context: StatementContext, _ change: (inout Materialization) throws(SQLError) -> Void
  ) throws {
    let id = try ownMaterializedView(name, context).id
    // No refresh puts back what it has read before.
    try context.lock(.relation(id), .accessExclusive)
    guard var view = context.catalog.view(id: id), var materialization = view.materialization else {
      throw Self.missing(name)
    }
    try change(&materialization)
    view.materialization = materialization
    context.transaction.put(view)
  }

  private func setAttributes(_ attributes: TableAttributes, of name: QualifiedName, _ context: StatementContext) throws
  {
    guard let table = try ownMaterializedView(name, context).materialization?.table else { return }
    try context.lock(.relation(table), .accessExclusive)
    let binder = makeBinder(context)
    try context.transaction.redefine(table) { definition in
      try binder.reapply(attributes, to: &definition)
    }
  }

  /// The materialized view of that name, for its owner. Throws 42P01, 42809, 42501.
  private func ownMaterializedView(_ written: QualifiedName, _ context: StatementContext) throws -> ViewEntry {
    guard let name = makeBinder(context).existing(written) else { throw Self.missing(written) }
    guard let view = context.catalog.view(name), view.materialization != nil else {
      throw SQLError(.wrongObjectType, "\"\(written.last)\" is not a materialized view", position: written.position)
    }
    try requireOwnership(of: name, context)
    return view
  }

  private static func missing(_ name: QualifiedName) -> SQLError {
    SQLError(.undefinedTable, "Materialized view \"\(name.last)\" does not exist", position: name.position)
  }
}
