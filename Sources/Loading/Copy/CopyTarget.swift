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
  init(_ copy: Copy, _ table: TableDefinition, explicitIDs: Bool) throws(SQLError) {
    self.table = table
    let positions =
      copy.columns.isEmpty
      ? Self.allColumns(table, explicitIDs) : try Self.listedColumns(copy.columns, table, explicitIDs)
    loaded = positions.enumerated().map { place, position in
      LoadedColumn(place: place, position: position, definition: table.columns[position])
    }
    for column in loaded where column.definition.type.physical == .interval {
      throw .notSupported("COPY into a column of type \(column.definition.type)")
    }
  }

  /// All but the IDENTITY columns, which EXPLICIT_IDS adds.
  private static func allColumns(_ table: TableDefinition, _ explicitIDs: Bool) -> [Int] {
    table.columns.indices.filter { explicitIDs || table.columns[$0].identity == nil }
  }

  private static func listedColumns(
    _ names: [QualifiedName], _ table: TableDefinition, _ explicitIDs: Bool
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
    try checkIdentities(positions, table, explicitIDs)
    return positions
  }

  private static func checkIdentities(
    _ positions: [Int], _ table: TableDefinition, _ explicitIDs: Bool
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

  /// Whether the column's values are counted up by COPY, all of them or those the input does not give.
  func isGenerated(_ position: Int) -> Bool {
    guard let identity = table.columns[position].identity else { return false }
    return identity.isByDefault || !loaded.contains { $0.position == position }
  }
}
