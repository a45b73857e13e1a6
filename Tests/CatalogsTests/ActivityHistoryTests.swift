import Catalogs
import Testing

@Suite struct ActivityHistoryTests {
  private func record(_ id: Int, _ text: String) -> StatementRecord {
    StatementRecord(
      id: id, transaction: id, session: 1, userID: 100, kind: .query, type: "SELECT", label: "", text: text,
      startTime: 0, endTime: 1, outcome: .succeeded, returnedRows: 0)
  }

  @Test func keepsTheLatestStatements() {
    let history = ActivityHistory()
    for id in 0..<250_001 { history.record(record(id, "SELECT 1")) }
    let kept = history.statements
    #expect(kept.count == 100_000)
    #expect(kept.first?.id == 150_001 && kept.last?.id == 250_000)
    #expect(history.lastStatements(2).map(\.id) == [249_999, 250_000])
  }

  /// Long statements push out more than one short one.
  @Test func keepsNoMoreTextThanItMay() {
    let history = ActivityHistory()
    for id in 0..<1000 { history.record(record(id, "SELECT 1")) }
    let long = String(repeating: "x", count: 100_000)
    for id in 1000..<3000 { history.record(record(id, long)) }
    let kept = history.statements
    #expect(kept.count == 1024 && kept.last?.id == 2999)
    #expect(kept.allSatisfy { $0.text.utf8.count == 65_536 })
  }
}
