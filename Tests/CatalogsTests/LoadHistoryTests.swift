import Catalogs
import Testing

@Suite struct LoadHistoryTests {
  @Test func keepsTheLatest() {
    let history = LoadHistory()
    for number in 0..<260_000 {
      var run = LoadRun()
      run.query = number
      history.record(run)
    }
    let runs = history.loadRuns
    #expect(runs.count == 100_000)
    #expect(runs.first?.query == 160_000 && runs.last?.query == 259_999)
    history.record((0..<130_000).map { LoadError(fileName: "f", lineNumber: $0, code: 1, reason: "") })
    #expect(history.loadErrors.count == 100_000 && history.loadErrors.last?.lineNumber == 129_999)
  }
}
