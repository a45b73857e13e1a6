import Catalogs
import SQLSyntax
import SQLTypes

/// Which columns of a table a COPY fills, and from what (copy.md 1.5).
struct CopyTarget: Sendable {
  let table: TableDefinition
  /// In the order of the fields.
  let loaded: [LoadedColumn]

  /// Errors: 42703 and 42701 for a column list that does not fit the table, 0A000 and 42601 for one that does not fit
  /// EXPLICIT_IDS.
  init(_ columns: [QualifiedName], of table: TableDefinition, explicitIDs: Bool) throws(SQLError) {
    self.table = table
    let positions =
      columns.isEmpty
      ? Self.allColumns(table, explicitIDs: explicitIDs)
      : try Self.listedColumns(columns, table, explicitIDs: explicitIDs)
    loaded = positions.enumerated().map { index, position in
      LoadedColumn(fieldIndex: index, position: position, definition: table.columns[position])
    }
  }

  /// By a column's index in the table: that of its field, -1 where it has none.
  var fieldIndices: [Int] {
    var indices = [Int](repeating: -1, count: table.columns.count)
    for column in loaded { indices[column.position] = column.fieldIndex }
    return indices
  }

  /// The same columns with one of the table's defined otherwise.
  func changing(_ position: Int, _ change: (inout ColumnDefinition) -> Void) -> CopyTarget {
    var table = table
    change(&table.columns[position])
    return CopyTarget(
      table: table,
      loaded: loaded.map {
        LoadedColumn(fieldIndex: $0.fieldIndex, position: $0.position, definition: table.columns[$0.position])
      })
  }

  /// The columns under EXPLICIT_IDS; nil for a column list, which would have to change too.
  var withIdentities: CopyTarget? {
    guard loaded.map(\.position) == Self.allColumns(table, explicitIDs: false) else { return nil }
    return try? CopyTarget([], of: table, explicitIDs: true)
  }

  private init(table: TableDefinition, loaded: [LoadedColumn]) { (self.table, self.loaded) = (table, loaded) }

  /// All but the IDENTITY columns, which EXPLICIT_IDS adds.
  private static func allColumns(_ table: TableDefinition, explicitIDs: Bool) -> [Int] {
    table.columns.indices.filter { explicitIDs || table.columns[$0].identity == nil }
  }

  private static func listedColumns(
    _ names: [QualifiedName], _ table: TableDefinition, explicitIDs: Bool
  ) throws(SQLError) -> [Int] {
    var positions: [Int] = []
    for name in names {
      guard let position = table.index(of: name.last) else {
        throw SQLError(
          .undefinedColumn, "column \"\(name.last)\" of relation \"\(table.name.name)\" does not exist",
          hint: table.hint(for: name.last), position: name.position)
      }
      guard !positions.contains(position) else {
        throw SQLError(
          .duplicateColumn, "column \"\(name.last)\" specified more than once", position: name.position)
      }
      positions.append(position)
    }
    try checkIdentities(positions, table, explicitIDs: explicitIDs)
    return positions
  }

  private static func checkIdentities(
    _ positions: [Int], _ table: TableDefinition, explicitIDs: Bool
  ) throws(SQLError) {
    for (position, column) in table.columns.enumerated() {
      guard let identity = column.identity, !identity.isByDefault else { continue }
      if positions.contains(position) && !explicitIDs {
        throw SQLError(
          .featureNotSupported, "cannot set an identity column to a value",
          detail: "Column \"\(column.name)\" is an IDENTITY column.", hint: "COPY loads it with EXPLICIT_IDS.")
      }
      if !positions.contains(position) && explicitIDs {
        throw SQLError(
          .syntaxError, "EXPLICIT_IDS needs the IDENTITY column \"\(column.name)\" in the column list")
      }
    }
  }

  /// Positions of the columns that no field fills and that have a DEFAULT.
  var defaulted: [Int] {
    table.columns.indices.filter { !isLoaded($0) && table.columns[$0].defaultText != nil && !isGenerated($0) }
  }

  /// Errors: 42601 where a column that must have a value gets none from anywhere (copy.md 12b).
  func checkFilled(_ defaults: [Int: Value]) throws(SQLError) {
    for (position, column) in table.columns.enumerated()
    where !column.isNullable && column.identity == nil && !isLoaded(position) {
      guard defaults[position] ?? .null == .null else { continue }
      throw SQLError(
        .syntaxError, "NOT NULL column without DEFAULT must be included in column list",
        detail: "Column \"\(column.name)\" would have no value.")
    }
  }

  private func isLoaded(_ position: Int) -> Bool { loaded.contains { $0.position == position } }

  /// Whether the column's values are counted up by COPY, all of them or those the input does not give.
  func isGenerated(_ position: Int) -> Bool {
    guard let identity = table.columns[position].identity else { return false }
    return identity.isByDefault || !isLoaded(position)
  }
}
