import Catalogs
import SQLSyntax
import SQLTypes

/// Functions that list the columns of relations, PG_GET_COLS('name') and PG_GET_LATE_BINDING_VIEW_COLS(): rows of five
/// columns in FROM, each row one text in a select list.
extension Binder {
  private static let listedNames: [(String, DataType)] = [
    ("view_schema", .name), ("view_name", .name), ("col_name", .name),
    ("col_type", .varchar(DataType.maximumVarcharLength)), ("col_num", .integer),
  ]

  /// In FROM; nil for any other function. Throws 42P01 for a relation that is not there.
  func listedColumns(_ call: FunctionCall) throws(SQLError) -> BoundQuery? {
    guard let rows = try listedRows(call) else { return nil }
    return BoundQuery(
      plan: .values(
        rows.map { row in zip(row, Self.listedNames).map { .constant($0, $1.1) } }, types: Self.listedNames.map(\.1)),
      columns: Self.listedNames.map { OutputColumn(name: $0.0, type: $0.1) })
  }

  /// In a select list: `(public,sales,pricepaid,"numeric(8,2)",8)`.
  func listedTexts(_ call: FunctionCall) throws(SQLError) -> SetCall? {
    guard let function = SetFunction(rawValue: call.name.last), let rows = try listedRows(call) else { return nil }
    let texts = rows.map { "(" + $0.map(Self.memberText).joined(separator: ",") + ")" }
    let array = DataType.array(.text)
    return SetCall(
      function, [.constant(.string(ArrayText.text(of: texts, array)), array)], type: .longestVarchar)
  }

  /// As PostgreSQL writes a row's member: in quotes where it holds what a row is written with.
  private static func memberText(_ value: Value) -> String {
    guard case .string(let text) = value else { return ValueText.text(of: value, type: .integer) ?? "" }
    let isPlain = !text.isEmpty && !text.contains { " ,()\"\\".contains($0) }
    return isPlain ? text : "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\"\""))\""
  }

  private func listedRows(_ call: FunctionCall) throws(SQLError) -> [[Value]]? {
    switch (SetFunction(rawValue: call.name.last), call.arguments.first) {
    case (.lateBindingColumns, nil):
      return names.catalog.allViews.filter(\.isLateBinding).flatMap(lateBindingRows)
    case (.columns, .literal(.string(let name))?) where call.arguments.count == 1:
      return try rows(of: QualifiedName(name.split(separator: ".").map { $0.lowercased() }))
    default: return nil
    }
  }

  private func rows(of name: QualifiedName) throws(SQLError) -> [[Value]] {
    switch try relation(name, for: []) {
    case .table(let table):
      return Self.rows(table.definition.name, table.definition.columns.dropLast(table.definition.hiddenCount))
    case .view(let view) where view.isLateBinding: return lateBindingRows(view)
    case .view(let view): return Self.rows(view.name, view.columns)
    case .system(let relation): return Self.rows(relation.name, relation.columns)
    }
  }

  /// What a late-binding view shows as things are now; one that does not work any more has no columns.
  private func lateBindingRows(_ view: ViewEntry) -> [[Value]] {
    // Its tables are not the statement's.
    let binder = Binder(names: names)
    let name = QualifiedName([view.name.schema, view.name.name])
    guard let bound = try? binder.bindQuery(Self.query(allOf: name), frame: nil).typed() else { return [] }
    return Self.rows(view.name, bound.columns.map { ColumnDefinition($0.name, $0.type) })
  }

  private static func rows(_ relation: TableName, _ columns: some Sequence<ColumnDefinition>) -> [[Value]] {
    columns.enumerated().map { index, column in
      [
        .string(relation.schema), .string(relation.name), .string(column.name), .string(column.type.description),
        .int(Int64(index + 1)),
      ]
    }
  }

  private static func query(allOf name: QualifiedName) -> Query {
    var select = Select()
    select.items = [.star(qualifier: nil, position: 0)]
    select.from = [.table(name, alias: nil)]
    return Query(.select(select))
  }
}
