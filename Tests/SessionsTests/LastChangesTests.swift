import Catalogs
import ObjectStore
import Scheduling
import Sessions
import Testing

@Suite struct LastChangesTests {
  private func settled(_ script: String, _ table: String) -> [Bool] {
    let pipeline = Pipeline(scripts: [Pipeline.Script(path: "x.sql", text: script)])
    let session = Session(database: Database(), pool: WorkerPool(threads: 1), storage: ObjectStorage())
    let changes = PipelineRunner(pipeline, in: session, keepsGoing: false).lastChanges
    let count = script.split(separator: ";").count
    return (1...count).map { changes.isSettled(TableName(schema: "public", name: table), after: $0) }
  }

  @Test func aTableIsSettledBehindItsLastChange() {
    let script = """
      CREATE TABLE a (x INT); CREATE TABLE b (x INT); INSERT INTO a VALUES (1); INSERT INTO b SELECT x FROM a;
      SELECT * FROM b; UPDATE "A" SET x = 2; SELECT 1
      """
    #expect(settled(script, "a") == [false, false, false, false, false, true, true])
    #expect(settled(script, "b") == [false, false, false, true, true, true, true])
    #expect(settled(script, "c") == [true, true, true, true, true, true, true])
  }

  @Test func aStatementOfUnknownEffectMayChangeAll() {
    #expect(settled("INSERT INTO a VALUES (1); CALL p(); SELECT 1", "a") == [false, true, true])
    #expect(settled("INSERT INTO a VALUES (1); DROP TABLE b, a; SELECT 1", "a") == [false, true, true])
  }
}
