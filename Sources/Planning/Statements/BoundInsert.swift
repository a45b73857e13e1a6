import Catalogs
import SQLTypes

/// Rows for a table, ready to append: one column for each of the table's, in its order and types.
package struct BoundInsert: Sendable {
  package var table: TableEntry
  package var plan: LogicalPlan
  /// Columns whose values the identity counter gives: the plan has NULLs there.
  package var identityColumns: [Int]

  package init(table: TableEntry, plan: LogicalPlan, identityColumns: [Int]) {
    self.table = table
    self.plan = plan
    self.identityColumns = identityColumns
  }
}
