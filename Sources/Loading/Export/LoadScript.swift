import Catalogs

/// `load.sql` of a load folder: it makes the tables and loads them, on a cluster or in localshift.
struct LoadScript {
  let tables: [WrittenTable]
  let options: ExportOptions

  var text: String {
    var lines = ["-- Made by localshift: tables and their rows."]
    if options.s3Prefix == nil {
      lines.append("-- Files are named by their paths from this folder; export with --s3-prefix to load a cluster.")
    }
    var statements = schemas.map { "CREATE SCHEMA IF NOT EXISTS \(DDLText.identifier($0))" }
    let order = Self.dependencyOrder(definitions)
    statements += order.map { DDLText.createTable(exportable(definitions[$0])) }
    statements += order.map { copy(tables[$0]) }
    return lines.joined(separator: "\n") + "\n\n" + statements.map { $0 + ";\n" }.joined(separator: "\n")
  }

  private var definitions: [TableDefinition] { tables.map(\.table.definition) }

  private var schemas: [String] {
    Array(Set(definitions.map(\.name.schema)).subtracting(["public"])).sorted()
  }

  /// Foreign keys to tables that are not exported, or that come later (a ring), cannot be declared.
  private func exportable(_ table: TableDefinition) -> TableDefinition {
    let order = Self.dependencyOrder(definitions).map { definitions[$0].name }
    let own = order.firstIndex(of: table.name) ?? 0
    var exported = table
    exported.isTemporary = false
    exported.foreignKeys = table.foreignKeys.filter { key in
      order.firstIndex(of: key.table).map { $0 <= own } ?? false
    }
    return exported
  }

  /// Indices of tables, those that others refer to first, else as given.
  static func dependencyOrder(_ tables: [TableDefinition]) -> [Int] {
    var order: [Int] = []
    var rest = Array(tables.indices)
    while !rest.isEmpty {
      let open = Set(rest.map { tables[$0].name })
      let next =
        rest.first { index in
          tables[index].foreignKeys.allSatisfy { $0.table == tables[index].name || !open.contains($0.table) }
        } ?? rest[0]
      order.append(next)
      rest.removeAll { $0 == next }
    }
    return order
  }

  private func copy(_ written: WrittenTable) -> String {
    let table = written.table
    let source = (options.s3Prefix ?? "") + table.fileName + ".manifest"
    var lines = ["COPY \(DDLText.name(table.definition.name))", "FROM \(DDLText.literal(source))", "IAM_ROLE default"]
    lines.append(options.format == .csv ? "FORMAT AS CSV" : "FORMAT AS CSV DELIMITER '\\t'")
    lines.append("MANIFEST")
    lines.append("NULL AS \(NullToken.literal(written.nullToken))")
    if options.compression != .none { lines.append(options.compression.clause) }
    if options.hasHeader { lines.append("IGNOREHEADER \(Self.headerLines(table.definition))") }
    if table.definition.columns.contains(where: { $0.identity != nil }) { lines.append("EXPLICIT_IDS") }
    if written.survey.hasUnusualYears { lines.append("DATEFORMAT 'auto' TIMEFORMAT 'auto'") }
    return lines.joined(separator: "\n")
  }

  /// The header is one line, unless a name holds line feeds.
  private static func headerLines(_ table: TableDefinition) -> Int {
    table.columns.reduce(1) { $0 + $1.name.utf8.count { $0 == 0x0a } }
  }
}
