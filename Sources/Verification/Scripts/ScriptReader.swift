import Planning

/// Reads sqllogictest files: records set apart by empty lines.
///
/// ```
/// # comments, and conditions before a record
/// skipif mysql
/// statement ok
/// CREATE TABLE t (a int)
///
/// statement error 42P01 .*does not exist
/// SELECT * FROM missing
///
/// query IT rowsort label-1
/// SELECT a, b FROM t
/// ----
/// 1	one
/// 2	two
/// ```
///
/// `plan [RULE…]` compares what the optimizer makes of a statement (`PlanComparison`).
///
/// Before a record, `connection NAME` runs it in a session of that name, and `background LABEL` lets it wait for a lock
/// while the records after it run; `join LABEL` is where it has to end, `cancel NAME` cancels what a connection runs:
///
/// ```
/// connection b
/// background update
/// statement ok
/// UPDATE t SET a = 2
///
/// connection a
/// statement ok
/// COMMIT
///
/// join update
/// ```
package struct ScriptReader {
  private static let engines: Set<Substring> = ["redshift", "localshift"]

  private let lines: [Substring]
  private var next = 0
  /// Of queries that do not say: `control sortmode rowsort` changes it.
  private var sorting = ScriptRecord.Sorting.nosort

  /// The records before a `halt`: what follows it may be anything. Throws `ScriptSyntaxError` for what is none.
  package static func records(in text: String) throws(ScriptSyntaxError) -> [ScriptRecord] {
    var reader = ScriptReader(text)
    var records: [ScriptRecord] = []
    while let record = try reader.record() {
      if case .halt = record.body, !record.isSkipped { break }
      records.append(record)
    }
    return records
  }

  private init(_ text: String) {
    // By bytes, because "\r\n" is one Character.
    lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
  }

  private mutating func record() throws(ScriptSyntaxError) -> ScriptRecord? {
    var isSkipped = false
    var (connection, background): (String?, String?) = (nil, nil)
    var login = ScriptLogin()
    while next < lines.count {
      let line = lines[next]
      let words = line.split(whereSeparator: \.isWhitespace)
      next += 1
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      switch first {
      case "skipif": isSkipped = isSkipped || (words.count > 1 && Self.engines.contains(words[1]))
      case "onlyif": isSkipped = isSkipped || !(words.count > 1 && Self.engines.contains(words[1]))
      case "control" where words.count > 2 && words[1] == "sortmode":
        sorting = ScriptRecord.Sorting(rawValue: String(words[2])) ?? sorting
      case "hash-threshold", "subtest", "control", "mode": continue
      case "connection" where words.count > 1:
        connection = String(words[1])
        login = try Self.login(words.dropFirst(2), line: next)
      case "background" where words.count == 2: background = String(words[1])
      case "join" where words.count == 2:
        return ScriptRecord(body: .join(label: String(words[1])), line: next, isSkipped: isSkipped)
      case "cancel" where words.count == 2:
        return ScriptRecord(body: .cancel(connection: String(words[1])), line: next, isSkipped: isSkipped)
      case "plan":
        if connection != nil || background != nil {
          throw ScriptSyntaxError(line: next, message: "a plan is that of the script's first connection")
        }
        let start = next
        return ScriptRecord(body: try plan(words), line: start, isSkipped: isSkipped)
      case "halt": return ScriptRecord(body: .halt, line: next, isSkipped: isSkipped)
      case "statement", "query":
        let start = next
        var record = ScriptRecord(body: try body(first, words, line), line: start, isSkipped: isSkipped)
        (record.connection, record.background) = (connection, background)
        record.login = login
        return record
      default:
        throw ScriptSyntaxError(line: next, message: "\"\(first)\" is no sqllogictest record")
      }
    }
    return nil
  }

  /// `[user NAME] [database NAME]`
  private static func login(_ words: ArraySlice<Substring>, line: Int) throws(ScriptSyntaxError) -> ScriptLogin {
    var login = ScriptLogin()
    var rest = words
    while let kind = rest.popFirst() {
      guard let name = rest.popFirst(), kind == "user" || kind == "database" else {
        throw ScriptSyntaxError(line: line, message: "a connection has a user and a database, and no \"\(kind)\"")
      }
      if kind == "user" { login.user = String(name) } else { login.database = String(name) }
    }
    return login
  }

  private mutating func body(_ kind: Substring, _ words: [Substring], _ line: Substring) throws(ScriptSyntaxError)
    -> ScriptRecord.Body
  {
    if words.count > 1 && words[1] == "error" {
      let sql = takeSQL()
      return .statementError(sql: sql, pattern: errorPattern(line) ?? expectedError())
    }
    guard kind == "query" else {
      if words.count > 2, words[1] == "count", let count = Int(words[2]) {
        return .statementOK(sql: takeSQL(), count: count)
      }
      guard words.count > 1, words[1] == "ok" else {
        throw ScriptSyntaxError(line: next, message: "expected \"statement ok\" or \"statement error\"")
      }
      return .statementOK(sql: takeSQL(), count: nil)
    }
    return try query(words)
  }

  /// `plan [RULE…]`
  private mutating func plan(_ words: [Substring]) throws(ScriptSyntaxError) -> ScriptRecord.Body {
    let start = next
    let rules = words.dropFirst().map(String.init)
    if let unknown = rules.first(where: { !Optimizer.ruleNames.contains($0) }) {
      throw ScriptSyntaxError(
        line: start,
        message: "\"\(unknown)\" is no rule of the optimizer: \(Optimizer.ruleNames.joined(separator: ", "))")
    }
    let sql = takeSQL()
    let expected = takeExpected()
    guard !sql.isEmpty, !expected.isEmpty else {
      throw ScriptSyntaxError(line: start, message: "expected a statement, \"----\" and its plan below \"plan\"")
    }
    return .plan(sql: sql, rules: rules, expected: expected)
  }

  private mutating func query(_ words: [Substring]) throws(ScriptSyntaxError) -> ScriptRecord.Body {
    let types = words.count > 1 ? words[1] : ""
    guard !types.isEmpty, types.allSatisfy({ "ITRBD?".contains($0) }) else {
      throw ScriptSyntaxError(line: next, message: "expected \"query\" and a type of I, T or R for each column")
    }
    var sorting = self.sorting
    var label: String?
    for word in words.dropFirst(2) {
      if let known = ScriptRecord.Sorting(rawValue: String(word)) { sorting = known } else { label = String(word) }
    }
    let sql = takeSQL()
    return .query(sql: sql, types: String(types), sorting: sorting, label: label, expected: takeExpected())
  }

  /// Lines up to an empty one or the rule above the results, which is left for `takeExpected`.
  private mutating func takeSQL() -> String {
    var taken: [Substring] = []
    while next < lines.count, !lines[next].allSatisfy(\.isWhitespace), lines[next] != "----" {
      taken.append(lines[next])
      next += 1
    }
    return taken.joined(separator: "\n")
  }

  private mutating func takeExpected() -> [String] {
    guard next < lines.count, lines[next] == "----" else { return [] }
    next += 1
    var taken: [String] = []
    while next < lines.count, !lines[next].isEmpty {
      taken.append(String(lines[next]))
      next += 1
    }
    return taken
  }

  private func errorPattern(_ line: Substring) -> String? {
    let rest = line.split(maxSplits: 2, omittingEmptySubsequences: true, whereSeparator: \.isWhitespace)
    guard rest.count > 2 else { return nil }
    return String(rest[2])
  }

  /// An error's text below a rule, as some suites write it.
  private mutating func expectedError() -> String? {
    let text = takeExpected()
    return text.isEmpty ? nil : text.joined(separator: "\n")
  }
}
