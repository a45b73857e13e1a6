import Columnar
import ObjectStore
import SQLTypes
import Scheduling

/// Reads all units in parallel and puts their results together in order, with proof for every guessed border.
struct LoadCollector {
  let job: LoadJob
  let units: [LoadUnit]

  private(set) var batches: [Batch] = []
  /// Of the rejected rows the first `RejectedRow.keptCount`, a log a unit.
  private(set) var rejects: [RejectLog] = []
  private var keptRejects = 0
  private(set) var rejectCount = 0
  private(set) var tallies: [UnitResult.Tally] = []
  private(set) var repaired = 0
  private(set) var repairs: [RepairedRow] = []
  /// MAXERROR is reached: nothing behind the last reject counts.
  private(set) var hasFailed = false
  /// Where the last chunk's records ended.
  private var next = 0
  private var rescanner: UnitScanner?

  init(_ job: LoadJob) {
    self.job = job
    units = LoadUnit.plan(job.objects, isWhole: job.options.readsWholeFiles, job.sizes)
  }

  /// Tells `observe` of each unit that is through: files that ended with it, bytes, rows. Errors: those of the units,
  /// the first in order; cancellation.
  mutating func run(_ pool: WorkerPool, _ observe: (Int, Int, Int) -> Void = { _, _, _ in }) throws {
    var job = job
    job.readAhead = ReadAhead(job.objects, pieces, threads: pool.threads)
    job.decodesAhead = units.count < pool.threads
    job.cancellation = pool.cancellation
    try run(job, pool, observe)
  }

  private mutating func run(_ job: LoadJob, _ pool: WorkerPool, _ observe: (Int, Int, Int) -> Void) throws {
    let units = units
    defer { job.readAhead?.close() }
    try pool.mapOrdered(
      count: units.count, window: pool.threads * 2 + 2, with: { UnitScanner(job) },
      { (scanner: inout UnitScanner, index: Int) in try scanner.run(units[index]) },
      consume: { index, result in
        let extent = units[index].extent(in: job.objects)
        observe(extent.files, extent.bytes, result.batches.reduce(0) { $0 + $1.count })
        return try add(result, of: units[index])
      })
    rescanner = nil
  }

  /// What the units read of their objects, in order.
  private var pieces: [ReadAhead.Piece] {
    units.flatMap { unit in
      switch unit {
      case .files(let range): return range.map { ReadAhead.Piece(wholeObject: $0, size: job.objects[$0].size) }
      case .chunk(let object, let range):
        // Where the scanner starts, and as far behind the chunk's end as it reads to finish its last record.
        let end = min(range.upperBound + job.sizes.overhang, job.objects[object].size)
        return [ReadAhead.Piece(object: object, range: max(0, range.lowerBound - 1)..<end)]
      }
    }
  }

  /// False to stop.
  private mutating func add(_ guessed: UnitResult, of unit: LoadUnit) throws(SQLError) -> Bool {
    var result = guessed
    if !unit.isFirstChunk && !guessed.continues(from: next) {
      let scanner = rescanner ?? UnitScanner(job)
      rescanner = scanner
      result = try scanner.run(unit, from: next)
    }
    next = result.next
    append(result)
    return !hasFailed
  }

  /// Takes over a unit of columnar files, which refuse no row.
  mutating func take(_ result: UnitResult) { append(result) }

  private mutating func append(_ result: UnitResult) {
    if !job.options.isDryRun { batches += result.batches }
    rejectCount += result.rejects.count
    keep(result.rejects)
    repaired += result.repaired
    repairs += result.repairs.prefix(RepairedRow.loggedCount - repairs.count)
    for tally in result.tallies {
      if tallies.last?.object == tally.object {
        tallies[tallies.count - 1].records += tally.records
        tallies[tallies.count - 1].errors += tally.errors
      } else {
        tallies.append(tally)
      }
    }
    if let limit = job.options.errorLimit, rejectCount >= limit {
      hasFailed = true
      rejects[rejects.count - 1].keep(first: rejects[rejects.count - 1].keptCount - (keptRejects - limit))
    }
  }

  private mutating func keep(_ more: RejectLog) {
    guard more.keptCount > 0, keptRejects < RejectedRow.keptCount else { return }
    rejects.append(more)
    rejects[rejects.count - 1].keep(first: RejectedRow.keptCount - keptRejects)
    keptRejects += rejects[rejects.count - 1].keptCount
  }
}
