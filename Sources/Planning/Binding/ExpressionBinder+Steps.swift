import SQLSyntax
import SQLTypes

/// `value.a[1].b`: elements and members, one behind the other.
extension ExpressionBinder {
  private enum Step {
    case element(Expression)
    case member(Identifier)
  }

  /// The steps into a SUPER value are taken at once, since a step alone copies those before it.
  func bindSteps(_ expression: Expression) throws(SQLError) -> BoundExpression {
    let (root, found) = Self.steps(of: expression)
    var steps = found
    var bound = try bind(root)
    while bound.type != .super, let step = steps.popLast() {
      switch step {
      case .element(let index): bound = try FunctionCatalog.element(of: bound, at: bind(index))
      case .member(let name): bound = try FunctionCatalog.member(name, of: bound)
      }
    }
    guard !steps.isEmpty else { return bound }
    var way: [BoundExpression] = []
    while let step = steps.popLast() {
      switch step {
      case .element(let index): way.append(try bind(index))
      case .member(let name): way.append(.constant(.string(name), .unknown))
      }
    }
    return try FunctionCatalog.navigate(bound, way)
  }

  /// What the steps begin at, and the steps, last first.
  private static func steps(of expression: Expression) -> (root: Expression, steps: [Step]) {
    var (root, steps): (Expression, [Step]) = (expression, [])
    while true {
      switch root {
      case .element(let value, let index):
        steps.append(.element(index))
        root = value
      case .member(let value, let name):
        steps.append(.member(name))
        root = value
      default: return (root, steps)
      }
    }
  }
}
