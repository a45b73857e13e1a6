import Catalogs

/// The columns of a table that a statement reads, and those that it writes, by name.
package struct UsedColumns: Sendable {
  package var read: Set<String> = []
  package var written: Set<String> = []
}

extension LogicalPlan {
  /// Columns of each table, by its id, as far as the plan needs them: what a query mentions and never looks at asks for
  /// no privilege.
  func noteColumns(in used: inout [Int: UsedColumns]) {
    forEach(inSubqueries: false) { plan in
      guard case .scan(let scan) = plan else { return }
      var names: Set<String> = []
      for case .stored(let index) in scan.columns { names.insert(scan.table.definition.columns[index].name) }
      used[scan.table.id, default: UsedColumns()].read.formUnion(names)
    }
  }
}
