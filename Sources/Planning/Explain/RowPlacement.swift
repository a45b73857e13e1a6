import Catalogs

/// Where a cluster has the rows of a plan, and so what a join has to move.
///
/// | label | meaning (sql.md 4.5) |
/// |---|---|
/// | DS_DIST_ALL_NONE | the inner table is on every node |
/// | DS_DIST_ALL_INNER | the outer table is on every node |
/// | DS_DIST_NONE | both are distributed by the join key |
/// | DS_DIST_INNER, DS_DIST_OUTER | only the other side is: this one is moved |
/// | DS_BCAST_INNER | the inner side is small, or there is no key: it is copied to every node |
/// | DS_DIST_BOTH | both are moved |
enum RowPlacement: Equatable {
  case everywhere
  /// By the value of one of these output columns, which are equal.
  case by(Set<Int>)
  case spread

  /// `outer`, `inner`: where the join's inputs are.
  static func label(_ join: JoinPlan, _ outer: RowPlacement, _ inner: RowPlacement) -> String {
    if inner == .everywhere { return "DS_DIST_ALL_NONE" }
    if outer == .everywhere { return "DS_DIST_ALL_INNER" }
    guard !join.keys.isEmpty else { return "DS_BCAST_INNER" }
    let pairs = join.keys.compactMap { key -> (Int, Int)? in
      guard case .column(let mine, _) = key.left, case .column(let theirs, _) = key.right else { return nil }
      return (mine, theirs)
    }
    if pairs.contains(where: { outer.isBy($0) && inner.isBy($1) }) { return "DS_DIST_NONE" }
    if join.kind != .full && isBroadcast(join) { return "DS_BCAST_INNER" }
    if pairs.contains(where: { outer.isBy($0.0) }) { return "DS_DIST_INNER" }
    return pairs.contains { inner.isBy($0.1) } ? "DS_DIST_OUTER" : "DS_DIST_BOTH"
  }

  /// Copying the inner side to both nodes moves less than moving every row once.
  private static func isBroadcast(_ join: JoinPlan) -> Bool {
    let inner = Double(RowEstimate.of(join.right)) * Double(join.right.types.reduce(1) { $0 + $1.width })
    let outer = Double(RowEstimate.of(join.left)) * Double(join.left.types.reduce(1) { $0 + $1.width })
    return inner * 2 < inner + outer
  }

  /// `inputs`: those of the operator; `label`: of a join, how it moves rows.
  static func of(_ plan: LogicalPlan, _ inputs: [RowPlacement], label: String?) -> RowPlacement {
    switch plan {
    case .scan(let scan): placement(scan)
    case .filter, .sort, .shared: inputs[0]
    case .project(_, let expressions): inputs[0].projected(expressions)
    case .join(let join): placement(join, inputs[0], inputs[1], label)
    default: .spread
    }
  }

  private static func placement(_ scan: TableScan) -> RowPlacement {
    switch scan.table.definition.distribution {
    case .all, .auto: .everywhere
    case .even: .spread
    case .key(let name):
      scan.table.definition.index(of: name).flatMap { scan.columns.firstIndex(of: .stored($0)) }.map { .by([$0]) }
        ?? .spread
    }
  }

  /// A join leaves its rows where the outer side had them, or by the key it moved them to.
  private static func placement(
    _ join: JoinPlan, _ outer: RowPlacement, _ inner: RowPlacement, _ label: String?
  ) -> RowPlacement {
    if inner == .everywhere { return outer }
    if label != "DS_DIST_BOTH" && label != "DS_DIST_OUTER" && join.kind != .right && join.kind != .full { return outer }
    guard join.kind == .inner, let key = join.keys.first, case .column(let mine, _) = key.left,
      case .column(let theirs, _) = key.right
    else { return .spread }
    return .by([mine, theirs + join.left.types.count])
  }
}

extension RowPlacement {
  fileprivate func isBy(_ column: Int) -> Bool {
    if case .by(let columns) = self { columns.contains(column) } else { false }
  }

  fileprivate func projected(_ expressions: [BoundExpression]) -> Self {
    guard case .by(let columns) = self else { return self }
    let kept = expressions.indices.filter { index in
      if case .column(let source, _) = expressions[index] { columns.contains(source) } else { false }
    }
    return kept.isEmpty ? .spread : .by(Set(kept))
  }
}
