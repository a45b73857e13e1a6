/// Which columns of an operator's output anybody reads: the one place that knows what each operator reads of its
/// inputs.
///
/// ```
/// project #0, #3              required of the filter:  0, 3
///   filter #1 > 9             required of the scan:    0, 1, 3       and the filter gathers 0 and 3 only
///     scan a, b, c, d         reads a, b and d
/// ```
/// `ColumnPruning` drops what is not required from the plan. Where a column is required below an operator and no more
/// above it, as #1 here, operators give NULLs in its place: positions stay, and nobody gathers what nobody reads.
package struct RequiredColumns: Hashable, Sendable {
  private var isRequired: [Bool]

  package init(all count: Int) { isRequired = [Bool](repeating: true, count: count) }
  package init(none count: Int) { isRequired = [Bool](repeating: false, count: count) }

  package subscript(_ column: Int) -> Bool { isRequired[column] }

  /// Columns, required or not.
  package var count: Int { isRequired.count }

  /// Those that are required, ascending.
  package var columns: [Int] { isRequired.indices.filter { isRequired[$0] } }

  /// The part for the columns in `range`, which then count from 0.
  package func slice(_ range: Range<Int>) -> RequiredColumns {
    var slice = RequiredColumns(none: 0)
    slice.isRequired = Array(isRequired[range])
    return slice
  }

  /// With what the expressions read besides.
  package func adding(_ expressions: [BoundExpression]) -> RequiredColumns {
    var required = self
    for expression in expressions { required.add(expression) }
    return required
  }

  package func adding(_ expression: BoundExpression?) -> RequiredColumns { adding(expression.map { [$0] } ?? []) }

  /// Those of `expressions` that are required.
  package func picking(_ expressions: [BoundExpression]) -> [BoundExpression] { columns.map { expressions[$0] } }

  /// Requires what the first columns of `other` require.
  fileprivate mutating func add(_ other: RequiredColumns) {
    for column in 0..<min(count, other.count) where other.isRequired[column] { isRequired[column] = true }
  }

  private mutating func add(_ expression: BoundExpression) {
    if case .column(let index, _) = expression { isRequired[index] = true }
    for operand in expression.operands { add(operand) }
  }
}

extension LogicalPlan {
  /// What the operator reads of each of its inputs, where `required` says what is read of its output.
  package func requiredOfInputs(for required: RequiredColumns) -> [RequiredColumns] {
    switch self {
    case .scan, .system, .values, .workTable: []
    case .filter(_, let condition): [required.adding(condition)]
    case .project(let input, let expressions):
      [RequiredColumns(none: input.types.count).adding(required.picking(expressions))]
    case .join(let join): join.requiredOfInputs(for: required)
    case .aggregate(let plan):
      [
        RequiredColumns(none: plan.input.types.count)
          .adding(plan.groups + plan.aggregates.flatMap(\.expressions))
      ]
    case .distinct, .setOperation(.intersect, _, _, _), .setOperation(.except, _, _, _),
      .setOperation(.union, isAll: false, _, _), .shared, .recursiveUnion:
      inputs.map { RequiredColumns(all: $0.types.count) }
    case .setOperation(.union, isAll: true, _, _): [required, required]
    case .sort(_, let keys), .top(_, let keys, _, _): [required.adding(keys.map(\.expression))]
    case .limit: [required]
    case .window(let input, let calls):
      [required.slice(0..<input.types.count).adding(calls.flatMap(\.expressions))]
    case .expand(let input, let sets):
      [required.slice(0..<input.types.count).adding(sets.flatMap(\.arguments))]
    case .unnest(let plan): [required.slice(0..<plan.input.types.count).adding(plan.value)]
    case .firstRows(let input, let call): [required.slice(0..<input.types.count).adding(call.expressions)]
    }
  }
}

extension JoinPlan {
  /// What is read of the left and right columns together besides the keys.
  package func requiredOfPairs(for required: RequiredColumns) -> RequiredColumns {
    var both = RequiredColumns(none: left.types.count + right.types.count).adding(residual)
    both.add(required)
    return both
  }

  fileprivate func requiredOfInputs(for required: RequiredColumns) -> [RequiredColumns] {
    let both = requiredOfPairs(for: required)
    let width = left.types.count
    return [
      both.slice(0..<width).adding(keys.map(\.left)), both.slice(width..<both.count).adding(keys.map(\.right)),
    ]
  }
}
