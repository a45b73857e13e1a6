/// What two tables do not have in common, rows in any order: missing, surplus and changed rows.
///
/// Only the columns the expectation names are compared. A missing and a surplus row that share their first value, or
/// most of their values, are one changed row.
struct TableDifference {
  private static let shown = 10

  private let expected: TableText
  private let actual: TableText

  init(expected: TableText, actual: TableText) {
    self.expected = expected
    self.actual = actual
  }

  /// nil where the tables agree.
  var text: String? {
    let indices = expected.columns.map { actual.columns.firstIndex(of: $0) }
    let absent = zip(expected.columns, indices).filter { $0.1 == nil }.map(\.0)
    guard absent.isEmpty else {
      return
        "the table has no column \(absent.joined(separator: ", ")); it has \(actual.columns.joined(separator: ", "))"
    }
    let rows = actual.rows.map { row in indices.map { $0.flatMap { row[$0] } } }
    var (missing, surplus) = Self.subtract(expected.rows.map(plain), rows.map(plain))
    guard !missing.isEmpty || !surplus.isEmpty else { return nil }
    let changed = Self.pair(&missing, &surplus)
    return describe(missing: missing, surplus: surplus, changed: changed)
  }

  /// A row with NULL for the empty strings that cannot be told from it.
  private func plain(_ row: [String?]) -> [String?] {
    guard !expected.vagueColumns.isEmpty else { return row }
    return row.enumerated().map { index, value in
      value == "" && expected.vagueColumns.contains(index) ? nil : value
    }
  }

  private func describe(missing: [[String?]], surplus: [[String?]], changed: [([String?], [String?])]) -> String {
    var lines = ["expected \(expected.rows.count) rows, got \(actual.rows.count)"]
    lines += list("changed", changed.map { describe($0.0, $0.1) })
    lines += list("missing", missing.map { "- \(Self.line($0))" })
    lines += list("surplus", surplus.map { "+ \(Self.line($0))" })
    return lines.joined(separator: "\n")
  }

  private func list(_ kind: String, _ rows: [String]) -> [String] {
    guard !rows.isEmpty else { return [] }
    let rest = rows.count - Self.shown
    return ["\(rows.count) \(kind):"] + rows.prefix(Self.shown).map { "  \($0)" }
      + (rest > 0 ? ["  … and \(rest) more"] : [])
  }

  private func describe(_ old: [String?], _ new: [String?]) -> String {
    let differing = expected.columns.indices.filter { old[$0] != new[$0] }
    let changes = differing.map {
      "\(expected.columns[$0]): expected \(TableText.field(old[$0])), got \(TableText.field(new[$0]))"
    }
    return "~ \(Self.line(old))\n      \(changes.joined(separator: "\n      "))"
  }

  private static func line(_ row: [String?]) -> String { row.map(TableText.field).joined(separator: ",") }

  /// The rows each side has more often than the other.
  private static func subtract(_ expected: [[String?]], _ actual: [[String?]]) -> ([[String?]], [[String?]]) {
    var counts: [[String?]: Int] = [:]
    for row in expected { counts[row, default: 0] += 1 }
    var surplus: [[String?]] = []
    for row in actual {
      if let count = counts[row], count > 0 { counts[row] = count - 1 } else { surplus.append(row) }
    }
    let missing = counts.flatMap { row, count in Array(repeating: row, count: count) }
    return (missing.sorted(by: TableText.order), surplus.sorted(by: TableText.order))
  }

  /// Takes pairs of rows that look like one row changed out of both lists.
  private static func pair(_ missing: inout [[String?]], _ surplus: inout [[String?]]) -> [([String?], [String?])] {
    guard missing.count <= 1000, surplus.count <= 1000 else { return [] }
    var changed: [([String?], [String?])] = []
    var kept: [[String?]] = []
    for row in missing {
      let best = surplus.indices.max { likeness(row, surplus[$0]) < likeness(row, surplus[$1]) }
      if let best, likeness(row, surplus[best]) * 2 > row.count {
        changed.append((row, surplus.remove(at: best)))
      } else {
        kept.append(row)
      }
    }
    missing = kept
    return changed
  }

  /// Equal values; an equal first one, often the key, decides.
  private static func likeness(_ left: [String?], _ right: [String?]) -> Int {
    let equal = zip(left, right).filter { $0 == $1 }.count
    return left.first == right.first && equal < left.count && left.count > 1 ? equal + left.count : equal
  }
}
