import Catalogs
import Columnar
import Execution
import Planning
import SQLTypes
import Scheduling
import Testing

/// Sources of rows, filters, common tables and sub-queries.
@Suite struct PlanTests {
  private static func scan(_ values: [Value], _ type: DataType) -> LogicalPlan {
    SampleRows.scan(values.map { SampleRows.batch([[$0]], [type]) }, [type])
  }

  @Test func valuesAndNoColumns() throws {
    let one = LogicalPlan.project(.values([], types: []), [.constant(.int(1), .integer)])
    #expect(try Run.difference(one, [[.int(1)]]) == nil)
    let two = LogicalPlan.values(
      [[.constant(.int(1), .integer)], [.constant(.null, .integer)]], types: [.integer])
    #expect(try Run.difference(two, [[.int(1)], [.null]]) == nil)
    #expect(try Run.difference(.values([], types: [.integer]), []) == nil)
  }

  @Test func tinyBatchesComeTogether() throws {
    let plan = Self.scan((0..<5000).map { .int($0) }, .integer)
    #expect(try Run.batches(plan).count == 1)
    #expect(try Run.difference(plan, (0..<5000).map { [.int($0)] }) == nil)
  }

  @Test func filterKeepsTrueRows() throws {
    let truths: [Value] = [.bool(true), .null, .bool(false), .bool(true)]
    let plan = LogicalPlan.filter(Self.scan(truths, .boolean), .column(0, .boolean))
    #expect(try Run.difference(plan, [[.bool(true)], [.bool(true)]]) == nil)
  }

  @Test func systemRows() throws {
    let relation = SystemRelation("r", rows: \.session.searchPath) {
      SystemColumn("a", .varchar(9)) { (schema: String) in schema }
    }
    #expect(try Run.difference(.system(relation), [[.string("public")]]) == nil)
  }

  @Test func sharedPlanRunsOnce() throws {
    let relation = SystemRelation("r", rows: \.chance) {
      SystemColumn("a", .bigint) { (number: Int) in number }
    }
    let shared = LogicalPlan.shared(SharedPlan(id: 1, .system(relation)))
    let rows = try Run.rows(.setOperation(.union, isAll: true, shared, shared))
    #expect(rows.count == 2 && rows[0] == rows[1])
  }

  @Test func subqueriesAreKept() throws {
    let system = SystemContext(Database(), catalog: Catalog(), session: SessionInfo())
    let executor = Executor(pool: WorkerPool(threads: 2), context: EvaluationContext(), system: system)
    let plan = LogicalPlan.project(.values([], types: []), [.parameter(0, .integer)])
    let subquery = BoundSubquery(id: 1, kind: .scalar, plan: plan, parameters: [.column(0, .integer)], type: .integer)
    let run = executor.evaluator.context.runSubquery
    let first = try run(subquery, [.int(4)])
    #expect(first.rows.columns[0].value(0) == .int(4))
    #expect(try run(subquery, [.int(4)]) === first)
    #expect(try run(subquery, [.int(5)]).rows.columns[0].value(0) == .int(5))
  }

  @Test func cancelledWorkStops() {
    let cancellation = Cancellation()
    cancellation.cancel()
    let system = SystemContext(Database(), catalog: Catalog(), session: SessionInfo())
    let pool = WorkerPool(threads: 1, cancellation: cancellation)
    let executor = Executor(pool: pool, context: EvaluationContext(), system: system)
    #expect(throws: CancellationError.self) { try executor.run(Self.scan([.int(1)], .integer)) }
  }
}

extension SystemContext {
  /// Another number each time.
  fileprivate var chance: [Int] { [.random(in: 0..<1 << 60)] }
}
