import Columnar
import Execution
import Planning
import SQLTypes
import TestSupport
import Testing

/// Texts compared with a constant, of which each value of a dictionary is once, against the rows one by one.
@Suite struct SelectedTextsTests {
  @Test(arguments: ComparisonFunction.allCases) func rowsAreThoseThatCompareSo(_ function: ComparisonFunction) throws {
    let evaluator = Evaluator(context: Expressions.context)
    var random = SeededGenerator()
    for _ in 0..<100 {
      let count = random.int(1...40)
      let values = (0..<count).map { _ in random.below(5) == 0 ? Value.null : .string(Self.text(&random)) }
      let plain = Column(.varchar(100), values: values)
      let constant = Self.text(&random)
      let condition = BoundExpression.call(
        .comparison(function),
        [.column(0, .varchar(100)), .constant(.string(constant), .varchar(100))], .boolean)
      let wanted = values.indices.filter { row in
        values[row] != .null && Self.holds(function, SampleRows.compare(values[row], .string(constant)))
      }
      for column in [plain, Self.dictionary(plain)] {
        let found = try evaluator.select(condition, Batch([column], count: count))
        #expect((found ?? (0..<UInt32(count)).map { $0 }) == wanted.map { UInt32($0) }, "seed \(random.seed)")
      }
    }
  }

  /// Up to forty bytes that agree for long, with blanks at the end or not.
  private static func text(_ random: inout SeededGenerator) -> String {
    let shared = String(repeating: "shared", count: random.below(7)).prefix(random.below(40))
    let own = (0..<random.below(3)).map { _ in random.pick(["a", "b", "é"]) }.joined()
    return shared + own + (random.flag() ? "  " : "")
  }

  private static func dictionary(_ column: Column) -> Column {
    guard case .strings(let strings) = column.storage else { return column }
    let codes = NarrowWords.bytes((0..<column.count).map { UInt8($0) })
    let shared = StringColumn(
      values: strings.values, codes: codes, arenas: strings.arenas, mayEndInBlank: strings.mayEndInBlank)
    return Column(column.type, strings: shared, validity: column.validity)
  }

  private static func holds(_ function: ComparisonFunction, _ order: Int) -> Bool {
    switch function {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }
}
