/// What makes a view a materialized one: where its rows are kept, and from what they were made.
///
/// The rows are those of a table of their own, in the view's schema, which Redshift lists beside the view:
///
/// ```
/// CREATE MATERIALIZED VIEW v AS SELECT …     v               a view: PG_VIEWS, relkind v
///                                            mv_tbl__v__0    a table: relkind r, its keys in PG_ATTRIBUTE
/// ```
package struct Materialization: Hashable, Sendable {
  /// The id of the table.
  package let table: Int
  /// The statement that made it, from the name on.
  package let definition: String
  package var isAutoRefreshed: Bool
  /// That its query has only what Redshift refreshes by the changed rows.
  package let isIncremental: Bool
  /// That its query gives other rows at other times.
  package let isMutable: Bool
  /// What it was last made from.
  package var sources: [Source]
  /// The transaction that made its rows.
  package var transaction: Int

  /// A relation that the query reads, as it was when the rows were made.
  package struct Source: Hashable, Sendable {
    package let id: Int
    package let name: TableName
    package let columns: [ColumnDefinition]
    package var revision: Int
  }

  package init(
    table: Int, definition: String, isAutoRefreshed: Bool, isIncremental: Bool, isMutable: Bool,
    sources: [Source], transaction: Int
  ) {
    self.table = table
    self.definition = definition
    self.isAutoRefreshed = isAutoRefreshed
    self.isIncremental = isIncremental
    self.isMutable = isMutable
    self.sources = sources
    self.transaction = transaction
  }

  /// What the table of a materialized view is called.
  package static func tableName(of view: TableName) -> TableName {
    TableName(schema: view.schema, name: "mv_tbl__\(view.name)__0")
  }

  static func viewName(ofTable name: String) -> String {
    String(name.dropFirst("mv_tbl__".count).dropLast("__0".count))
  }

  /// Whether it can be refreshed and how: `state` of STV_MV_INFO.
  /// https://docs.aws.amazon.com/redshift/latest/dg/r_STV_MV_INFO.html
  package enum State: Int, Sendable {
    case recomputed = 0
    case incremental = 1
    case columnDropped = 101
    case columnTypeChanged = 102
    case tableRenamed = 103
    case columnRenamed = 104
    case schemaRenamed = 105

    package var isRefreshable: Bool { rawValue < 100 }
  }
}

extension Catalog {
  package var materializedViews: [ViewEntry] { allViews.filter { $0.materialization != nil } }

  /// Tables and materialized views as a materialized view's rows are made from them; what is gone is left out.
  package func sources(_ ids: [Int]) -> [Materialization.Source] {
    ids.compactMap { id in
      switch relation(id: id) {
      case .table(let table):
        Materialization.Source(
          id: id, name: table.definition.name, columns: table.definition.columns, revision: table.revision)
      case .view(let view):
        Materialization.Source(id: id, name: view.name, columns: view.columns, revision: revision(of: view))
      case .system, nil: nil
      }
    }
  }

  private func revision(of view: ViewEntry) -> Int {
    view.materialization.flatMap { table(id: $0.table)?.revision } ?? 0
  }

  /// Whether what its rows were made from has changed since; always true where it gives other rows at other times.
  package func isStale(_ materialization: Materialization) -> Bool {
    materialization.isMutable
      // What lies in S3 changes without a word.
      || materialization.sources.contains { external.table(id: $0.id) != nil }
      || sources(materialization.sources.map(\.id)).map(\.revision) != materialization.sources.map(\.revision)
  }

  /// The materialized views that a materialized view reads itself.
  package func materializedViews(readBy materialization: Materialization) -> [ViewEntry] {
    materialization.sources.compactMap { view(id: $0.id) }.filter { $0.materialization != nil }
  }

  package func state(of materialization: Materialization) -> Materialization.State {
    let now = Dictionary(uniqueKeysWithValues: sources(materialization.sources.map(\.id)).map { ($0.id, $0) })
    for source in materialization.sources {
      if let change = now[source.id].flatMap(source.obstacle) { return change }
    }
    return materialization.isIncremental ? .incremental : .recomputed
  }
}

extension Materialization.Source {
  /// What keeps a view from being refreshed where its source is another by now; more columns do not.
  fileprivate func obstacle(_ now: Materialization.Source) -> Materialization.State? {
    if now.name.schema != name.schema { return .schemaRenamed }
    if now.name != name { return .tableRenamed }
    let names = Set(columns.map(\.name))
    for (index, column) in columns.enumerated() {
      guard let same = now.columns.first(where: { $0.name == column.name }) else {
        let isRenamed = index < now.columns.count && !names.contains(now.columns[index].name)
        return isRenamed ? .columnRenamed : .columnDropped
      }
      if same.type != column.type { return .columnTypeChanged }
    }
    return nil
  }
}
