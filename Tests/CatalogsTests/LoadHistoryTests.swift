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
    history.record(LoadErrors(errors(0..<60_000)))
    history.record(LoadErrors(errors(60_000..<130_000)))
    #expect(history.loadErrors.map(\.lineNumber) == Array(30_000..<130_000))
    history.record(LoadErrors(errors(130_000..<260_000)))
    #expect(history.loadErrors.map(\.lineNumber) == Array(160_000..<260_000))
  }

  private func errors(_ lines: Range<Int>) -> [LoadError] {
    lines.map { LoadError(fileName: "f", lineNumber: $0, code: 1, reason: "") }
  }
}
