import SQLTypes
import Sessions

/// Compares a query's rows with what a record expects: in either layout, sorted as it says, or by hash.
struct ScriptComparison {
  typealias Spellings = ScriptValue.Spellings

  private let rows: [[Spellings]]
  private let sorting: ScriptRecord.Sorting

  init(_ result: StatementResult, types: String, sorting: ScriptRecord.Sorting) {
    let letters = Array(types)
    let columns = result.columns ?? []
    var rows: [[Spellings]] = []
    for batch in result.batches {
      for row in 0..<batch.count {
        rows.append(
          columns.indices.map { place in
            ScriptValue.spell(
              batch.columns[place].value(row), columns[place].type, as: place < letters.count ? letters[place] : "T")
          })
      }
    }
    self.rows = sorting == .rowsort ? rows.sorted { Self.precedes($0, $1) } : rows
    self.sorting = sorting
  }

  /// nil where they agree, or what is different.
  func difference(from expected: [String]) -> String? {
    if expected.count == 1, let hash = Self.parseHash(expected[0]) { return difference(from: hash) }
    let width = rows.first?.count ?? 1
    let count = rows.count * width
    if expected.count == count && !(width > 1 && expected.contains { $0.contains("\t") }) {
      return compare(values, sorted(expected, width))
    }
    let split = expected.map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    let lines = sorting == .rowsort ? split.sorted { $0.lexicographicallyPrecedes($1) } : split
    guard expected.count == rows.count, lines.allSatisfy({ $0.count == width }) else {
      return "expected \(expected.count) lines, got \(rows.count) rows of \(width)\n\(actualText)"
    }
    if sorting == .valuesort { return compare(values, lines.flatMap { $0 }.sorted()) }
    return compare(values, lines.flatMap { $0 })
  }

  /// What identifies the result: equal labels must have equal ones.
  var digest: String { hash(\.plain) }

  /// The rows in the layout of one row a line.
  var actualText: String {
    rows.map { row in row.map(\.plain).joined(separator: "\t") }.joined(separator: "\n")
  }

  private var values: [Spellings] {
    let flat = rows.flatMap { $0 }
    return sorting == .valuesort ? flat.sorted { $0.plain < $1.plain } : flat
  }

  private func sorted(_ expected: [String], _ width: Int) -> [String] {
    switch sorting {
    case .nosort: return expected
    case .valuesort: return expected.sorted()
    case .rowsort:
      let starts = stride(from: 0, to: expected.count, by: max(1, width))
      let split = starts.map { Array(expected[$0..<min($0 + width, expected.count)]) }
      return split.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 }
    }
  }

  private func compare(_ actual: [Spellings], _ expected: [String]) -> String? {
    for (place, pair) in zip(actual, expected).enumerated() where !pair.0.matches(pair.1) {
      let width = rows.first?.count ?? 1
      return
        "row \(place / width + 1), column \(place % width + 1): expected \"\(pair.1)\", got \"\(pair.0.plain)\"\n\(actualText)"
    }
    return nil
  }

  private func difference(from hash: (count: Int, digest: String)) -> String? {
    guard hash.count == values.count else { return "expected \(hash.count) values, got \(values.count)" }
    guard self.hash(\.typed) == hash.digest || self.hash(\.plain) == hash.digest else {
      return "expected hash \(hash.digest), got \(self.hash(\.typed))"
    }
    return nil
  }

  private func hash(_ spelling: KeyPath<Spellings, String>) -> String {
    Digest.md5Hex(of: values.map { $0[keyPath: spelling] + "\n" }.joined())
  }

  /// `30 values hashing to 3c13dee48d9356ae19af2515e05e6b54`
  private static func parseHash(_ line: String) -> (count: Int, digest: String)? {
    let words = line.split(separator: " ")
    guard words.count == 5, words[1] == "values", words[2] == "hashing", words[3] == "to", let count = Int(words[0])
    else { return nil }
    return (count, String(words[4]))
  }

  private static func precedes(_ left: [Spellings], _ right: [Spellings]) -> Bool {
    left.map(\.plain).lexicographicallyPrecedes(right.map(\.plain))
  }
}
