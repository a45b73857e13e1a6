import Columnar
import SQLTypes
import Synchronization

/// The rows of a sub-query within an expression, kept by whoever runs it for as long as the statement needs them.
///
/// What membership tests look up is built on first use and kept with the rows.
package final class SubqueryResult: Sendable {
  /// All rows; its first column holds the values, where values matter.
  package let rows: Batch
  private let table = Mutex<MembershipTable?>(nil)

  package init(_ rows: Batch) { self.rows = rows }

  /// The values of the first column.
  var membership: MembershipTable {
    table.withLock { table in
      if let table { return table }
      let built = MembershipTable(rows.columns[0])
      table = built
      return built
    }
  }
}
