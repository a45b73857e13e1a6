import Catalogs
import Execution
import Planning

/// What a statement's operators counted, and the rows it wrote.
struct QueryMeasurement {
  private struct MeasuredPlan {
    let plan: LogicalPlan
    let statistics: OperatorStatistics
  }

  private struct Change {
    let kind: QueryStep.Kind
    let table: TableEntry
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
    changes.append(Change(kind: .insert, table: table, rows: rows))
  }

  mutating func noteDelete(_ rows: Int, from table: TableEntry) {
    changes.append(Change(kind: .delete, table: table, rows: rows))
  }

  /// The plans as EXPLAIN writes them, with what was counted.
  var lines: [String] { plans.flatMap { PlanPrinter.lines($0.plan, $0.statistics.profile) } }

  /// What the history keeps of it; nil where nothing was measured.
  func record(of statement: StatementRecord) -> QueryRecord? {
    guard !plans.isEmpty || !changes.isEmpty else { return nil }
    var steps = QuerySteps()
    for measured in plans {
      if let profile = measured.statistics.profile { steps.add(measured.plan, profile) }
    }
    for change in changes {
      let table = (change.table.id, change.table.definition.name.name)
      steps.finish(change.kind, rows: change.rows, table: table, at: statement.endTime)
    }
    if changes.isEmpty { steps.finish(.result, rows: statement.returnedRows, at: statement.endTime) }
    return QueryRecord(statement: statement, steps: steps.steps, plan: steps.plan, alerts: steps.alerts)
  }
}

extension LogicalPlan {
  /// What reads only constants and catalogs is not worth measuring.
  var readsTables: Bool {
    if case .scan = self { return true }
    return inputs.contains(where: \.readsTables)
  }
}
