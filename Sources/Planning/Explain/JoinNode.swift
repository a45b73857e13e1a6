/// A join in a printed plan: its method, how a cluster would bring the rows together, and its conditions.
enum JoinNode {
  static func node(_ join: JoinPlan, _ left: PlanNode, _ right: PlanNode) -> PlanNode {
    let names = left.names + right.names
    let rows = RowEstimate.of(.join(join))
    let built = right.cost.total + Double(right.cost.rows) / 400
    let isNested = join.keys.isEmpty
    let inner = isNested ? right : hash(right, built)
    let work = isNested ? Double(left.cost.rows) * Double(right.cost.rows) : Double(left.cost.rows + right.cost.rows)
    let keepsLeftOnly = join.keepsLeftOnly
    let cost = PlanCost(
      startup: isNested ? 0 : built, total: left.cost.total + built + work / 100, rows: rows,
      width: left.cost.width + (keepsLeftOnly ? 0 : right.cost.width))
    let distribution = RowPlacement.label(join, left.placement, right.placement)
    return PlanNode(
      title: "\(title(join)) \(distribution)",
      details: details(join, left, right, names) + movement(distribution, left, right),
      children: [left, inner],
      cost: cost, names: keepsLeftOnly ? left.names : names, distribution: distribution)
  }

  /// Of a join that has run: the rows that a cluster would have moved.
  private static func movement(_ distribution: String, _ left: PlanNode, _ right: PlanNode) -> [String] {
    guard let outer = left.profile?.rows, let inner = right.profile?.rows else { return [] }
    return switch distribution {
    case "DS_BCAST_INNER": ["Redistribution: \(inner) inner rows to every node"]
    case "DS_DIST_INNER", "DS_DIST_ALL_INNER": ["Redistribution: \(inner) inner rows"]
    case "DS_DIST_OUTER": ["Redistribution: \(outer) outer rows"]
    case "DS_DIST_BOTH": ["Redistribution: \(inner) inner rows and \(outer) outer rows"]
    default: []
    }
  }

  private static func hash(_ right: PlanNode, _ built: Double) -> PlanNode {
    let cost = PlanCost(startup: built, total: built, rows: right.cost.rows, width: right.cost.width)
    return PlanNode(title: "Hash", children: [right], cost: cost, names: right.names, step: .hash)
  }

  private static func title(_ join: JoinPlan) -> String {
    let method = join.keys.isEmpty ? "Nested Loop" : "Hash"
    return switch join.kind {
    case .inner: join.keys.isEmpty ? method : "Hash Join"
    case .left: "\(method) Left Join"
    case .right: "\(method) Right Join"
    case .full: "\(method) Full Join"
    case .semi: "\(method) IN Join"
    case .anti(isNullAware: true): "\(method) NOT IN Join"
    case .anti(isNullAware: false): "\(method) Anti Join"
    }
  }

  private static func details(_ join: JoinPlan, _ left: PlanNode, _ right: PlanNode, _ names: [String]) -> [String] {
    let keys = join.keys.map { key in
      let outer = ExpressionText.side("outer", key.left, left.names)
      let inner = ExpressionText.side("inner", key.right, right.names)
      return "(\(outer) = \(inner))"
    }
    let condition = keys.count > 1 ? "(\(keys.joined(separator: " AND ")))" : keys.first
    return [
      condition.map { "Hash Cond: \($0)" }, join.residual.map { "Join Filter: \(ExpressionText.condition($0, names))" },
    ].compactMap { $0 }
  }
}
