import Catalogs
import Columnar
import ObjectStore
import SQLTypes
import Scheduling

/// Runs COPY: finds the objects, reads them in parallel, converts their records to columns.
package struct CopyLoader: Sendable {
  let store: ObjectStorage
  let pool: WorkerPool
  let sizes: LoadSizes

  package init(store: ObjectStorage, pool: WorkerPool, sizes: LoadSizes = LoadSizes()) {
    self.store = store
    self.pool = pool
    self.sizes = sizes
  }

  /// Throws `SQLError` for the statement's own faults, `CopyFailure` for input that was read and refused, and
  /// `CancellationError`.
  package func load(_ request: CopyRequest) throws -> CopyResult {
    let job = try JobPlanner(request, store, sizes).job()
    var collector = LoadCollector(job)
    do { try run(&collector, request) } catch let rejection as ParquetRejection {
      throw LoadReport(request: request, job: job, collector: collector).failure(rejection)
    }
    let report = LoadReport(request: request, job: job, collector: collector)
    if collector.hasFailed {
      var failure = try report.failure()
      failure.advice = LoadAdvisor(request: request, job: job).advice([], failure.errors)
      throw failure
    }
    return try result(of: collector, report, request)
  }

  private func run(_ collector: inout LoadCollector, _ request: CopyRequest) throws {
    var run = LoadReport(request: request, job: collector.job, collector: collector).run(loadedRows: nil)
    request.observe?(run)
    let note = { (files: Int, bytes: Int, rows: Int) in
      run.scannedFiles += files
      run.scannedBytes += bytes
      run.rows += rows
      request.observe?(run)
    }
    if request.options.format == .parquet {
      try collector.runParquet(pool, source: request.source, note)
    } else {
      try collector.run(pool, note)
    }
  }

  private func result(
    of collector: LoadCollector, _ report: LoadReport, _ request: CopyRequest
  ) throws -> CopyResult {
    let assembler = TableAssembler(
      target: collector.job.target, defaults: request.defaults, identityCount: request.identityCount, sizes: sizes)
    var result = CopyResult()
    result.loadedRows = collector.batches.reduce(0) { $0 + $1.count }
    result.identityCount = assembler.identityCount(after: collector.batches)
    result.errors = try report.errors()
    result.commits = report.commits
    result.replacements = collector.repaired
    result.replacementRows = try report.replacements()
    result.run = report.run(loadedRows: result.loadedRows)
    result.notices = report.notices(loadedRows: result.loadedRows)
    result.advice = LoadAdvisor(request: request, job: collector.job).advice(collector.batches, result.errors)
    result.batches = try assembler.assemble(collector.batches, pool)
    return result
  }
}
