/// A column that ANALYZE COMPRESSION looked at: a row of STL_ANALYZE_COMPRESSION.
package struct EncodingRecord: Sendable {
  let userID: Int64
  let transaction: Int
  /// Microseconds since 1970-01-01 UTC.
  let time: Int64
  let table: Int
  let tableName: String
  /// From 0.
  let column: Int
  let advice: EncodingAdvice

  package init(
    _ advice: EncodingAdvice, of table: TableEntry, column: Int, userID: Int64, transaction: Int, time: Int64
  ) {
    self.advice = advice
    self.table = table.id
    tableName = table.definition.name.name
    self.column = column
    self.userID = userID
    self.transaction = transaction
    self.time = time
  }
}
