import SQLTypes

/// A column of a system relation whose rows are made of `Row`: its name, its type and how its value is found.
package struct SystemColumn<Row>: Sendable {
  let definition: ColumnDefinition
  let value: @Sendable (Row, SystemContext) -> Value
  /// Found by its name, but not shown by `*`: PostgreSQL's `oid`, and what later PostgreSQLs have.
  private(set) var isHidden = false

  /// Texts are cut to the bytes that the type holds.
  package init(
    _ name: String, _ type: DataType, _ value: @escaping @Sendable (Row) -> (some SystemValue)?
  ) {
    self.init(name, type) { row, _ in value(row) }
  }

  /// A value that depends on who asks.
  package init(
    _ name: String, _ type: DataType, _ value: @escaping @Sendable (Row, SystemContext) -> (some SystemValue)?
  ) {
    definition = ColumnDefinition(name, type)
    let limit = type.characterLength ?? .max
    self.value = { row, context in (value(row, context)?.value ?? .null).cut(to: limit) }
  }

  /// The same column, which `*` does not show.
  package func hidden() -> SystemColumn {
    var column = self
    column.isHidden = true
    return column
  }

  /// The same for every row.
  package static func constant(_ name: String, _ type: DataType, _ value: some SystemValue) -> SystemColumn {
    SystemColumn(name, type) { _ in value }
  }

  /// NULL: what only a cluster can know.
  package static func unknown(_ name: String, _ type: DataType) -> SystemColumn {
    SystemColumn(name, type) { _ in nil as Int? }
  }
}

/// Facts that many relations tell, each found in one place.
extension SystemColumn {
  static func database(_ name: String, _ type: DataType = .identifier) -> SystemColumn {
    SystemColumn(name, type) { _, context in context.session.database }
  }

  static func userID(_ name: String) -> SystemColumn {
    SystemColumn(name, .integer) { _, context in context.session.userID }
  }

  /// There is one slice.
  static func slice(_ name: String = "slice") -> SystemColumn { constant(name, .integer, 0) }
}

/// What a system column's closure may give.
package protocol SystemValue: Sendable {
  var value: Value { get }
}

extension Int: SystemValue { package var value: Value { .int(Int64(self)) } }
extension Int64: SystemValue { package var value: Value { .int(self) } }
extension Int128: SystemValue { package var value: Value { .int128(self) } }
extension Double: SystemValue { package var value: Value { .double(self) } }
extension Bool: SystemValue { package var value: Value { .bool(self) } }
extension String: SystemValue { package var value: Value { .string(self) } }

extension Value {
  fileprivate func cut(to limit: Int) -> Value {
    guard case .string(let text) = self, text.utf8.count > limit else { return self }
    return .string(String(decoding: text.utf8.prefix(limit), as: UTF8.self))
  }
}

/// Columns one below the other, and lists of columns that several relations share.
@resultBuilder
package enum SystemColumnBuilder<Row> {
  package static func buildExpression(_ column: SystemColumn<Row>) -> [SystemColumn<Row>] { [column] }
  package static func buildExpression(_ columns: [SystemColumn<Row>]) -> [SystemColumn<Row>] { columns }
  package static func buildBlock(_ columns: [SystemColumn<Row>]...) -> [SystemColumn<Row>] { columns.flatMap(\.self) }
}

extension DataType {
  /// Names of databases, schemas, tables and users.
  package static let identifier = DataType.varchar(128)
}
