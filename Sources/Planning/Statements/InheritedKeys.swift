import Catalogs
import SQLSyntax
import SQLTypes

/// How a table made by `CREATE TABLE … AS SELECT … FROM one_table` is distributed and sorted: like that table, as far
/// as the columns are still there, or sorted as the query says (AWS documentation, CTAS usage notes).
struct InheritedKeys {
  private let source: TableDefinition
  /// The new table's column for each of the old one's.
  private var indices: [String: Int] = [:]
  /// The new table's columns that the query sorts by; empty where it does not, or by something else.
  private var order: [Int] = []
  private let isSorted: Bool

  /// nil for a query with more than one table, or with groups or a limit.
  init?(_ binder: Binder, _ query: Query) throws(SQLError) {
    guard query.with.isEmpty, query.limit == nil, query.offset == nil,
      case .select(let select) = query.body, select.groupBy.isEmpty, select.having == nil, select.top == nil,
      !select.isDistinct, select.hierarchy == nil, select.from.count == 1, case .table(let name, _) = select.from[0],
      case .table(let entry) = try binder.relation(name)
    else { return nil }
    source = entry.definition
    isSorted = !query.orderBy.isEmpty
    var index = 0
    for item in select.items {
      switch item {
      case .star:
        for column in source.columns where !select.excluded.contains(where: { $0.last == column.name }) {
          keep(column.name, at: index)
          index += 1
        }
      case .expression(let expression, _):
        if case .column(let name) = expression { keep(name.last, at: index) }
        index += 1
      }
    }
    let positions = query.orderBy.map { position(of: $0.expression) }
    if !positions.contains(nil) { order = positions.compactMap(\.self) }
  }

  /// Of a column by its name or its number.
  private func position(of expression: Expression) -> Int? {
    switch expression {
    case .column(let name): indices[name.last]
    case .literal(.integer(let number)): Int(number).map { $0 - 1 }
    default: nil
    }
  }

  private mutating func keep(_ column: String, at index: Int) {
    if indices[column] == nil && source.index(of: column) != nil { indices[column] = index }
  }

  /// Sets what the statement's own attributes leave open.
  func apply(to table: inout TableDefinition, besides attributes: TableAttributes) {
    func name(_ column: String) -> String? {
      indices[column].flatMap { $0 < table.columns.count ? table.columns[$0].name : nil }
    }
    guard attributes.style == nil && attributes.distributionKey == nil else { return }
    switch source.distribution {
    case .key(let column): if let column = name(column) { table.distribution = .key(column) }
    default: table.distribution = source.distribution
    }
    guard attributes.sortKey == nil else { return }
    guard !isSorted else {
      let columns = order.filter(table.columns.indices.contains).map { table.columns[$0].name }
      if !columns.isEmpty { table.sortKey = .compound(columns) }
      return
    }
    switch source.sortKey {
    case .compound(let columns) where columns.allSatisfy({ name($0) != nil }):
      table.sortKey = .compound(columns.compactMap(name))
    case .interleaved(let columns) where columns.allSatisfy({ name($0) != nil }):
      table.sortKey = .interleaved(columns.compactMap(name))
    default: break
    }
  }
}
