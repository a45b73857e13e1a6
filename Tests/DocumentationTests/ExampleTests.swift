import Foundation
import Scheduling
import TestSupport
import Testing
import Verification

/// Every example of Functions.md is run: `left('Redshift', 3)` is `Red`.
@Suite struct ExampleTests {
  @Test func examplesGiveWhatThePageSays() throws {
    let path = Repository.path("\(ReferencePage.folder)/Functions.md")
    let page = try String(contentsOfFile: path, encoding: .utf8).replacing("\\|", with: "|")
    let examples = page.matches(of: /`([^`]+)` is `([^`]+)`/)
    #expect(examples.count > 80)
    let script = examples.map { "query T\nSELECT \($0.1)\n----\n\($0.2)\n\n" }.joined()
    let folder = try TemporaryFolder()
    try folder.write("examples.slt", script)
    for check in try CheckFinder.find(["\(folder.path)/examples.slt"]) {
      let report = try CheckRunner(pool: WorkerPool(threads: 1), s3Root: nil).run(check)
      #expect(report.passed + report.failures.count == examples.count)
      for failure in report.failures { Issue.record("\(failure.message)") }
    }
  }
}
