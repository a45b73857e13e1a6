import Columnar
import ObjectStore
import SQLTypes
import Scheduling

/// Parquet files: footers first, all of them, then columns of row groups in parallel, put together in order.
///
/// ```
/// file 1   group 1   columns 0..<3 │ 3..<5        worker 1 │ worker 2
///          group 2   columns 0..<3 │ 3..<5        …
/// file 2   group 1   columns 0..<5
/// ```
extension LoadCollector {
  /// Tells `observe` of each piece that is through: files that ended with it, bytes, rows.
  ///
  /// Errors: 58030, XX000 and 0A000 for files that cannot be read or do not fit the table, the first in order;
  /// `ParquetRejection` for the first value that does not fit its column; cancellation.
  mutating func runParquet(
    _ pool: WorkerPool, source: String, _ observe: (Int, Int, Int) -> Void
  ) throws {
    var job = job
    job.cancellation = pool.cancellation
    // Markers and other empty objects hold no rows (copy.md part 6).
    let objects = job.objects.indices.filter { job.objects[$0].size > 0 }
    let plans = try pool.map(count: objects.count) { [job] number in
      var file = try ParquetFile(job.objects[objects[number]])
      if let names = job.columnNames { file.footer.schema = file.footer.schema.selecting(names) }
      return (file: file, conversions: try file.conversions(job, source: source))
    }
    var numbers: [Int: Int] = [:]
    for (number, object) in objects.enumerated() {
      numbers[object] = number
      // No piece speaks of a file without rows.
      if plans[number].file.footer.rowGroups.isEmpty {
        take(.noRecords(of: object))
        observe(1, 0, 0)
      }
    }
    let units = ParquetUnit.plan(zip(objects, plans).map { (object: $0, file: $1.file) }, job.sizes)
    var group = ParquetGroup()
    try pool.mapOrdered(
      count: units.count, window: pool.threads * 2 + 2, with: { [job] in ParquetScanner(job) },
      { [numbers] (scanner: inout ParquetScanner, index: Int) in
        let plan = plans[numbers[units[index].object] ?? 0]
        return try scanner.run(units[index], plan.file, plan.conversions)
      },
      consume: { index, result in
        let unit = units[index]
        group.add(result)
        let footer = plans[numbers[unit.object] ?? 0].file.footer
        let rows = footer.rowGroups[unit.group].rowCount
        if unit.endsGroup { take(try group.finish(unit, rows: rows, job)) }
        let bytes = unit.columns.reduce(0) { bytes, field in
          bytes
            + footer.schema.fields[field].columns.reduce(0) { $0 + footer.rowGroups[unit.group].chunks[$1].range.count }
        }
        observe(unit.endsFile ? 1 : 0, bytes, unit.endsGroup ? rows : 0)
        return true
      })
  }
}

extension UnitResult {
  fileprivate static func noRecords(of object: Int) -> UnitResult {
    var result = UnitResult()
    result.tally(object)
    return result
  }
}

/// The pieces of a row group that are through.
private struct ParquetGroup {
  private var columns: [[Column]] = []
  private var repaired: Set<Int> = []
  private var repairs: [RepairedRow] = []

  mutating func add(_ result: ParquetScanner.Result) {
    columns += result.columns
    repairs += result.repairs.filter { !repaired.contains($0.lineOffset) }
    repaired.formUnion(result.repaired)
  }

  /// Batches of all its rows, with NULL in columns that the file does not have; the group is empty afterwards.
  /// Errors: `ParquetRejection` where such a column must have a value.
  mutating func finish(_ unit: ParquetUnit, rows: Int, _ job: LoadJob) throws -> UnitResult {
    defer { self = ParquetGroup() }
    var result = UnitResult()
    result.tally(unit.object, records: rows)
    result.repaired = repaired.count
    result.repairs = Array(repairs.sorted { $0.lineOffset < $1.lineOffset }.prefix(RepairedRow.loggedCount))
    guard rows > 0 else { return result }
    for column in job.target.loaded.dropFirst(columns.count) where !column.takesNull(.missing) {
      throw ParquetRejection(
        object: unit.object, row: unit.firstRow, column: column.fieldIndex, fault: .field(.missingData), value: [])
    }
    for (number, start) in stride(from: 0, to: rows, by: job.sizes.largestBatch).enumerated() {
      try job.checkCancellation()
      let count = min(job.sizes.largestBatch, rows - start)
      let missing = job.target.loaded.dropFirst(columns.count).map {
        Column.constant(.null, $0.definition.type, count: count).expanded
      }
      result.batches.append(Batch(columns.map { $0[number] } + missing, count: count))
    }
    return result
  }
}
