import Catalogs
import Columnar
import Planning
import SQLSyntax
import SQLTypes
import System

/// ANALYZE COMPRESSION: for each column the encoding that would take fewest bytes.
extension Session {
  static let encodingColumns = [
    OutputColumn(name: "Table", type: .identifier), OutputColumn(name: "Column", type: .identifier),
    OutputColumn(name: "Encoding", type: .varchar(16)),
    OutputColumn(name: "Est_reduction_pct", type: .decimal(precision: 5, scale: 2)),
  ]

  /// Throws 42P01, 42703, 42501, 25001 in a transaction, 40P01.
  func runAnalyzeCompression(_ analyze: AnalyzeCompression, _ context: StatementContext) throws -> StatementResult {
    try refuseInTransaction("ANALYZE COMPRESSION")
    let tables = try analyze.table.map { [try makeBinder(context).table($0)] } ?? userTables(context)
    var rows: [[Value]] = []
    for table in tables {
      if analyze.table != nil, !ownsForUpkeep(table, context), !may("ANALYZE", context) {
        throw denied("relation", table.definition.name.name)
      }
      let columns = try indices(of: analyze.columns, in: table.definition)
      for index in columns { rows.append(try advice(table, index, analyze.rows, context)) }
    }
    return try give(rows, context)
  }

  private func userTables(_ context: StatementContext) -> [TableEntry] {
    context.catalog.allTables.filter { ownsForUpkeep($0, context) || may("ANALYZE", context) }
  }

  private func indices(of columns: [Identifier], in table: TableDefinition) throws(SQLError) -> [Int] {
    guard !columns.isEmpty else { return Array(table.columns.indices) }
    var indices: [Int] = []
    for column in columns {
      guard let index = table.index(of: column) else {
        throw SQLError(
          .undefinedColumn, "column \"\(column)\" of relation \"\(table.name.name)\" does not exist")
      }
      indices.append(index)
    }
    return indices
  }

  /// A smaller number of rows than AWS's least counts as that.
  private func advice(_ table: TableEntry, _ index: Int, _ rows: Int?, _ context: StatementContext) throws -> [Value] {
    try context.cancellation.check()
    let start = WallClock.now
    let advice = EncodingAdvice(
      table, column: index, rows: max(rows ?? EncodingAdvice.leastRows, EncodingAdvice.leastRows))
    database.activity.record(
      EncodingRecord(
        advice, of: table, column: index, userID: facts.userID, transaction: context.transaction.id, time: start))
    return [
      .string(table.definition.name.name), .string(advice.column), .string(advice.encoding),
      .int(Int64(advice.reduction)),
    ]
  }

  private func give(_ rows: [[Value]], _ context: StatementContext) throws -> StatementResult {
    var result = StatementResult(tag: "ANALYZE COMPRESSION")
    result.columns = Self.encodingColumns
    result.rowCount = rows.count
    try context.sink.begin(Self.encodingColumns)
    guard !rows.isEmpty else { return result }
    let columns = Self.encodingColumns.enumerated().map { index, column in
      Column(column.type, values: rows.map { $0[index] })
    }
    try context.sink.receive(Batch(columns, count: rows.count))
    return result
  }
}
