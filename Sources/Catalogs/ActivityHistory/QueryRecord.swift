/// A query that has ended, and how it ran.
package struct QueryRecord: Sendable {
  package let statement: StatementRecord
  /// About the bytes that it keeps from being freed.
  let size: Int
  private let makeDetails: @Sendable () -> QueryDetails

  /// With details that are there.
  package init(_ statement: StatementRecord, _ details: QueryDetails) {
    self.init(statement, size: details.size) { details }
  }

  /// With details that are made whenever they are asked for: what small statements do all the time.
  package init(_ statement: StatementRecord, size: Int, _ details: @escaping @Sendable () -> QueryDetails) {
    self.statement = statement
    self.size = size
    makeDetails = details
  }

  package var details: QueryDetails { makeDetails() }
}

/// The steps of a query, its plan and what is to be said of them.
package struct QueryDetails: Sendable {
  package var steps: [QueryStep]
  package var plan: [PlanLine]
  package var alerts: [QueryAlert]

  package init(steps: [QueryStep], plan: [PlanLine], alerts: [QueryAlert]) {
    self.steps = steps
    self.plan = plan
    self.alerts = alerts
  }

  fileprivate var size: Int {
    let texts = plan.reduce(0) { $0 + $1.text.utf8.count + $1.info.utf8.count + MemoryLayout<PlanLine>.stride }
    return texts + steps.count * MemoryLayout<QueryStep>.stride + alerts.count * MemoryLayout<QueryAlert>.stride
  }
}

/// An operator of a plan as EXPLAIN writes it: a row of STL_EXPLAIN.
package struct PlanLine: Hashable, Sendable {
  /// From 1; the parent of the first is 0.
  package var node: Int
  package var parent: Int
  package var text: String
  /// Conditions and keys.
  package var info: String
  package var rows: Int
  package var startupCost: Double
  package var totalCost: Double
  /// Bytes of a row.
  package var width: Int
  /// That it is no operator, but says below them what may make the plan slow.
  package var isWarning = false

  package init(
    node: Int, parent: Int, text: String, info: String, rows: Int, startupCost: Double, totalCost: Double, width: Int
  ) {
    self.node = node
    self.parent = parent
    self.text = text
    self.info = info
    self.rows = rows
    self.startupCost = startupCost
    self.totalCost = totalCost
    self.width = width
  }
}

/// What may make a query slow on a cluster: a row of STL_ALERT_EVENT_LOG.
package struct QueryAlert: Hashable, Sendable {
  package var segment: Int
  package var step: Int
  package var event: String
  package var solution: String

  package init(segment: Int, step: Int, event: String, solution: String) {
    self.segment = segment
    self.step = step
    self.event = event
    self.solution = solution
  }
}
