import Columnar
import Planning
import SQLTypes

/// Rows once for each value of their sets, which are made morsel by morsel: a long series is never there as a whole.
struct ExpandOperator: Sendable {
  let sets: [SetCall]
  let context: ExecutionContext

  func source(_ input: any BatchSource) throws -> any BatchSource {
    let batches = try context.collect(input)
    var morsels: [ExpandedRows.Morsel] = []
    for batch in batches {
      let values = try sets.map { try SetValues($0, batch, context.evaluator) }
      for spans in try spans(values, batch.count) {
        morsels.append(ExpandedRows.Morsel(batch: batch, values: values, spans: spans))
      }
    }
    return ExpandedRows(morsels: morsels)
  }

  /// The rows of a batch cut into morsels of about the size of a batch; a long set is cut, too.
  private func spans(_ values: [SetValues], _ count: Int) throws(SQLError) -> [[ExpandedRows.Span]] {
    var morsels: [[ExpandedRows.Span]] = []
    var current: [ExpandedRows.Span] = []
    var room = Batch.targetCount
    for row in 0..<count {
      var offset = 0
      let length = values.map { $0.count(row) }.max() ?? 0
      guard length <= Self.longestSet else { throw SQLError(SQLState("54000"), "a set of more than 10^10 rows") }
      while offset < length {
        let size = min(room, length - offset)
        current.append(ExpandedRows.Span(row: row, offset: offset, count: size))
        offset += size
        room -= size
        if room > 0 { continue }
        morsels.append(current)
        (current, room) = ([], Batch.targetCount)
      }
    }
    return current.isEmpty ? morsels : morsels + [current]
  }

  private static let longestSet = 10_000_000_000
}

/// The rows that sets make of others.
struct ExpandedRows: BatchSource {
  /// Some values of one row's sets.
  struct Span: Sendable {
    let row: Int
    let offset: Int
    let count: Int
  }

  struct Morsel: Sendable {
    let batch: Batch
    let values: [SetValues]
    let spans: [Span]
  }

  let morsels: [Morsel]

  var morselCount: Int { morsels.count }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    let (batch, spans) = (morsels[morsel].batch, morsels[morsel].spans)
    let rows = spans.flatMap { [UInt32](repeating: UInt32(truncatingIfNeeded: $0.row), count: $0.count) }
    let columns = batch.gather(rows).columns + morsels[morsel].values.map { $0.column(spans) }
    try emit(Batch(columns, count: rows.count))
  }
}

/// The values of one set-returning call for the rows of a batch.
struct SetValues: Sendable {
  private enum Form: Sendable {
    case series(starts: [Int64], steps: [Int64])
    case elements([[String?]])
    case numberedElements([[String?]])
  }

  private let type: DataType
  private let form: Form
  private let counts: [Int]

  init(_ call: SetCall, _ batch: Batch, _ evaluator: Evaluator) throws {
    type = call.type
    let arguments = try call.arguments.map { try evaluator.evaluate($0, batch).expanded }
    switch call.function {
    case .series:
      let bounds = try arguments.map { try $0.ints }
      let isKnown = (0..<batch.count).map { row in arguments.allSatisfy { $0.isValid(row) } }
      counts = try isKnown.indices.map { row in
        isKnown[row] ? try Self.length(bounds[0][row], bounds[1][row], bounds[2][row]) : 0
      }
      form = .series(starts: bounds[0], steps: bounds[2])
    case .numberedElements, .columns, .lateBindingColumns:
      let strings = try arguments[0].strings
      let elements = try (0..<batch.count).map { row in
        arguments[0].isValid(row) ? try ArrayText.elements(of: strings.view(row).string, arguments[0].type) : []
      }
      counts = elements.map(\.count)
      form = call.function == .numberedElements ? .numberedElements(elements) : .elements(elements)
    }
  }

  private static func length(_ start: Int64, _ end: Int64, _ step: Int64) throws(SQLError) -> Int {
    guard step != 0 else { throw SQLError(.invalidParameter, "step size cannot equal zero") }
    let distance = Int128(end) - Int128(start)
    guard distance == 0 || distance.signum() == Int128(step).signum() else { return 0 }
    return Int(clamping: distance / Int128(step) + 1)
  }

  func count(_ row: Int) -> Int { counts[row] }

  /// The values that the spans name; NULL behind a set's end.
  func column(_ spans: [ExpandedRows.Span]) -> Column {
    var values: [Value] = []
    for span in spans {
      let length = counts[span.row]
      for index in span.offset..<span.offset + span.count {
        values.append(index < length ? value(span.row, index) : .null)
      }
    }
    return Column(type, values: values)
  }

  private func value(_ row: Int, _ index: Int) -> Value {
    switch form {
    case .series(let starts, let steps): .int(starts[row] &+ Int64(index) &* steps[row])
    case .elements(let elements): elements[row][index].map { .string($0) } ?? .null
    case .numberedElements(let elements): .string("(\(elements[row][index] ?? ""),\(index + 1))")
    }
  }
}
