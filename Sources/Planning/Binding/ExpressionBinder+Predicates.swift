import SQLSyntax
import SQLTypes

/// IS, BETWEEN, IN, LIKE, CASE and the kinds of expressions that are not built.
extension ExpressionBinder {
  func bindPredicate(_ expression: Expression) throws(SQLError) -> BoundExpression {
    switch expression {
    case .isNull(let operand, let isNegated): .isNull(try bind(operand), isNegated: isNegated)
    case .isTruth(let operand, let truth, let isNegated): try bindTruth(operand, truth, isNegated: isNegated)
    case .isDistinct(let left, let right, let isNegated):
      try bindDistinct(bind(left), bind(right), isNegated: isNegated)
    case .between(let value, let low, let high, let isNegated):
      try bindBetween(bind(value), bind(low), bind(high), isNegated: isNegated)
    case .inList(.row(let values), let list, let isNegated): try bindRowList(values, list, isNegated: isNegated)
    case .inList(let value, let list, let isNegated): try bindList(value, list, isNegated: isNegated)
    case .like(let like): try bindLike(like)
    case .inQuery, .exists, .scalarQuery, .quantified, .arrayQuery: try bindSubquery(expression)
    case .row(let expressions) where expressions.count == 1: try bind(expressions[0])
    case .atTimeZone(let value, let zone): try bindFunction("timezone", [zone, value])
    case .collate(let operand, let collation): try FunctionCatalog.collate(bind(operand), collation)
    case .array(let elements): try FunctionCatalog.array(bind(all: elements))
    case .quantifiedArray(let value, let op, let isAll, let array): try bindQuantified(value, op, isAll: isAll, array)
    case .element, .member: try bindSteps(expression)
    case .prior(let operand): try bindPrior(operand)
    case .outerColumn(let name): try bindOuterColumn(name)
    case .defaultValue(let position):
      throw SQLError(.syntaxError, "DEFAULT is not allowed in this context", position: position)
    default: throw .notSupported("a row here")
    }
  }

  private func bindFunction(_ name: String, _ arguments: [Expression]) throws(SQLError) -> BoundExpression {
    guard let bound = try FunctionCatalog.resolve(name, bind(all: arguments)) else {
      throw .notSupported(name)
    }
    return bound
  }

  private func bindTruth(_ operand: Expression, _ truth: Bool?, isNegated: Bool) throws(SQLError)
    -> BoundExpression
  {
    let condition = try FunctionCatalog.condition(bind(operand), "IS")
    guard let truth else { return .isNull(condition, isNegated: isNegated) }
    let known = BoundExpression.coalesce([condition, .constant(.bool(!truth), .boolean)], .boolean)
    return truth == isNegated ? .not(known) : known
  }

  private func bindDistinct(_ left: BoundExpression, _ right: BoundExpression, isNegated: Bool) throws(SQLError)
    -> BoundExpression
  {
    let equal = BoundExpression.coalesce(
      [try FunctionCatalog.resolve(.equal, left, right), .constant(.bool(false), .boolean)], .boolean)
    let both = BoundExpression.and([.isNull(left, isNegated: false), .isNull(right, isNegated: false)])
    let same = BoundExpression.or([both, equal])
    return isNegated ? same : .not(same)
  }

  private func bindBetween(
    _ value: BoundExpression, _ low: BoundExpression, _ high: BoundExpression, isNegated: Bool
  ) throws(SQLError) -> BoundExpression {
    let range = BoundExpression.and([
      try FunctionCatalog.resolve(.greaterOrEqual, value, low), try FunctionCatalog.resolve(.lessOrEqual, value, high),
    ])
    return isNegated ? .not(range) : range
  }

  private func bindList(_ value: Expression, _ list: [Expression], isNegated: Bool) throws(SQLError)
    -> BoundExpression
  {
    let value = try bind(value)
    var equalities: [(BoundExpression, BoundExpression)] = []
    for candidate in try bind(all: list) {
      guard case .call(.comparison(.equal), let sides, _) = try FunctionCatalog.resolve(.equal, value, candidate) else {
        throw .notSupported("IN over values of this type")
      }
      equalities.append((sides[0], sides[1]))
    }
    guard let first = equalities.first?.0, equalities.allSatisfy({ $0.0 == first }) else {
      let any = BoundExpression.or(equalities.map { .call(.comparison(.equal), [$0.0, $0.1], .boolean) })
      return isNegated ? .not(any) : any
    }
    return .inList(first, equalities.map(\.1), isNegated: isNegated)
  }

  private func bindRowList(_ values: [Expression], _ list: [Expression], isNegated: Bool) throws(SQLError)
    -> BoundExpression
  {
    var matches: [BoundExpression] = []
    for candidate in list {
      matches.append(try bind(.binary(.equal, .row(values), candidate, position: 0)))
    }
    let any = matches.count == 1 ? matches[0] : .or(matches)
    return isNegated ? .not(any) : any
  }

  private func bindLike(_ like: LikePredicate) throws(SQLError) -> BoundExpression {
    var escape: BoundExpression?
    if let expression = like.escape { escape = try bind(expression) }
    return try FunctionCatalog.like(
      like.kind, value: bind(like.value), pattern: bind(like.pattern), escape: escape, isNegated: like.isNegated)
  }

  func bindCase(_ operand: Expression?, _ branches: [CaseBranch], _ otherwise: Expression?) throws(SQLError)
    -> BoundExpression
  {
    var conditions: [BoundExpression] = []
    var results: [BoundExpression] = []
    for branch in branches {
      conditions.append(try bindCaseCondition(operand, branch.condition))
      results.append(try bind(branch.result))
    }
    if let otherwise { results.append(try bind(otherwise)) } else { results.append(.constant(.null, .unknown)) }
    let (unified, type) = try FunctionCatalog.unify(results, context: "CASE")
    let bound = zip(conditions, unified).map { BoundBranch(condition: $0, result: $1) }
    return .conditional(bound, otherwise: unified[unified.count - 1], type)
  }

  private func bindCaseCondition(_ operand: Expression?, _ condition: Expression) throws(SQLError) -> BoundExpression {
    guard let operand else { return try FunctionCatalog.condition(bind(condition), "CASE/WHEN") }
    return try FunctionCatalog.resolve(.equal, bind(operand), bind(condition))
  }
}
