import Columnar
import Planning
import SQLTypes

/// Window functions: the input's rows as they come, with one more column for each call.
struct WindowOperator: Sendable {
  let calls: [WindowCall]
  let context: ExecutionContext

  func source(_ input: any BatchSource) throws -> any BatchSource {
    let batches = try context.mapSelected(input) { $0.gather(nil, RequiredColumns(all: $0.batch.columns.count)) }
    let input = WindowInput(batches, context)
    guard input.count > 0 else { return BatchList.empty }
    var layouts: [(call: WindowCall, layout: WindowLayout)] = []
    var columns: [Column] = []
    for call in calls {
      let known = layouts.first { $0.call.partition == call.partition && $0.call.rowOrder == call.rowOrder }
      let layout = try known?.layout ?? WindowLayout(call, order: call.rowOrder, input)
      if known == nil { layouts.append((call, layout)) }
      columns.append(try WindowFunctions(call, layout, input).column())
    }
    return BatchList(try appended(columns, to: batches))
  }

  private func appended(_ columns: [Column], to batches: [Batch]) throws -> [Batch] {
    let starts = batches.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    return try context.pool.map(count: batches.count) { index in
      let (batch, rows) = (batches[index], starts[index]..<starts[index + 1])
      return Batch(batch.columns + columns.map { $0.slice(rows) }, count: batch.count)
    }
  }
}

extension WindowCall {
  /// The order of rows in the partition. Of LISTAGG and the percentiles, `order` is that of their values instead.
  var rowOrder: [SortKey] { sortsValues ? [] : order }

  var sortsValues: Bool {
    switch function {
    case .aggregate(.listAggregate), .aggregate(.median), .aggregate(.percentileContinuous),
      .aggregate(.percentileDiscrete):
      true
    default: false
    }
  }
}

/// Computes one call over a layout.
struct WindowFunctions {
  let call: WindowCall
  let layout: WindowLayout
  let input: WindowInput
  let bounds: WindowBounds

  init(_ call: WindowCall, _ layout: WindowLayout, _ input: WindowInput) {
    self.call = call
    self.layout = layout
    self.input = input
    bounds = WindowBounds(call.sortsValues ? nil : call.frame)
  }

  /// One value a row of the input.
  func column() throws -> Column {
    let arguments = try input.columns(call.arguments)
    switch call.function {
    case .rowNumber, .rank, .denseRank, .percentRank, .cumeDist, .ntile: return try ranks(arguments)
    case .lag, .lead, .firstValue, .lastValue, .nthValue: return try picks(arguments)
    case .ratioToReport: return try ratios(arguments)
    case .aggregate(let function): return try aggregate(function, arguments)
    }
  }

  /// A column of values that `body` puts at row numbers, for each partition; rows it leaves out are NULL.
  func column<Element: BitwiseCopyable & Sendable>(
    of zero: Element, _ make: ([Element], Validity) -> Column,
    _ body: @Sendable (Range<Int>, WindowSink<Element>) throws -> Void
  ) throws -> Column {
    let valid = SharedArray(repeating: false, count: input.count)
    let values = try values(of: zero, valid, body)
    return make(values, Validity(valid: Array(valid.elements(0..<input.count))))
  }

  /// The same of values that every row has; `valid`, where it is asked for, tells which ones have got theirs.
  func values<Element: BitwiseCopyable & Sendable>(
    of zero: Element, _ valid: SharedArray<Bool>? = nil,
    _ body: @Sendable (Range<Int>, WindowSink<Element>) throws -> Void
  ) throws -> [Element] {
    let values = SharedArray(repeating: zero, count: input.count)
    let layout = layout
    try input.context.pool.forEach(count: layout.parts.count) { part in
      // Once a part: threads that count references of the same rows wait for each other.
      let sink = WindowSink(rows: layout.partitions.rows, values: values, valid: valid)
      for partition in layout.parts[part] { try body(layout.partitions.range(partition), sink) }
    }
    return Array(values.elements(0..<input.count))
  }
}

/// Takes a partition's values by position and puts them at their rows.
struct WindowSink<Element: BitwiseCopyable> {
  private let rows: [UInt32]
  private let values: UnsafeMutableBufferPointer<Element>
  private let valid: UnsafeMutableBufferPointer<Bool>?

  /// Both arrays have an element for each row.
  init(rows: [UInt32], values: SharedArray<Element>, valid: SharedArray<Bool>?) {
    self.rows = rows
    self.values = values.elements(0..<rows.count)
    self.valid = valid?.elements(0..<rows.count)
  }

  @inline(__always)
  func put(_ position: Int, _ value: Element) {
    let row = Int(rows[position])
    values[row] = value
    if let valid { valid[row] = true }
  }
}
