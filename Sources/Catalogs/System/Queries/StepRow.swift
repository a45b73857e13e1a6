import SQLTypes

/// A step with its query, as the relations of steps list it.
struct StepRow: OwnedRow {
  let query: StatementRecord
  let step: QueryStep

  var userID: Int64 { query.userID }

  /// What STL relations of steps begin with.
  @SystemColumnBuilder<StepRow>
  static var columns: [SystemColumn<StepRow>] {
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("query", .integer) { $0.query.id }
    SystemColumn.slice()
    SystemColumn("segment", .integer) { $0.step.segment }
    SystemColumn("step", .integer) { $0.step.step }
    SystemColumn("starttime", .timestamp) { $0.step.startTime }
    SystemColumn("endtime", .timestamp) { $0.step.endTime }
    SystemColumn.constant("tasknum", .integer, 0)
    SystemColumn("rows", .bigint) { $0.step.rows }
  }

  @SystemColumnBuilder<StepRow>
  static var bytes: [SystemColumn<StepRow>] {
    SystemColumn("bytes", .bigint) { $0.step.bytes }
  }

  @SystemColumnBuilder<StepRow>
  static var table: [SystemColumn<StepRow>] {
    SystemColumn("tbl", .integer) { $0.step.table }
  }

  /// What is kept is kept in memory.
  @SystemColumnBuilder<StepRow>
  static var memory: [SystemColumn<StepRow>] {
    SystemColumn.constant("is_diskbased", .char(1), "f")
    SystemColumn("workmem", .bigint) { $0.step.memory }
  }

  /// Of hash tables: one group a row, and no list of groups of one hash.
  @SystemColumnBuilder<StepRow>
  static var slots: [SystemColumn<StepRow>] {
    SystemColumn.unknown("slots", .integer)
    SystemColumn("occupied", .integer) { $0.step.rows }
    SystemColumn.unknown("maxlength", .integer)
  }

  @SystemColumnBuilder<StepRow>
  static var checksum: [SystemColumn<StepRow>] {
    SystemColumn.unknown("checksum", .bigint)
  }
}

extension SystemContext {
  func steps(_ kind: QueryStep.Kind) -> [StepRow] {
    database.activity.queries.flatMap { query in
      query.details.steps.filter { $0.kind == kind }.map { StepRow(query: query.statement, step: $0) }
    }
  }

  var allSteps: [StepRow] {
    database.activity.queries.flatMap { query in query.details.steps.map { StepRow(query: query.statement, step: $0) } }
  }
}
