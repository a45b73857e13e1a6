import SQLTypes

/// A plan in the shape of Redshift's EXPLAIN: one line an operator, inputs indented below (sql.md 4.5).
///
/// ```
/// XN Hash Join  (rows=333)
///   Hash Cond: (#1 = #0)
///   ->  XN Seq Scan on staging_events  (rows=6820)
///   ->  XN Hash  (rows=14896)
/// ```
///
/// There are no costs and no network steps, since there is one node: rows are estimates of the size of each result.
package enum PlanPrinter {
  package static func lines(_ plan: LogicalPlan) -> [String] { tree(plan) }

  private static func tree(_ plan: LogicalPlan) -> [String] {
    let head = "XN \(title(plan))  (rows=\(RowEstimate.of(plan)))"
    let subplans = plan.expressions.flatMap(subplans)
    let children = inputs(plan) + subplans.map { tree($0.plan) }
    return [head] + details(plan).map { "  " + $0 } + children.flatMap(indented)
  }

  private static func indented(_ lines: [String]) -> [String] {
    lines.enumerated().map { ($0 == 0 ? "  ->  " : "      ") + $1 }
  }

  private static func inputs(_ plan: LogicalPlan) -> [[String]] {
    guard case .join(let join) = plan, !join.keys.isEmpty else { return plan.inputs.map(tree) }
    let build = ["XN Hash  (rows=\(RowEstimate.of(join.right)))"] + indented(tree(join.right))
    return [tree(join.left), build]
  }

  private static func title(_ plan: LogicalPlan) -> String {
    switch plan {
    case .scan(let scan): "Seq Scan on \(scan.table.definition.name.name)\(alias(scan))"
    case .system(let relation): "Seq Scan on \(relation.name.name)"
    case .values: "Result"
    case .filter: "Filter"
    case .project: "Project"
    case .join(let join): joinTitle(join)
    case .aggregate(let plan): plan.groups.isEmpty ? "Aggregate" : "HashAggregate"
    case .distinct: "Unique"
    case .sort: "Sort"
    case .limit: "Limit"
    case .window: "Window"
    case .setOperation(.union, let isAll, _, _): isAll ? "Append" : "Unique Append"
    case .setOperation(.intersect, _, _, _): "Hash Intersect"
    case .setOperation(.except, _, _, _): "SetOp Except"
    case .shared(let id, _): "Subquery Scan on common table \(id)"
    }
  }

  private static func alias(_ scan: TableScan) -> String {
    scan.alias == scan.table.definition.name.name ? "" : " \(scan.alias)"
  }

  private static func joinTitle(_ join: JoinPlan) -> String {
    let method = join.keys.isEmpty ? "Nested Loop" : "Hash"
    return switch join.kind {
    case .inner: join.keys.isEmpty ? method : "\(method) Join"
    case .left: "\(method) Left Join"
    case .right: "\(method) Right Join"
    case .full: "\(method) Full Join"
    case .semi: "\(method) IN Join"
    case .anti: "\(method) NOT IN Join"
    }
  }

  private static func details(_ plan: LogicalPlan) -> [String] {
    switch plan {
    case .filter(_, let condition): ["Filter: \(text(condition))"]
    case .project(_, let expressions): ["Output: \(list(expressions))"]
    case .sort(_, let keys): ["Sort Key: \(keys.map(text).joined(separator: ", "))"]
    case .aggregate(let plan) where !plan.groups.isEmpty: ["Group Key: \(list(plan.groups))"]
    case .window(_, let calls): calls.flatMap(details)
    case .limit(_, let count, let offset):
      [count.map { "Limit: \($0)" }, offset > 0 ? "Offset: \(offset)" : nil].compactMap { $0 }
    case .join(let join): details(join)
    default: []
    }
  }

  private static func details(_ join: JoinPlan) -> [String] {
    let keys = join.keys.map { "(\"outer\".\(text($0.left)) = \"inner\".\(text($0.right)))" }
    let condition = keys.isEmpty ? [] : ["Hash Cond: \(keys.joined(separator: " AND "))"]
    return condition + (join.residual.map { ["Join Filter: \(text($0))"] } ?? [])
  }

  private static func details(_ call: WindowCall) -> [String] {
    let partition = call.partition.isEmpty ? [] : ["Partition: \(list(call.partition))"]
    return partition + (call.order.isEmpty ? [] : ["Order: \(call.order.map(text).joined(separator: ", "))"])
  }

  private static func text(_ key: SortKey) -> String {
    text(key.expression) + (key.isDescending ? " DESC" : "") + (key.nullsFirst != key.isDescending ? " NULLS" : "")
  }

  private static func list(_ expressions: [BoundExpression]) -> String {
    expressions.map(text).joined(separator: ", ")
  }

  private static func subplans(_ expression: BoundExpression) -> [BoundSubquery] {
    let own: [BoundSubquery] = if case .subquery(let subquery) = expression { [subquery] } else { [] }
    return own + expression.operands.flatMap(subplans)
  }

  /// Columns go by their number among the input's.
  private static func text(_ expression: BoundExpression) -> String {
    switch expression {
    case .constant(let value, let type): constant(value, type)
    case .column(let index, _): "#\(index)"
    case .parameter(let slot, _): "$\(slot)"
    case .call(let function, let arguments, _): "\(function.rawValue)(\(list(arguments)))"
    case .cast(let operand, let type, _): "\(text(operand))::\(type)"
    case .and(let operands): "(\(operands.map(text).joined(separator: " AND ")))"
    case .or(let operands): "(\(operands.map(text).joined(separator: " OR ")))"
    case .not(let operand): "NOT \(text(operand))"
    case .isNull(let operand, let isNegated): "\(text(operand)) IS \(isNegated ? "NOT " : "")NULL"
    case .conditional: "CASE(\(list(expression.operands)))"
    case .coalesce(let operands, _): "COALESCE(\(list(operands)))"
    case .inList(let value, let values, let isNegated):
      "\(text(value)) \(isNegated ? "NOT " : "")IN (\(list(values)))"
    case .subquery(let subquery): "SubPlan \(subquery.id)"
    }
  }

  private static func constant(_ value: Value, _ type: DataType) -> String {
    guard let text = ValueText.text(of: value, type: type) else { return "NULL" }
    return type.isNumeric || type == .boolean ? text : "'\(text)'::\(type.familyName)"
  }
}
