import Catalogs

/// One operator of a printed plan.
struct PlanNode {
  var title: String
  /// Who does it: the compute nodes, or nobody of the cluster.
  var prefix = "XN "
  /// Lines such as `Hash Cond: …` below the title.
  var details: [String] = []
  var children: [PlanNode] = []
  var cost: PlanCost
  /// What its output columns are called.
  var names: [String]
  /// What it did, with the filters and projections that are part of it.
  var profile: OperatorProfile?
  /// What a cluster's query steps call it; nil for what is only printed.
  var step: QueryStep.Kind?
  /// Of a scan.
  var table: TableEntry?
  /// What it read, where it leaves rows out.
  var rowsBeforeFilter: Int?
  var isProjected = false
  /// Of a sub-query within an expression of the operator above.
  var isSubplan = false
  /// Of a join: `DS_BCAST_INNER`.
  var distribution: String?
  /// Where a cluster has its rows.
  var placement = RowPlacement.spread
  /// In the order of the printed lines, from 1.
  var number = 0

  /// The same common table in another place that reads it.
  func again(_ profile: OperatorProfile?) -> PlanNode {
    var node = self
    node.children = []
    node.profile = profile
    return node
  }

  /// The operator with what it costs.
  var head: String { "\(prefix)\(title)  (cost=\(cost.text) rows=\(cost.rows) width=\(cost.width))" }

  /// The node with its inputs indented below.
  var lines: [String] {
    [head + (profile.map { "  (\($0.text))" } ?? "")] + details.map { "  " + $0 }
      + children.flatMap { Self.indented($0.lines) }
  }

  private static func indented(_ lines: [String]) -> [String] {
    lines.enumerated().map { ($0 == 0 ? "  ->  " : "      ") + $1 }
  }

  /// What Redshift writes below a plan that may be slow.
  func warnings(isMissing: (TableEntry) -> Bool) -> [String] {
    var lines: [String] = []
    if contains(where: { $0.title.hasPrefix("Nested Loop") }) {
      lines.append(
        " ----- Nested Loop Join in the query plan - review the join predicates to avoid Cartesian products -----")
    }
    let missing = tables.filter(isMissing).map(\.definition.name.name)
    if !missing.isEmpty {
      lines.append(" ----- Tables missing statistics: \(missing.joined(separator: ", ")) -----")
      lines.append(" ----- Update statistics by running the ANALYZE command on these tables -----")
    }
    return lines
  }

  /// Each that is read, once.
  private var tables: [TableEntry] {
    children.reduce(into: table.map { [$0] } ?? []) { tables, child in
      for table in child.tables where !tables.contains(where: { $0.id == table.id }) { tables.append(table) }
    }
  }

  /// Whether the node or one below it is such.
  func contains(where predicate: (PlanNode) -> Bool) -> Bool {
    predicate(self) || children.contains { $0.contains(where: predicate) }
  }
}

/// Redshift's measure of a step: relative, not in any unit of time. A scan costs its rows / 100 (sql.md 4.5).
struct PlanCost {
  /// Until the first row, and until the last.
  var startup = 0.0
  var total: Double
  var rows: Int
  /// Bytes of a row.
  var width: Int

  var text: String { "\(Self.cents(startup))..\(Self.cents(total))" }

  private static func cents(_ number: Double) -> String {
    let cents = Int(min(number, 1e16) * 100 + 0.5)
    return "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
  }
}
