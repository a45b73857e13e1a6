/// `MERGE INTO table USING source ON condition …`
package struct Merge: Hashable, Sendable {
  package enum Action: Hashable, Sendable {
    /// `WHEN MATCHED THEN … WHEN NOT MATCHED THEN INSERT [(columns)] VALUES (values)`
    case clauses(MatchedAction, columns: [QualifiedName], values: [Expression])
    /// `REMOVE DUPLICATES`
    case removeDuplicates
  }

  package enum MatchedAction: Hashable, Sendable {
    case update([Assignment])
    case delete
  }

  package var table: QualifiedName
  package var source: TableReference
  package var condition: Expression
  package var action: Action

  package init(table: QualifiedName, source: TableReference, condition: Expression, action: Action) {
    self.table = table
    self.source = source
    self.condition = condition
    self.action = action
  }
}
