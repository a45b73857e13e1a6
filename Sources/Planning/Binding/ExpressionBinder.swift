import SQLSyntax
import SQLTypes

/// Binds the expressions of one clause: names by scope, calls by `FunctionCatalog`.
///
/// What may stand in the clause, and where aggregates and window calls are collected, says `clause`.
final class ExpressionBinder {
  /// The part of a statement an expression stands in, under the name its errors use.
  enum Clause: String {
    case constant = "constant expressions"
    case values = "VALUES"
    case set = "UPDATE"
    case from = "function expression in FROM"
    case on = "JOIN conditions"
    case filter = "WHERE clause"
    case start = "START WITH clause"
    case connect = "CONNECT BY clause"
    case select = "select list"
    case groupBy = "GROUP BY clause"
    case having = "HAVING clause"
    case qualify = "QUALIFY clause"
    case orderBy = "ORDER BY clause"
    case aggregateArgument, windowArgument

    var allowsAggregates: Bool {
      switch self {
      case .select, .having, .qualify, .orderBy, .windowArgument: true
      default: false
      }
    }

    /// Where a call may give several rows.
    var allowsSets: Bool { self == .select }

    var allowsWindows: Bool { self == .select || self == .orderBy || self == .qualify }
  }

  let binder: Binder
  let scope: Scope
  let clause: Clause
  /// Collects aggregates and windows of a SELECT; nil where none may stand.
  let select: SelectBinder?
  /// Whether what is bound stands in a condition so that NULL there is as good as FALSE: below AND and OR only.
  private(set) var isOfFilter = false
  /// Columns that were named with `(+)`.
  private(set) var outerColumns: Set<Int> = []

  init(_ binder: Binder, scope: Scope, clause: Clause, select: SelectBinder? = nil) {
    self.binder = binder
    self.scope = scope
    self.clause = clause
    self.select = select
  }

  func bind(_ expression: Expression) throws(SQLError) -> BoundExpression {
    guard isOfFilter else { return try bindAny(expression) }
    switch expression {
    case .binary(.and, _, _, _), .binary(.or, _, _, _), .inQuery: return try bindAny(expression)
    default:
      isOfFilter = false
      defer { isOfFilter = true }
      return try bindAny(expression)
    }
  }

  private func bindAny(_ expression: Expression) throws(SQLError) -> BoundExpression {
    switch expression {
    case .literal(let literal): try bindLiteral(literal)
    case .parameter(let number, let position): try bindParameter(number, position)
    case .column(let name): try bindColumn(name)
    case .wholeRow: throw .notSupported("t.* as a value outside COUNT(t.*)")
    case .typedLiteral(let type, let text, let qualifier, let position):
      try bindTypedLiteral(type, text, qualifier, position)
    case .unary(let op, let operand, _): try bindUnary(op, operand)
    case .binary(let op, let left, let right, let position): try bindBinary(op, left, right, position)
    case .cast(let operand, let type, let isTry):
      try bindCast(bind(operand), type, isTry ? .attempt : .explicit)
    case .function(let call): try bindCall(call)
    case .conditional(let operand, let branches, let otherwise): try bindCase(operand, branches, otherwise)
    default: try bindPredicate(expression)
    }
  }

  /// A string keeps its collation.
  private func bindCast(_ operand: BoundExpression, _ name: TypeName, _ mode: CastMode) throws(SQLError)
    -> BoundExpression
  {
    let type = try Self.castType(name, of: operand)
    return try FunctionCatalog.cast(operand, to: type.ignoringCase(operand.type.isCaseInsensitive), mode)
  }

  /// The type that a name means where a value is cast to it.
  static func castType(_ name: TypeName, of operand: BoundExpression) throws(SQLError) -> DataType {
    guard name.arguments.isEmpty, TypeRules.isVarchar(name.name) else { return try TypeRules.dataType(name) }
    return .varchar(FunctionCatalog.textLength(of: operand))
  }

  func bind(all expressions: [Expression]) throws(SQLError) -> [BoundExpression] {
    var bound: [BoundExpression] = []
    for expression in expressions { bound.append(try bind(expression)) }
    return bound
  }

  /// A condition: boolean, or something Redshift takes for one.
  func bindCondition(_ expression: Expression) throws(SQLError) -> BoundExpression {
    isOfFilter = true
    defer { isOfFilter = false }
    return try FunctionCatalog.condition(bind(expression), clause == .having ? "HAVING" : "WHERE")
  }

  private func bindColumn(_ name: QualifiedName) throws(SQLError) -> BoundExpression {
    if let value = try variable(name) { return value }
    let isBare = name.parts.count == 1
    if clause == .orderBy, isBare, let alias = select?.outputAlias(name.last) { return alias }
    if let found = try scope.local(name) { return found }
    if isBare, let alias = select?.alias(name.last) { return try admitted(alias, name) }
    if let found = try path(name, { name throws(SQLError) in try localOrAlias(name) }) { return found }
    if let found = try scope.captured(name) { return found }
    if let found = try path(name, { name throws(SQLError) in try scope.captured(name) }) { return found }
    if isBare, let value = try bindBareFunction(name) { return value }
    throw scope.undefined(name)
  }

  /// `c.attribute.another`, `t.c.attribute`: what the longest name in front means, and the way into that SUPER value.
  private func path(
    _ name: QualifiedName, _ find: (QualifiedName) throws(SQLError) -> BoundExpression?
  ) throws(SQLError) -> BoundExpression? {
    for count in stride(from: min(name.parts.count - 1, 3), to: 0, by: -1) {
      let prefix = QualifiedName(Array(name.parts[..<count]), position: name.position)
      guard let value = try find(prefix), value.type == .super else { continue }
      let attributes = name.attributes ?? name.parts
      return try FunctionCatalog.navigate(value, attributes[count...].map { .constant(.string($0), .unknown) })
    }
    return nil
  }

  private func localOrAlias(_ name: QualifiedName) throws(SQLError) -> BoundExpression? {
    if let found = try scope.local(name) { return found }
    guard name.parts.count == 1, let alias = select?.alias(name.last) else { return nil }
    return try admitted(alias, name)
  }

  /// A select-list alias used elsewhere brings its aggregates along, which the clause must allow.
  private func admitted(_ alias: BoundExpression, _ name: QualifiedName) throws(SQLError) -> BoundExpression {
    if !clause.allowsAggregates && alias.contains(where: \.isAggregatePlaceholder) {
      throw aggregateRefusal(name.position)
    }
    if !clause.allowsWindows && alias.contains(where: \.isWindowPlaceholder) {
      throw windowRefusal(name.position)
    }
    return alias
  }

  /// `SYSDATE`, `CURRENT_DATE`: words that the parser could not tell from columns.
  private func bindBareFunction(_ name: QualifiedName) throws(SQLError) -> BoundExpression? {
    guard ["sysdate", "current_date", "current_timestamp", "current_user", "user"].contains(name.last) else {
      return nil
    }
    noteLeaderFunction(name.last)
    return try FunctionCatalog.resolve(name.last, [])
  }

  private func bindUnary(_ op: UnaryOperator, _ operand: Expression) throws(SQLError) -> BoundExpression {
    if op == .not { return .not(try FunctionCatalog.condition(bind(operand), "NOT")) }
    if op == .minus, case .literal(.integer(let digits)) = operand { return try bindLiteral(.integer("-" + digits)) }
    return try FunctionCatalog.resolve(op, bind(operand))
  }

  func bindOuterColumn(_ name: QualifiedName) throws(SQLError) -> BoundExpression {
    guard clause == .filter, select != nil, case .column(let index, _)? = try scope.local(name) else {
      throw SQLError(
        .syntaxError, "Outer join operator (+) is allowed only on columns of tables in the WHERE clause",
        position: name.position)
    }
    outerColumns.insert(index)
    return try bindColumn(name)
  }

  func bindPrior(_ operand: Expression) throws(SQLError) -> BoundExpression {
    guard let prior = scope.prior else {
      throw SQLError(.syntaxError, "PRIOR is allowed only in a query with CONNECT BY")
    }
    return try ExpressionBinder(binder, scope: Scope(columns: prior, frame: scope.frame), clause: .on).bind(operand)
  }

  private func bindBinary(_ op: BinaryOperator, _ left: Expression, _ right: Expression, _ position: Int)
    throws(SQLError) -> BoundExpression
  {
    if op == .and || op == .or { return try bindLogical(op, left, right) }
    if case .row(let mine) = left, case .row(let theirs) = right { return try bindRows(op, mine, theirs) }
    var chain: [(BinaryOperator, Expression, Int)] = [(op, right, position)]
    var first = left
    while case .binary(let inner, let deeper, let operand, let position) = first, inner != .and, inner != .or {
      if case .row = deeper { break }
      chain.append((inner, operand, position))
      first = deeper
    }
    var result = try bind(first)
    for (op, operand, position) in chain.reversed() {
      result = try located(position) { () throws(SQLError) in
        try FunctionCatalog.resolve(op, result, bind(operand))
      }
    }
    return result
  }

  /// Flattens `a AND b AND c`, however many, without recursion to the left.
  private func bindLogical(_ op: BinaryOperator, _ left: Expression, _ right: Expression) throws(SQLError)
    -> BoundExpression
  {
    var operands = [right]
    var first = left
    while case .binary(op, let deeper, let operand, _) = first {
      operands.append(operand)
      first = deeper
    }
    operands.append(first)
    var bound: [BoundExpression] = []
    for operand in operands.reversed() {
      bound.append(try FunctionCatalog.condition(bind(operand), op.rawValue.uppercased()))
    }
    return op == .and ? .and(bound) : .or(bound)
  }

  /// `(a, b) = (c, d)`; other comparisons of rows are rare.
  private func bindRows(_ op: BinaryOperator, _ left: [Expression], _ right: [Expression]) throws(SQLError)
    -> BoundExpression
  {
    guard left.count == right.count else {
      throw SQLError(.syntaxError, "unequal number of entries in row expressions")
    }
    guard op == .equal || op == .notEqual else { throw .notSupported("row comparison \(op.rawValue)") }
    var equalities: [BoundExpression] = []
    for (mine, theirs) in zip(left, right) {
      equalities.append(try FunctionCatalog.resolve(.equal, bind(mine), bind(theirs)))
    }
    let all = BoundExpression.conjunction(equalities) ?? .constant(.bool(true), .boolean)
    return op == .equal ? all : .not(all)
  }

  /// Adds the position in the text to an error that has none.
  func located<Result>(_ position: Int, _ body: () throws(SQLError) -> Result) throws(SQLError) -> Result {
    do {
      return try body()
    } catch {
      var placed = error
      placed.position = error.position ?? (position > 0 ? position : nil)
      throw placed
    }
  }
}
