import SQLTypes

/// `[WITH …] body [ORDER BY …] [LIMIT …] [OFFSET …]`
package struct Query: Hashable, Sendable {
  package var with: [CommonTable] = []
  package var body: QueryBody
  package var orderBy: [OrderItem] = []
  package var limit: Expression?
  package var offset: Expression?
  /// Relations whose rows it counts, in some part of it, by `COUNT(name.*)`.
  package var countedRelations: Set<Identifier> = []

  package init(_ body: QueryBody) { self.body = body }

  /// `WITH RECURSIVE`
  package var isRecursive: Bool { with.contains(where: \.isRecursive) }
}

package indirect enum QueryBody: Hashable, Sendable {
  case select(Select)
  case values([[Expression]])
  /// A query in parentheses, with its own WITH, ORDER BY and LIMIT.
  case nested(Query)
  case setOperation(SetOperation, isAll: Bool, QueryBody, QueryBody)
}

package struct CommonTable: Hashable, Sendable {
  package var name: Identifier
  package var columns: [Identifier]
  package var query: Query
  /// Stands in a `WITH RECURSIVE`, and so may read itself.
  package var isRecursive: Bool

  package init(name: Identifier, columns: [Identifier], query: Query, isRecursive: Bool = false) {
    self.name = name
    self.columns = columns
    self.query = query
    self.isRecursive = isRecursive
  }
}

package struct Select: Hashable, Sendable {
  package var isDistinct = false
  /// `DISTINCT ON (…)`, which Redshift refuses.
  package var distinctOn: [Expression] = []
  package var top: Expression?
  package var items: [SelectItem] = []
  /// `EXCLUDE a, b` or `EXCLUDE (a, b)` behind the items: columns that `*` leaves out.
  package var excluded: [QualifiedName] = []
  /// `INTO [TEMP] name`
  package var into: IntoTable?
  /// Comma-separated items; empty without FROM.
  package var from: [TableReference] = []
  package var filter: Expression?
  /// Whether `filter` says outer joins by `(+)`.
  package var hasOuterColumns = false
  package var hierarchy: Hierarchy?
  package var groupBy: [GroupingElement] = []
  package var having: Expression?
  package var qualify: Expression?

  package init() {}
}

/// `[START WITH condition] CONNECT BY condition`
package struct Hierarchy: Hashable, Sendable {
  /// Of the root rows; all rows are roots without it.
  package var start: Expression?
  /// Between a row and its parent, whose columns stand behind PRIOR.
  package var condition: Expression

  package init(start: Expression?, condition: Expression) {
    self.start = start
    self.condition = condition
  }
}

package struct IntoTable: Hashable, Sendable {
  package var name: QualifiedName
  package var isTemporary: Bool

  package init(name: QualifiedName, isTemporary: Bool) {
    self.name = name
    self.isTemporary = isTemporary
  }
}

package enum SelectItem: Hashable, Sendable {
  /// `*`, `t.*`
  case star(qualifier: QualifiedName?, position: Int)
  case expression(Expression, alias: Identifier?)
}

package enum GroupingElement: Hashable, Sendable {
  case expression(Expression)
  /// `GROUPING SETS (…)`, ROLLUP and CUBE spelled out as sets.
  case sets([[Expression]])
  /// `GROUP BY ALL`
  case all
}

package struct OrderItem: Hashable, Sendable {
  package var expression: Expression
  package var isDescending: Bool
  /// NULLS FIRST (true), NULLS LAST (false), neither (nil).
  package var nullsFirst: Bool?

  package init(_ expression: Expression, isDescending: Bool = false, nullsFirst: Bool? = nil) {
    self.expression = expression
    self.isDescending = isDescending
    self.nullsFirst = nullsFirst
  }
}

package indirect enum TableReference: Hashable, Sendable {
  case table(QualifiedName, alias: TableAlias?)
  case derived(Query, alias: TableAlias?)
  /// A function in FROM: only system functions may stand there.
  case function(FunctionCall, alias: TableAlias?)
  case join(JoinClause)
  case pivot(Pivot, alias: TableAlias?)
  case unpivot(Unpivot, alias: TableAlias?)
  case unnest(UnnestClause)
}

/// `c.orders[0].lines AS line AT index`, `UNPIVOT c.object AS value AT name`: a row for each part of a SUPER value. A
/// path without brackets and AT looks like a table, and is one to the parser.
package struct UnnestClause: Hashable, Sendable {
  package var value: Expression
  /// The members of an object, not the elements of an array.
  package var isUnpivot: Bool
  package var alias: Identifier
  package var indexAlias: Identifier?

  package init(_ value: Expression, isUnpivot: Bool, alias: Identifier, indexAlias: Identifier?) {
    self.value = value
    self.isUnpivot = isUnpivot
    self.alias = alias
    self.indexAlias = indexAlias
  }
}

package struct TableAlias: Hashable, Sendable {
  package var name: Identifier
  package var columns: [Identifier]
  /// The columns' types, which only a function's may have: `f() AS a(x int, y text)`; none, or one a column.
  package var types: [TypeName]

  package init(name: Identifier, columns: [Identifier] = [], types: [TypeName] = []) {
    self.name = name
    self.columns = columns
    self.types = types
  }
}

package struct JoinClause: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case inner, left, right, full, cross
  }

  package enum Condition: Hashable, Sendable {
    case on(Expression)
    case using([Identifier])
    case natural
    case none
  }

  package var kind: Kind
  package var left: TableReference
  package var right: TableReference
  package var condition: Condition

  package init(_ kind: Kind, _ left: TableReference, _ right: TableReference, _ condition: Condition) {
    self.kind = kind
    self.left = left
    self.right = right
    self.condition = condition
  }
}
