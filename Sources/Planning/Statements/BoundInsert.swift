import Catalogs
import SQLTypes

/// Rows for a table, ready to append: one column for each of the table's, in its order and types.
package struct BoundInsert: Sendable {
  package var table: TableEntry
  package var plan: LogicalPlan
  /// Column whose values the identity counter gives: the plan has NULLs there.
  package var identityColumn: Int?

  package init(table: TableEntry, plan: LogicalPlan, identityColumn: Int?) {
    self.table = table
    self.plan = plan
    self.identityColumn = identityColumn
  }
}
