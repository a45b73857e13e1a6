import Columnar
import Execution
import Planning
import SQLTypes
import TestSupport
import Testing

/// SUPER functions over random values agree with a tree.
@Suite struct SuperRandomTests {
  private static let rows = 40

  private struct Values {
    var models: [SuperModel]
    var column: Column

    init(_ random: inout SeededGenerator) {
      models = (0..<SuperRandomTests.rows).map { _ in random.superModel(depth: 4) }
      column = Column(
        .super,
        values: models.map { model in
          if case .null = model { .null } else { .string(model.text) }
        })
    }
  }

  private func evaluate(_ expression: BoundExpression, _ columns: Column...) throws -> [String?] {
    Expressions.print(try Expressions.evaluate(expression, Batch(columns, count: Self.rows)).expanded)
  }

  private let value = BoundExpression.column(0, .super)

  @Test(arguments: [UInt64(1), 2, UInt64.random(in: 0...UInt64.max)])
  func parsing(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let values = Values(&random)
    let texts = Column(.varchar(65_535), values: values.models.map { .string($0.loose) })
    let parsed = try evaluate(Expressions.call("json_parse", .column(0, .varchar(65_535))), texts)
    #expect(parsed == values.models.map { if case .null = $0 { nil } else { $0.text } }, "seed \(seed)")
  }

  @Test(arguments: [UInt64(1), 2, 3, UInt64.random(in: 0...UInt64.max)])
  func navigation(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      let values = Values(&random)
      let steps = (0..<Int.random(in: 1..<5, using: &random)).map { _ in random.step() }
      let way = try FunctionCatalog.navigate(
        value,
        steps.map { step in
          switch step {
          case .member(let name): Expressions.text(name)
          case .element(let index): Expressions.int(Int64(index))
          }
        })
      let found = try evaluate(way, values.column)
      #expect(found == values.models.map { $0.navigated(steps[...])?.text }, "seed \(seed): \(steps)")
    }
  }

  @Test(arguments: [UInt64(1), 2, 3, UInt64.random(in: 0...UInt64.max)])
  func comparisons(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      let (left, right) = (Values(&random), Values(&random))
      let sides = [value, BoundExpression.column(1, .super)]
      let pairs = zip(left.models, right.models).map { (left: $0, right: $1) }
      let equal = try evaluate(.call(.comparison(.equal), sides, .boolean), left.column, right.column)
      #expect(equal == pairs.map { Self.word($0, $0.left.isEqual($0.right)) }, "seed \(seed)")
      let less = try evaluate(.call(.comparison(.less), sides, .boolean), left.column, right.column)
      #expect(less == pairs.map { Self.word($0, $0.left.isLess($0.right)) }, "seed \(seed)")
    }
  }

  /// nil beside a null.
  private static func word(_ pair: (left: SuperModel, right: SuperModel), _ truth: Bool?) -> String? {
    if case .null = pair.left { return nil }
    if case .null = pair.right { return nil }
    return truth.map { $0 ? "t" : "f" }
  }

  @Test(arguments: [UInt64(1), 2, UInt64.random(in: 0...UInt64.max)])
  func functions(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let values = Values(&random)
      let types = try evaluate(Expressions.call("json_typeof", value), values.column)
      #expect(types == values.models.map(\.typeName), "seed \(seed)")
      let flat = try evaluate(Expressions.call("array_flatten", value), values.column)
      #expect(flat == values.models.map { $0.flatText }, "seed \(seed)")
      let lengths = try evaluate(Expressions.call("get_array_length", value), values.column)
      #expect(lengths == values.models.map { Self.elements($0).map { String($0.count) } }, "seed \(seed)")
      let twice = try evaluate(Expressions.call("array_concat", value, value), values.column)
      #expect(twice == values.models.map { Self.elements($0).map { SuperModel.array($0 + $0).text } }, "seed \(seed)")
      let pair = try evaluate(Expressions.call("array", value, Expressions.int(1)), values.column)
      #expect(pair == values.models.map { SuperModel.array([$0, .number("1")]).text }, "seed \(seed)")
    }
  }

  private static func elements(_ model: SuperModel) -> [SuperModel]? {
    if case .array(let elements) = model { elements } else { nil }
  }
}
