import Planning
import Scheduling
import TestSupport
import Testing
import Verification

/// Every file under `Fixtures/scripts`, by the runner that `localshift test` uses.
@Suite struct ScriptTests {
  private static let checks = (try? CheckFinder.find([Repository.path("Fixtures/scripts")])) ?? []

  @Test func findsTheScripts() throws {
    #expect(Self.checks.count > 50)
  }

  @Test func everyRuleOfTheOptimizerHasAScript() {
    for rule in Optimizer.ruleNames {
      let words = rule.replacing(/[A-Z]/) { "_" + $0.output.lowercased() }.dropFirst()
      #expect(Self.checks.contains(.script(Repository.path("Fixtures/scripts/optimizer/\(words).slt"))), "\(rule)")
    }
  }

  @Test(arguments: checks) func passes(_ check: Check) throws {
    let runner = CheckRunner(pool: WorkerPool(threads: 2), s3Root: Repository.path("Fixtures/s3"))
    let report = try runner.run(check)
    #expect(report.passed > 0)
    for failure in report.failures {
      Issue.record("\(report.name):\(failure.line ?? 0): \(failure.message)")
    }
  }
}
