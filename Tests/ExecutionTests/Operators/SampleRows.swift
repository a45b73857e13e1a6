import Catalogs
import Columnar
import Execution
import Planning
import SQLTypes
import Scheduling
import TestSupport

/// Rows as lists of values, for references that go row by row.
typealias Rows = [[Value]]

enum SampleRows {
  /// Values with many repeats, NULLs, and the special ones of the type; `isNarrow` leaves out whole numbers so far from
  /// each other that no column with them is packed.
  static func value(_ type: DataType, isNarrow: Bool = false, _ generator: inout SeededGenerator) -> Value {
    if Int.random(in: 0..<6, using: &generator) == 0 { return .null }
    let pick = Int64.random(in: -3..<6, using: &generator)
    switch type.physical {
    case .bool: return .bool(pick > 0)
    case .int64:
      let isExtreme = !isNarrow && Int.random(in: 0..<4, using: &generator) == 0
      return .int(isExtreme && pick == 5 ? .max : isExtreme && pick == -3 ? .min : pick)
    case .int128: return .int128(pick == 5 ? Int128(Int64.max) * 7 : Int128(pick))
    case .double: return .double(pick == 5 ? .nan : pick == 0 ? -0.0 : pick == -3 ? 0.0 : Double(pick) / 4)
    case .interval: return .interval(Interval(months: pick & 1, microseconds: pick * 1_000_000))
    case .string: return .string(text(pick))
    }
  }

  private static func text(_ pick: Int64) -> String {
    switch pick {
    case -3: ""
    case -2: "a"
    case -1: "a "
    case 0: "Mozilla/5.0 (Windows NT 6.1)"
    case 1: "Mozilla/5.0 (Windows NT 6.2)"
    case 2: "Mozilla/5.0 (Windows NT 6.2)  "
    case 3: "Zürich"
    default: "abcdefgh" + String(repeating: "i", count: Int(pick))
    }
  }

  static func rows(_ types: [DataType], count: Int, _ generator: inout SeededGenerator) -> Rows {
    let areNarrow = types.map { _ in generator.flag() }
    return (0..<count).map { _ in zip(types, areNarrow).map { value($0, isNarrow: $1, &generator) } }
  }

  /// A scan of a table that holds the rows, cut into batches of random lengths, packed or not.
  static func scan(_ rows: Rows, _ types: [DataType], _ generator: inout SeededGenerator) -> LogicalPlan {
    var batches: [Batch] = []
    var start = 0
    while start < rows.count {
      let end = min(rows.count, start + Int.random(in: 1...max(1, rows.count / 2), using: &generator))
      let batch = batch(Array(rows[start..<end]), types)
      batches.append(generator.flag() ? batch.packed : batch)
      start = end
    }
    return scan(batches, types)
  }

  static func batch(_ rows: Rows, _ types: [DataType]) -> Batch {
    Batch(types.indices.map { place in column(rows.map { $0[place] }, types[place]) }, count: rows.count)
  }

  /// Constant where all values are the same.
  private static func column(_ values: [Value], _ type: DataType) -> Column {
    let isConstant = values.count > 1 && values.allSatisfy { "\($0)" == "\(values[0])" }
    return isConstant ? Column.constant(values[0], type, count: values.count) : Column(type, values: values)
  }

  static func scan(_ batches: [Batch], _ types: [DataType]) -> LogicalPlan {
    let columns = types.enumerated().map { ColumnDefinition("c\($0)", $1) }
    let definition = TableDefinition(name: TableName(schema: "public", name: "t"), columns: columns)
    let version = TableVersion(rows: batches)
    let entry = TableEntry(id: 1, definition: definition, version: version)
    return .scan(TableScan(table: entry, alias: "t", columns: TableScan.storedColumns(of: definition)))
  }

  static func columns(_ types: [DataType]) -> [BoundExpression] { types.enumerated().map { .column($0, $1) } }

  /// What two values have in common exactly where SQL says that they are equal.
  static func key(_ value: Value) -> String {
    switch value {
    case .string(let text): "s" + trimmed(text)
    case .double(let number): number.isNaN ? "nan" : number == 0 ? "0.0" : "\(number)"
    case .interval(let interval): "\(interval.months * 30 * 86_400_000_000 + interval.microseconds)"
    case .int128(let number): "\(number)"
    case .int(let number): "\(number)"
    case .bool(let truth): "\(truth)"
    case .null: "null"
    }
  }

  static func key(_ row: [Value]) -> String { row.map(key).joined(separator: "\u{1}") }

  static func trimmed(_ text: String) -> String {
    var bytes = Array(text.utf8)
    while bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Below, at or above zero, NULL being larger than everything.
  static func compare(_ left: Value, _ right: Value) -> Int {
    switch (left, right) {
    case (.null, .null): 0
    case (.null, _): 1
    case (_, .null): -1
    case (.bool(let l), .bool(let r)): order(l ? 1 : 0, r ? 1 : 0)
    case (.int(let l), .int(let r)): order(l, r)
    case (.int128(let l), .int128(let r)): order(l, r)
    case (.double(let l), .double(let r)): l.isNaN ? (r.isNaN ? 0 : 1) : r.isNaN ? -1 : order(l, r)
    case (.string(let l), .string(let r)): compareBytes(trimmed(l), trimmed(r))
    case (.interval(let l), .interval(let r)):
      order(l.months * 2_592_000_000_000 + l.microseconds, r.months * 2_592_000_000_000 + r.microseconds)
    default: 0
    }
  }

  private static func compareBytes(_ left: String, _ right: String) -> Int {
    Array(left.utf8) == Array(right.utf8) ? 0 : left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
  }

  private static func order<T: Comparable>(_ left: T, _ right: T) -> Int { left == right ? 0 : left < right ? -1 : 1 }
}

/// Runs plans for tests.
enum Run {
  static func batches(_ plan: LogicalPlan, threads: Int = 1) throws -> [Batch] {
    let system = SystemContext(Database(), catalog: Catalog(), session: SessionInfo())
    let pool = WorkerPool(threads: threads)
    return try Executor(pool: pool, context: EvaluationContext(), system: system).run(plan)
  }

  static func rows(_ plan: LogicalPlan, threads: Int = 1) throws -> Rows {
    try batches(plan, threads: threads).flatMap { batch in
      (0..<batch.count).map { row in batch.columns.map { $0.value(row) } }
    }
  }

  /// Where the plan's rows are not `expected`, in that order, as it is and optimized, with one and with two threads:
  /// the first difference. `mayReorder`: optimized, they may come in another order, as those of an inner join do.
  static func difference(_ plan: LogicalPlan, _ expected: Rows, mayReorder: Bool = false) throws -> String? {
    let optimized = Optimizer.optimize(plan)
    for threads in 1...2 {
      if let difference = compare(try rows(plan, threads: threads), expected) {
        return "\(difference), on \(threads) threads"
      }
      let found = try rows(optimized, threads: threads)
      let difference = mayReorder ? compare(sorted(found), sorted(expected)) : compare(found, expected)
      if let difference { return "\(difference), optimized, on \(threads) threads" }
    }
    return nil
  }

  private static func compare(_ found: Rows, _ expected: Rows) -> String? {
    if found.count != expected.count { return "\(found.count) rows for \(expected.count)" }
    for (row, (have, want)) in zip(found, expected).enumerated() where "\(have)" != "\(want)" {
      return "row \(row): \(have) for \(want)"
    }
    return nil
  }

  private static func sorted(_ rows: Rows) -> Rows { rows.sorted { "\($0)" < "\($1)" } }
}
