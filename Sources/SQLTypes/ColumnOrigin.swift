/// The table column whose values a column of a result shows as they are.
package struct ColumnOrigin: Hashable, Sendable {
  package var schema: String
  package var table: String
  package var column: String
  /// The table's id (its OID); nil for a relation that has none.
  package var tableID: Int?
  /// From 1, in the order of the definition.
  package var attribute: Int
  package var isNotNull: Bool
  package var isIdentity: Bool

  package init(
    schema: String, table: String, column: String, tableID: Int?, attribute: Int, isNotNull: Bool, isIdentity: Bool
  ) {
    self.schema = schema
    self.table = table
    self.column = column
    self.tableID = tableID
    self.attribute = attribute
    self.isNotNull = isNotNull
    self.isIdentity = isIdentity
  }
}
