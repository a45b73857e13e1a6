import SQLTypes

/// The texts of batches, row by row, without a `String` for any value: what a client is sent.
///
/// Columns are rendered block by block and read across:
///
/// ```
/// texts.forEachRow(batch) { row in
///   for column in 0..<row.count {
///     guard let text = row[column] else { … NULL … }
///     buffer.append(contentsOf: text)
///   }
/// }
/// ```
package struct BatchTexts {
  /// One row of the block that stands rendered; not to be kept.
  package struct Row {
    fileprivate let columns: [ColumnTexts]
    fileprivate let index: Int

    /// Columns.
    package var count: Int { columns.count }

    /// The text of a column's value; nil for NULL.
    package subscript(_ column: Int) -> UnsafeRawBufferPointer? { columns[column][index] }
  }

  private let columns: [ColumnTexts]

  package init(_ types: [DataType], _ style: TextStyle) { columns = types.map { ColumnTexts($0, style) } }

  /// Each row of the batch in turn, whose columns are of the types given. Errors: those of `body`.
  package func forEachRow<Failure: Error>(_ batch: Batch, _ body: (Row) throws(Failure) -> Void) throws(Failure) {
    precondition(batch.columns.count == columns.count, "a batch has the columns it was said to have")
    var start = 0
    while start < batch.count {
      let block = start..<min(start + ColumnTexts.capacity, batch.count)
      for (texts, column) in zip(columns, batch.columns) { texts.render(column, block) }
      for index in 0..<block.count { try body(Row(columns: columns, index: index)) }
      start = block.upperBound
    }
  }
}
