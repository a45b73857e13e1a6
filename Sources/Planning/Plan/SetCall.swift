import SQLTypes

/// A call that gives a set of values for each row.
package struct SetCall: Hashable, Sendable {
  package var function: SetFunction
  package var arguments: [BoundExpression]
  package var type: DataType

  package init(_ function: SetFunction, _ arguments: [BoundExpression], type: DataType) {
    self.function = function
    self.arguments = arguments
    self.type = type
  }

  package func mapExpressions(_ change: (BoundExpression) -> BoundExpression) -> SetCall {
    SetCall(function, arguments.map(change), type: type)
  }
}
