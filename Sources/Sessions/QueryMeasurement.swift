import Catalogs
import Execution
import Planning

/// What a statement's operators counted, and the rows it wrote.
struct QueryMeasurement: Sendable {
  private struct MeasuredPlan: Sendable {
    let plan: LogicalPlan
    let statistics: OperatorStatistics
  }

  private struct Change: Sendable {
    let kind: QueryStep.Kind
    /// Its id.
    let table: Int
    let name: String
    let rows: Int
  }

  private var plans: [MeasuredPlan] = []
  private var changes: [Change] = []

  /// What counts the plan's operators from now on.
  mutating func begin(_ plan: LogicalPlan) -> OperatorStatistics {
    let statistics = OperatorStatistics()
    plans.append(MeasuredPlan(plan: plan, statistics: statistics))
    return statistics
  }

  mutating func noteInsert(_ rows: Int, into table: TableEntry) {
    note(.insert, rows, table)
  }

  mutating func noteDelete(_ rows: Int, from table: TableEntry) {
    note(.delete, rows, table)
  }

  private mutating func note(_ kind: QueryStep.Kind, _ rows: Int, _ table: TableEntry) {
    changes.append(Change(kind: kind, table: table.id, name: table.definition.name.name, rows: rows))
  }

  /// The plans as EXPLAIN writes them, with what was counted.
  var lines: [String] { plans.flatMap { PlanPrinter.lines($0.plan, $0.statistics.profile) } }

  /// What the history keeps of it; nil where nothing was measured. Of a query of few rows that is its plan itself, of
  /// which steps and lines are made when somebody asks for them: to make them would take a good part of the time that
  /// such a query takes.
  func record(of statement: StatementRecord) -> QueryRecord? {
    guard !plans.isEmpty || !changes.isEmpty else { return nil }
    let scans = plans.flatMap(\.plan.scans)
    let unanalyzed = Set(scans.lazy.map(\.table).filter(\.statistics.isMissing).map(\.id))
    let isSmall = scans.reduce(0) { $0 + $1.table.version.rowCount } <= Self.fewRows
    guard isSmall else { return QueryRecord(statement, details(of: statement, unanalyzed)) }
    let size = scans.reduce(Self.planSize * plans.count) { $0 + $1.table.version.heldBytes }
    return QueryRecord(statement, size: size) { details(of: statement, unanalyzed) }
  }

  private static let fewRows = 4096
  /// Bytes of a plan and its counts, about.
  private static let planSize = 4096

  private func details(of statement: StatementRecord, _ unanalyzed: Set<Int>) -> QueryDetails {
    var steps = QuerySteps(unanalyzed: unanalyzed)
    for measured in plans {
      if let profile = measured.statistics.profile { steps.add(measured.plan, profile) }
    }
    for change in changes {
      steps.finish(change.kind, rows: change.rows, table: (change.table, change.name), at: statement.endTime)
    }
    if changes.isEmpty { steps.finish(.result, rows: statement.returnedRows, at: statement.endTime) }
    return QueryDetails(steps: steps.steps, plan: steps.plan, alerts: steps.alerts)
  }
}

extension LogicalPlan {
  /// What reads only constants and catalogs is not worth measuring.
  var readsTables: Bool {
    contains { if case .scan = $0 { true } else { false } }
  }

  var scans: [TableScan] {
    var scans: [TableScan] = []
    forEach { if case .scan(let scan) = $0 { scans.append(scan) } }
    return scans
  }
}
