/// `source PIVOT (aggregate [AS alias] FOR column IN (value [AS alias], …))`
package struct Pivot: Hashable, Sendable {
  package struct Value: Hashable, Sendable {
    package var expression: Expression
    package var alias: Identifier?
  }

  package var source: TableReference
  package var aggregate: FunctionCall
  package var aggregateAlias: Identifier?
  package var column: QualifiedName
  package var values: [Value]

  package init(
    source: TableReference, aggregate: FunctionCall, aggregateAlias: Identifier?, column: QualifiedName,
    values: [Value]
  ) {
    self.source = source
    self.aggregate = aggregate
    self.aggregateAlias = aggregateAlias
    self.column = column
    self.values = values
  }
}

/// `source UNPIVOT [INCLUDE | EXCLUDE NULLS] (value FOR name IN (column [AS alias], …))`
package struct Unpivot: Hashable, Sendable {
  package struct Column: Hashable, Sendable {
    package var name: QualifiedName
    package var alias: Identifier?
  }

  package var source: TableReference
  package var includesNulls: Bool
  package var valueName: Identifier
  package var nameName: Identifier
  package var columns: [Column]

  package init(
    source: TableReference, includesNulls: Bool, valueName: Identifier, nameName: Identifier, columns: [Column]
  ) {
    self.source = source
    self.includesNulls = includesNulls
    self.valueName = valueName
    self.nameName = nameName
    self.columns = columns
  }
}
