import Columnar
import Planning
import SQLTypes

/// The first row of each partition, in the input's order, and its row number, which is 1.
///
/// `ROW_NUMBER() OVER (PARTITION BY … ORDER BY …) = 1` is how people keep the latest version of each row: it takes no
/// sorting, only the best row of each group. Each batch names its own best rows, from its keys alone; of these the best
/// are found, and only they are gathered from their batches.
struct FirstRowOperator: Sendable {
  let call: WindowCall
  /// Of the window's output.
  let required: RequiredColumns
  let context: ExecutionContext

  func source(_ input: any BatchSource) throws -> any BatchSource {
    let found = try context.mapSelected(input) { (input: $0, rows: try BestRows($0, self)) }
    var start: UInt32 = 0
    var parts = found.map { part in
      defer { start += UInt32(truncatingIfNeeded: part.input.count) }
      return part.rows.numbered(from: start)
    }
    guard !parts.isEmpty else { return BatchList.empty }
    // As long as that drops most rows.
    var (before, count) = (Int(start), parts.reduce(0) { $0 + $1.count })
    while parts.count > BestRows.fewParts && count <= before / 2 {
      parts = try merged(parts)
      (before, count) = (count, parts.reduce(0) { $0 + $1.count })
    }
    return BatchList(try gather(try best(parts, below: Int(start)), found.map(\.input)))
  }

  /// Some neighbours each into one.
  private func merged(_ parts: [BestRows]) throws -> [BestRows] {
    let starts = Array(stride(from: 0, to: parts.count, by: BestRows.fewParts))
    return try context.pool.map(count: starts.count) { index in
      try BestRows(Array(parts[starts[index]..<min(parts.count, starts[index] + BestRows.fewParts)]), self)
    }
  }

  /// The first rows of all partitions, ascending, among parts of rows below `rowCount`: by partition of the hash.
  private func best(_ parts: [BestRows], below rowCount: Int) throws -> [UInt32] {
    let bits = HashSplit.bits(for: parts.reduce(0) { $0 + $1.count })
    if bits == 0 { return try BestRows(parts, self).rows }
    let splits = try context.pool.map(count: parts.count) { parts[$0].split(bits: bits) }
    let isFirst = SharedArray(repeating: false, count: rowCount)
    try context.pool.forEach(count: 1 << Int(bits)) { partition in
      let marks = isFirst.elements(0..<rowCount)
      // A row is in one partition only.
      for row in try BestRows(splits.map { $0.rows(of: partition) }, self).rows { marks[Int(row)] = true }
    }
    let marks = isFirst.elements(0..<rowCount)
    return (0..<UInt32(truncatingIfNeeded: rowCount)).filter { marks[Int($0)] }
  }

  /// Rows of inputs that are numbered through, ascending.
  private func gather(_ rows: [UInt32], _ inputs: [SelectedBatch]) throws -> [Batch] {
    let required = required.slice(0..<required.count - 1)
    var (start, index) = (0, 0)
    return try inputs.map { input in
      try context.pool.cancellation.check()
      let first = index
      while index < rows.count && Int(rows[index]) < start + input.count { index += 1 }
      let local = rows[first..<index].map { $0 - UInt32(start) }
      start += input.count
      let one = Column.constant(.int(1), call.type, count: local.count)
      let columns = input.gather(local.count == input.count ? nil : local, required).unpacked.columns
      return Batch(columns + [one], count: local.count)
    }
  }
}

/// Rows of which some are the first of their partitions.
private struct BestRows: Sendable {
  /// Parts that are put together.
  static let fewParts = 8

  /// Row numbers, ascending.
  private(set) var rows: [UInt32]
  private let keys: [Column]
  private let hashes: [UInt64]
  private let order: [Column]

  var count: Int { rows.count }

  /// Rows of one batch: the first of each partition, or all where that would drop few.
  init(_ selected: SelectedBatch, _ plan: FirstRowOperator) throws {
    let evaluator = plan.context.evaluator
    let keys = try selected.evaluate(plan.call.partition, evaluator)
    let order = try selected.evaluate(plan.call.order.map(\.expression), evaluator)
    let hashes = KeyColumns(keys, count: selected.count).hashes()
    let all = BestRows(rows: Array(0..<UInt32(selected.count)), keys: keys, hashes: hashes, order: order)
    self = try all.reduced(plan, minimum: selected.count / 2)
  }

  /// The first row of each partition among the rows of some parts, of which there is at least one.
  init(_ parts: [BestRows], _ plan: FirstRowOperator) throws {
    func column(_ columns: [Column]) -> Column { columns.count == 1 ? columns[0] : Column.concatenate(columns) }
    let all = BestRows(
      rows: parts.flatMap(\.rows),
      keys: parts[0].keys.indices.map { index in column(parts.map { $0.keys[index] }) },
      hashes: parts.flatMap(\.hashes),
      order: parts[0].order.indices.map { index in column(parts.map { $0.order[index] }) })
    self = try all.reduced(plan, minimum: 1)
  }

  private init(rows: [UInt32], keys: [Column], hashes: [UInt64], order: [Column]) {
    (self.rows, self.keys, self.hashes, self.order) = (rows, keys, hashes, order)
  }

  /// The rows by partition of their hashes.
  struct Split: Sendable {
    fileprivate let hashes: HashSplit
    fileprivate let rows: BestRows

    func rows(of partition: Int) -> BestRows {
      let range = hashes.rows.range(partition)
      return BestRows(
        rows: Array(rows.rows[range]), keys: rows.keys.map { $0.slice(range) }, hashes: Array(rows.hashes[range]),
        order: rows.order.map { $0.slice(range) })
    }
  }

  func split(bits: UInt64) -> Split {
    let split = HashSplit(hashes, bits: bits)
    return Split(hashes: split, rows: picking(split.rows.rows, hashes: split.hashes))
  }

  /// The rows at `indices`, whose hashes are `hashes`.
  private func picking(_ indices: [UInt32], hashes: [UInt64]) -> BestRows {
    BestRows(
      rows: rows.picking(indices), keys: keys.map { $0.gather(indices) }, hashes: hashes,
      order: order.map { $0.gather(indices) })
  }

  func numbered(from start: UInt32) -> BestRows {
    var numbered = self
    if start > 0 { numbered.rows = rows.map { start + $0 } }
    return numbered
  }

  /// The first of each partition, or all where that drops fewer than `minimum`.
  private func reduced(_ plan: FirstRowOperator, minimum: Int) throws -> BestRows {
    let cancellation = plan.context.pool.cancellation
    try cancellation.check()
    let groups = RowGroups(KeyColumns(keys, count: count), hashes: hashes)
    guard count - groups.count >= max(1, minimum) else { return self }
    try cancellation.check()
    let best = RowOrder(plan.call.order, order, count: count).firstRows(groups.groups, count: groups.count).sorted()
    try cancellation.check()
    return picking(best, hashes: hashes.picking(best))
  }
}
