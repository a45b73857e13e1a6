import SQLTypes
import Sessions

/// Compares a query's rows with what a record expects: in either layout, sorted as it says, or by hash.
struct ScriptComparison {
  typealias Spellings = ScriptValue.Spellings

  private let rows: [[Spellings]]
  private let width: Int
  private let sorting: ScriptRecord.Sorting

  init(_ result: StatementResult, types: String, sorting: ScriptRecord.Sorting) {
    let letters = Array(types)
    let columns = result.columns ?? []
    let writers = columns.map { ValueWriter($0.type, TextStyle(zone: result.textStyle.zone)) }
    rows = result.batches.flatMap { batch in
      (0..<batch.count).map { row in
        columns.indices.map { place in
          ScriptValue.spell(
            batch.columns[place].value(row), columns[place].type, writers[place],
            as: place < letters.count ? letters[place] : "T")
        }
      }
    }
    width = max(1, columns.count)
    self.sorting = sorting
  }

  /// nil where they agree, or what is different.
  func difference(from expected: [String]) -> String? {
    if expected.count == 1, let hash = Self.parseHash(expected[0]) { return difference(from: hash) }
    guard let wanted = cells(of: expected) else {
      return "expected \(expected.count) lines, got \(rows.count) rows of \(width)\n\(actualText)"
    }
    // Sorting goes by spelling, so that rows may come in another order by the other spelling.
    let difference = compare(values(\.plain), wanted)
    return difference == nil || compare(values(\.typed), wanted) == nil ? nil : difference
  }

  /// What identifies the result: equal labels must have equal ones.
  var digest: String { hash(\.typed) }

  /// The rows in the layout of one row a line.
  var actualText: String {
    rows.map { row in row.map(\.plain).joined(separator: "\t") }.joined(separator: "\n")
  }

  /// The expected values in the order of comparison, from whichever layout they are in; nil where it fits neither.
  private func cells(of lines: [String]) -> [String]? {
    let hasTabs = width > 1 && lines.contains { $0.utf8.contains(UInt8(ascii: "\t")) }
    if lines.count == rows.count * width && !hasTabs { return sorted(chunks(lines)) }
    guard lines.count == rows.count else { return nil }
    let split = lines.map { line in
      hasTabs
        ? line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        : line.split(whereSeparator: \.isWhitespace).map(String.init)
    }
    return split.allSatisfy { $0.count == width } ? sorted(split) : nil
  }

  private func chunks(_ values: [String]) -> [[String]] {
    stride(from: 0, to: values.count, by: width).map { Array(values[$0..<min($0 + width, values.count)]) }
  }

  private func sorted(_ rows: [[String]]) -> [String] {
    switch sorting {
    case .nosort: rows.flatMap { $0 }
    case .rowsort: rows.sorted { $0.lexicographicallyPrecedes($1, by: Self.precedes) }.flatMap { $0 }
    case .valuesort: rows.flatMap { $0 }.sorted(by: Self.precedes)
    }
  }

  /// The actual values, sorted by one of their spellings.
  private func values(_ spelling: KeyPath<Spellings, String>) -> [Spellings] {
    func precedes(_ left: Spellings, _ right: Spellings) -> Bool {
      Self.precedes(left[keyPath: spelling], right[keyPath: spelling])
    }
    return switch sorting {
    case .nosort: rows.flatMap { $0 }
    case .rowsort: rows.sorted { $0.lexicographicallyPrecedes($1, by: precedes) }.flatMap { $0 }
    case .valuesort: rows.flatMap { $0 }.sorted(by: precedes)
    }
  }

  private func compare(_ actual: [Spellings], _ expected: [String]) -> String? {
    for (place, pair) in zip(actual, expected).enumerated() where !pair.0.matches(pair.1) {
      let cell = "row \(place / width + 1), column \(place % width + 1)"
      return "\(cell): expected \"\(pair.1)\", got \"\(pair.0.plain)\"\n\(actualText)"
    }
    return nil
  }

  private func difference(from hash: (count: Int, digest: String)) -> String? {
    guard hash.count == rows.count * width else {
      return "expected \(hash.count) values, got \(rows.count * width)"
    }
    guard self.hash(\.typed) == hash.digest || self.hash(\.plain) == hash.digest else {
      return "expected hash \(hash.digest), got \(self.hash(\.typed))"
    }
    return nil
  }

  private func hash(_ spelling: KeyPath<Spellings, String>) -> String {
    Digest.md5Hex(of: values(spelling).map { $0[keyPath: spelling] + "\n" }.joined())
  }

  /// `30 values hashing to 3c13dee48d9356ae19af2515e05e6b54`
  private static func parseHash(_ line: String) -> (count: Int, digest: String)? {
    let words = line.split(separator: " ")
    guard words.count == 5, words[1] == "values", words[2] == "hashing", words[3] == "to", let count = Int(words[0])
    else { return nil }
    return (count, String(words[4]))
  }

  /// Byte by byte, as the suites' own runner sorts.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
