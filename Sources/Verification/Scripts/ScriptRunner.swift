import Catalogs
import ObjectStore
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
  private let store: ObjectStorage

  package init(pool: WorkerPool, store: ObjectStorage) {
    self.pool = pool
    self.store = store
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
      let session = Session(database: Database(), pool: pool, store: store)
      defer { session.close() }
      var labels: [String: String] = [:]
      for record in records where !record.isSkipped {
        if case .halt = record.body { break }
        if let message = check(record, session, &labels) {
          report.failures.append(CheckFailure(line: record.line, message: message))
        } else {
          report.passed += 1
        }
      }
    } catch {
      report.failures.append(CheckFailure(line: error.line, message: error.message))
    }
    return report
  }

  /// nil where the record holds, or what does not.
  private func check(_ record: ScriptRecord, _ session: Session, _ labels: inout [String: String]) -> String? {
    switch record.body {
    case .halt: return nil
    case .statementOK(let sql, let count): return checkCount(sql, count, session).map { "\($0)\n\(sql)" }
    case .statementError(let sql, let pattern):
      guard let error = failure(sql, session) else { return "expected an error, but it succeeded\n\(sql)" }
      return mismatch(error, pattern).map { "\($0)\n\(sql)" }
    case .query(let sql, let types, let sorting, let label, let expected):
      return checkQuery(sql, types, sorting, label, expected, session, &labels).map { "\($0)\n\(sql)" }
    }
  }

  private func checkCount(_ sql: String, _ count: Int?, _ session: Session) -> String? {
    do {
      let rows = try session.executeAll(sql).rowCount ?? 0
      return count == nil || rows == count ? nil : "expected \(count ?? 0) rows, got \(rows)"
    } catch {
      return StatementFailure(of: error).error.description
    }
  }

  private func failure(_ sql: String, _ session: Session) -> String? {
    do {
      _ = try session.executeAll(sql)
      return nil
    } catch {
      return StatementFailure(of: error).error.description
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
    _ sql: String, _ types: String, _ sorting: ScriptRecord.Sorting, _ label: String?, _ expected: [String],
    _ session: Session, _ labels: inout [String: String]
  ) -> String? {
    let result: StatementResult
    do {
      result = try session.executeAll(sql)
    } catch {
      return StatementFailure(of: error).error.description
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
