import SQLSyntax
import SQLTypes

/// Binds one SELECT with its ORDER BY.
///
/// Select items are bound first, over the columns of FROM; an aggregate or window call met on the way is collected and
/// stands in the expression as a placeholder. When the operators are put on each other (`SelectPlanBuilder`),
/// placeholders and group expressions become the columns those operators put out.
final class SelectBinder {
  let binder: Binder
  let select: Select
  let orderBy: [OrderItem]
  let frame: Scope.Frame?
  var scope = Scope()
  var items: [Item] = []
  /// Of those with AS, by name, the first.
  private var aliases: [Identifier: Int] = [:]
  private var usesAliases = false
  var aggregates: [AggregateCall] = []
  var windows: [WindowCall] = []
  var sets: [SetCall] = []
  /// By which LISTAGG, MEDIAN and PERCENTILE_CONT sort, where there is one.
  var valueOrder: [SortKey]?

  /// An output column while it is being bound.
  struct Item {
    var expression: BoundExpression
    var name: String
    /// Written with AS, so that other items may use it.
    var isAlias: Bool
    var isOfStar = false
  }

  init(_ binder: Binder, _ select: Select, orderBy: [OrderItem], frame: Scope.Frame?) {
    self.binder = binder
    self.select = select
    self.orderBy = orderBy
    self.frame = frame
  }

  func bind() throws(SQLError) -> BoundQuery {
    guard select.distinctOn.isEmpty else { throw SQLError.notSupported("SELECT DISTINCT ON") }
    var from = try binder.bindFrom(select.from, frame: frame)
    if let hierarchy = select.hierarchy { from = try binder.bind(hierarchy, over: from, frame: frame) }
    scope = Scope(columns: from.columns, rowMarkers: from.rowMarkers, prior: from.prior, frame: frame)
    for item in select.items { try bindItem(item) }
    try exclude()
    var plan = from.plan
    if select.hasOuterColumns {
      plan = try bindOuterJoins(from)
    } else if let filter = select.filter {
      plan = .filter(plan, try expressions(.filter).bindCondition(filter))
    }
    let grouping = try GroupingBinder(self).bind(select.groupBy)
    let having = try select.having.map { expression throws(SQLError) in
      try expressions(.having).bindCondition(expression)
    }
    let qualify = try select.qualify.map { expression throws(SQLError) in
      try expressions(.qualify).bindCondition(expression)
    }
    let keys = try bindOrder()
    var builder = SelectPlanBuilder(
      plan: plan, items: items, aggregates: aggregates, windows: windows, sets: sets, keys: keys,
      isDistinct: select.isDistinct,
      qualify: qualify, names: scope)
    try builder.group(grouping, having: having)
    try builder.addWindows()
    try builder.addSets()
    return try builder.finish()
  }

  func expressions(_ clause: ExpressionBinder.Clause) -> ExpressionBinder {
    ExpressionBinder(binder, scope: scope, clause: clause, select: self)
  }

  private func bindItem(_ item: SelectItem) throws(SQLError) {
    switch item {
    case .star(let qualifier, let position): try bindStar(qualifier, position)
    case .expression(let expression, let alias):
      let bound = try expressions(.select).bind(expression)
      if usesAliases { try binder.cost.repeated(bound) }
      if let alias, aliases[alias] == nil { aliases[alias] = items.count }
      items.append(
        Item(expression: bound, name: alias ?? OutputName.of(expression), isAlias: alias != nil))
    }
  }

  private func bindStar(_ qualifier: QualifiedName?, _ position: Int) throws(SQLError) {
    let shown = scope.columns.filter { column in
      guard !column.isHidden, !column.isPseudo else { return false }
      guard let qualifier else { return !column.isMerged }
      return column.relation == qualifier.last && (qualifier.qualifier == nil || column.schema == qualifier.qualifier)
    }
    guard !shown.isEmpty else {
      guard let qualifier else {
        throw SQLError(.syntaxError, "SELECT * with no tables specified is not valid", position: position)
      }
      throw SQLError(
        .undefinedTable, "missing FROM-clause entry for table \"\(qualifier.last)\"", position: position)
    }
    for column in shown {
      column.use?.note()
      items.append(Item(expression: column.expression, name: column.name, isAlias: false, isOfStar: true))
    }
  }

  /// EXCLUDE takes columns out of what `*` stands for, or out of the list where it has no `*`.
  private func exclude() throws(SQLError) {
    let hasStar = items.contains(where: \.isOfStar)
    for name in select.excluded {
      let count = items.count
      items.removeAll { $0.name == name.last && $0.isOfStar == hasStar }
      guard items.count < count else { throw scope.undefined(name) }
    }
    guard !items.isEmpty || select.excluded.isEmpty else {
      throw SQLError(.syntaxError, "EXCLUDE leaves no column in the select list")
    }
    guard !select.excluded.isEmpty else { return }
    aliases = [:]
    for (index, item) in items.enumerated() where item.isAlias && aliases[item.name] == nil {
      aliases[item.name] = index
    }
  }

  /// The item a name stands for in later items, WHERE, GROUP BY, HAVING and QUALIFY (sql.md 1.2 "Lateral alias").
  func alias(_ name: Identifier) -> BoundExpression? {
    guard let place = aliases[name] else { return nil }
    usesAliases = true
    return items[place].expression
  }

  /// The output column a bare name stands for in ORDER BY.
  func outputAlias(_ name: Identifier) -> BoundExpression? { items.first { $0.name == name }?.expression }

  private func bindOrder() throws(SQLError) -> [SortKey] {
    try PlanningCost.check(entries: orderBy.count)
    var keys: [SortKey] = []
    for item in orderBy {
      if let ordinal = try Self.ordinal(item.expression, count: items.count, clause: "ORDER BY") {
        keys.append(SortKey(item, items[ordinal].expression))
      } else {
        keys.append(SortKey(item, try expressions(.orderBy).bind(item.expression)))
      }
    }
    return keys
  }

  /// The 0-based item that an integer literal in ORDER BY or GROUP BY names.
  static func ordinal(_ expression: Expression, count: Int, clause: String) throws(SQLError) -> Int? {
    guard case .literal(let literal) = expression else { return nil }
    switch literal {
    case .integer(let digits):
      guard let number = Int(digits), number >= 1, number <= count else {
        throw SQLError(.invalidColumnReference, "\(clause) position \(digits) is not in select list")
      }
      return number - 1
    case .string: throw SQLError(.syntaxError, "non-integer constant in \(clause)")
    default: return nil
    }
  }
}

extension BoundExpression {
  var isAggregatePlaceholder: Bool { if case .placeholder(.aggregate, _) = self { true } else { false } }
  var isWindowPlaceholder: Bool { if case .placeholder(.window, _) = self { true } else { false } }
}
