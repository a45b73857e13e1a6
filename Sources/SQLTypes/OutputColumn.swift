/// A column of a query's result, as the client of a SELECT and the files of an UNLOAD have it.
package struct OutputColumn: Hashable, Sendable {
  package var name: String
  package var type: DataType
  /// Set for the columns of a whole query.
  package var origin: ColumnOrigin?

  package init(name: String, type: DataType) {
    self.name = name
    self.type = type
  }
}
