import Catalogs
import ObjectStore
import SQLSyntax
import SQLTypes
import Scheduling
import Sessions
import System

/// Runs sqllogictest files, each on an empty database of its own. A failed record does not stop its file.
///
/// `__TEST_DIR__` in a file stands for an empty folder that is gone when the file is done.
package struct ScriptRunner: Sendable {
  private static let scratchName = "__TEST_DIR__"

  private let pool: WorkerPool
  private let storage: ObjectStorage

  package init(pool: WorkerPool, storage: ObjectStorage) {
    self.pool = pool
    self.storage = storage
  }

  /// Runs the records of one file's text.
  package func run(_ text: String, name: String) -> CheckReport {
    guard text.contains(Self.scratchName) else { return runRecords(of: text, name) }
    do {
      let scratch = try ScratchFolder()
      return withExtendedLifetime(scratch) {
        runRecords(of: text.replacing(Self.scratchName, with: scratch.path), name)
      }
    } catch {
      var report = CheckReport(name: name)
      report.failures.append(CheckFailure(line: nil, message: SQLError(error).description))
      return report
    }
  }

  private func runRecords(of text: String, _ name: String) -> CheckReport {
    var report = CheckReport(name: name)
    do {
      let records = try ScriptReader.records(in: text)
      let connections = ScriptConnections(pool, storage)
      defer { connections.close() }
      var labels: [String: String] = [:]
      for record in records where !record.isSkipped {
        if let message = run(record, connections, &labels) {
          report.failures.append(CheckFailure(line: record.line, message: message))
        } else {
          report.passed += 1
        }
      }
      for label in connections.unjoined {
        report.failures.append(CheckFailure(line: nil, message: "no record joins \"\(label)\""))
      }
    } catch {
      report.failures.append(CheckFailure(line: error.line, message: error.message))
    }
    return report
  }

  /// nil where the record holds, or what does not.
  private func run(_ record: ScriptRecord, _ connections: ScriptConnections, _ labels: inout [String: String])
    -> String?
  {
    switch record.body {
    case .halt: return nil
    case .cancel(let name):
      connections.cancel(name)
      return nil
    case .join(let label):
      guard let (joined, outcome) = connections.join(label) else { return "nothing called \"\(label)\" ended" }
      return check(joined, outcome, &labels)
    case .plan(let sql, let rules, let expected):
      return checkPlan(sql, rules, expected, connections).map { "\($0)\n\(sql)" }
    case .statementOK(let sql, _), .statementError(let sql, _), .query(let sql, _, _, _, _):
      if let label = record.background { return connections.start(record, sql, label: label) }
      return check(record, connections.run(sql, for: record), &labels)
    }
  }

  /// nil where a record holds for what came of its SQL, or what does not.
  private func check(_ record: ScriptRecord, _ outcome: ScriptConnections.Outcome, _ labels: inout [String: String])
    -> String?
  {
    switch record.body {
    case .halt, .join, .cancel, .plan: return nil
    case .statementOK(let sql, let count): return checkCount(outcome, count).map { shown($0, sql) }
    case .statementError(let sql, let pattern):
      guard case .failure(let failure) = outcome else { return shown("expected an error, but it succeeded", sql) }
      return mismatch(failure.error.description, pattern).map { shown($0, sql) }
    case .query(let sql, let types, let sorting, let label, let expected):
      return checkQuery(outcome, types, sorting, label, expected, &labels).map { shown($0, sql) }
    }
  }

  /// What is wrong, and the record's SQL without what is secret in it.
  private func shown(_ message: String, _ sql: String) -> String {
    let secrets = StatementSecrets(of: sql)
    return secrets.hidden(in: message) + "\n" + secrets.maskedText
  }

  private func checkPlan(
    _ sql: String, _ rules: [String], _ expected: [String], _ connections: ScriptConnections
  ) -> String? {
    do {
      return PlanComparison(try connections.planTrace(of: sql), rules: rules).difference(from: expected)
    } catch {
      return StatementFailure(of: error).error.description
    }
  }

  private func checkCount(_ outcome: ScriptConnections.Outcome, _ count: Int?) -> String? {
    switch outcome {
    case .failure(let failure): return failure.error.description
    case .success(let result):
      let rows = result.rowCount ?? 0
      return count == nil || rows == count ? nil : "expected \(count ?? 0) rows, got \(rows)"
    }
  }

  private func mismatch(_ error: String, _ pattern: String?) -> String? {
    guard let pattern, !error.contains(pattern) else { return nil }
    do {
      let regex = try Regex(pattern)
      return try regex.firstMatch(in: error) == nil ? "expected an error like \"\(pattern)\", got \"\(error)\"" : nil
    } catch {
      return "\"\(pattern)\" is no regular expression"
    }
  }

  private func checkQuery(
    _ outcome: ScriptConnections.Outcome, _ types: String, _ sorting: ScriptRecord.Sorting, _ label: String?,
    _ expected: [String], _ labels: inout [String: String]
  ) -> String? {
    let result: StatementResult
    switch outcome {
    case .failure(let failure): return failure.error.description
    case .success(let success): result = success
    }
    let width = result.columns?.count ?? 0
    guard width == types.count else { return "expected \(types.count) columns, got \(width)" }
    let comparison = ScriptComparison(result, types: types, sorting: sorting)
    if let label {
      let digest = comparison.digest
      let known = labels.updateValue(digest, forKey: label) ?? digest
      if known != digest { return "the result differs from an earlier one with label \(label)" }
    }
    return comparison.difference(from: expected)
  }
}
