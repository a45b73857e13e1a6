import Catalogs
import Loading
import SQLTypes
import TestSupport
import Testing

/// SUPER from every format, and what the words behind JSON and a JSONPaths file choose, on 20,000 random records each;
/// from a seed that is printed.
@Suite struct JSONOptionReferenceTests {
  private static let count = 20_000

  private func check(_ found: [[Value]], _ expected: [[Value]], _ records: [String], _ seed: UInt64) {
    #expect(found.count == expected.count, "seed \(seed)")
    for (place, (one, other)) in zip(found, expected).enumerated() where one != other {
      Issue.record("\(records[place]) gave \(one) for \(other), seed \(seed)")
    }
  }

  private func value(_ tree: RandomTree) -> Value { tree.compact == "null" ? .null : .string(tree.compact) }

  @Test(arguments: ["JSON 'auto'", "CSV", "ESCAPE", "CSV NULL AS 'true'"]) func supers(_ format: String) throws {
    var random = SeededGenerator()
    let trees = (0..<Self.count).map { _ in RandomTree(&random) }
    let broken = trees.map { _ in random.below(10) == 0 ? random.pick([",", "]", "x", "\"", "1 1", "\\"]) : "" }
    let isJSON = format.hasPrefix("JSON")
    let lines = trees.enumerated().map { place, tree -> String in
      let text = tree.loose + (isJSON ? "" : broken[place])
      switch format {
      case "ESCAPE": return "\(place)|" + text.map { "\\|\n".contains($0) ? "\\\($0)" : "\($0)" }.joined()
      case _ where isJSON: return "{\"k\":\(place),\"a\":\(text)}"
      // Without quotes a token of NULL AS could stand there, which does not count.
      default:
        return text == "true" ? "\(place),true" : "\(place),\"" + text.replacing("\"", with: "\"\"") + "\""
      }
    }
    let found = try CopyHarness().outcomes(
      Array(lines.joined(separator: "\n").utf8), format, .super, count: Self.count)
    for (place, one) in found.enumerated() {
      let isBroken = !isJSON && !broken[place].isEmpty
      let wanted = isBroken ? ReferenceConverter.Outcome.error(1224) : .value(value(trees[place]))
      TestSupport.check(one == wanted, "\(lines[place]) gave \(String(describing: one)), seed \(random.seed)")
    }
  }

  @Test func noshred() throws {
    var random = SeededGenerator()
    let trees = (0..<Self.count).map { _ -> RandomTree in
      var tree = RandomTree(&random)
      while !["{", "["].contains(tree.loose.first) { tree = RandomTree(&random) }
      return tree
    }
    let file = trees.map { $0.loose + random.pick(["", " ", "\n", "\r\n\n"]) }.joined()
    let found = try CopyHarness().rows(file, TableDefinition(("s", .super)), "JSON 'noshred'")
    check(found, trees.map { [value($0)] }, trees.map(\.loose), random.seed)
  }

  /// Names in any case, in any order, with others between them: `auto` takes the one spelling, `auto ignorecase` all.
  @Test(arguments: ["auto", "auto ignorecase"]) func names(_ option: String) throws {
    var random = SeededGenerator()
    let columns = ["id", "firstname", "x1"]
    var lines: [String] = []
    var expected: [[Value]] = []
    for row in 0..<Self.count {
      var members: [(name: String, value: Int)] = []
      for name in columns where random.below(5) > 0 {
        let spelled = String(name.map { random.flag() ? Character($0.uppercased()) : $0 })
        members.append((random.flag() ? name : spelled, row * 10 + members.count))
      }
      if random.flag() { members.append(("other\(row % 50)", -1)) }
      members.shuffle(using: &random)
      lines.append("{" + members.map { "\"\($0.name)\" : \($0.value)" }.joined(separator: ", ") + "}")
      expected.append(
        columns.map { column in
          let match = members.last { (option == "auto" ? $0.name : $0.name.lowercased()) == column }
          return match.map { .int(Int64($0.value)) } ?? .null
        })
    }
    let table = TableDefinition(("id", .bigint), ("firstname", .bigint), ("x1", .bigint))
    let found = try CopyHarness().rows(lines.joined(separator: "\n"), table, "JSON '\(option)'")
    check(found, expected, lines, random.seed)
  }

  /// Members and elements of nested records by their paths: what is missing is NULL or an error (copy.md 2.4).
  @Test func paths() throws {
    var random = SeededGenerator()
    let harness = CopyHarness()
    harness.put("paths.json", #"{"jsonpaths": ["$.k", "$.a.b", "$['a']['c d'][1]", "$.e", "$.k"]}"#)
    var lines: [String] = []
    var expected: [[Value]] = []
    for row in 0..<Self.count {
      let (inner, list) = (random.below(3), (0..<random.below(5)).map { row + $0 })
      let hasList = random.below(4) > 0
      var members = inner == 0 ? [] : ["\"b\": \(row + 1)"]
      if hasList { members.append("\"c d\": \(list)") }
      members.shuffle(using: &random)
      let tail = random.pick(["", ", \"e\": null", ", \"e\": \"t\(row)\""])
      lines.append("{\"a\": {\(members.joined(separator: ", "))}, \"k\": \(row)\(tail)}")
      guard !hasList || list.count > 1 else { continue }
      let (k, e) = (Value.int(Int64(row)), tail.hasSuffix("\"") ? Value.string("t\(row)") : .null)
      expected.append([k, inner == 0 ? .null : .int(Int64(row + 1)), hasList ? .int(Int64(row + 1)) : .null, e, k])
    }
    harness.put("d/1", lines.joined(separator: " "))
    let table = TableDefinition(
      ("k", .bigint), ("b", .bigint), ("c", .bigint), ("e", .varchar(10)), ("again", .bigint))
    let result = try harness.copy("COPY t FROM 's3://b/d/' JSON 's3://b/paths.json' IGNOREALLERRORS", table)
    check(result.rows, expected, expected.map { "\($0)" }, random.seed)
    #expect(result.errors.count == Self.count - expected.count, "seed \(random.seed)")
    #expect(
      result.errors.allSatisfy { $0.reason == "Invalid JSONPath format: Not an array or index out of range." })
  }
}
