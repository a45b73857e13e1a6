import Columnar

/// The rows of a sub-query within an expression, kept by whoever runs it for as long as the statement needs them.
package final class SubqueryResult: Sendable {
  /// All rows; its first column holds the values, where values matter.
  package let rows: Batch

  package init(_ rows: Batch) { self.rows = rows }
}
