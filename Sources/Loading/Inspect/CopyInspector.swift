import Catalogs
import Formats
import ObjectStore
import SQLSyntax
import SQLTypes
import Scheduling

/// What a COPY statement would meet, or what a location holds: read through COPY's own parts, with nothing loaded.
package struct CopyInspector: Sendable {
  let loader: CopyLoader
  let limits: InspectLimits
  let cancellation: Cancellation?

  package init(store: ObjectStorage, pool: WorkerPool, limits: InspectLimits, cancellation: Cancellation? = nil) {
    loader = CopyLoader(store: store, pool: pool)
    self.limits = limits
    self.cancellation = cancellation
  }

  /// Errors: the statement's own faults, as COPY has them; cancellation.
  package func inspect(_ request: CopyRequest) throws -> Inspection {
    let job = try job(for: request)
    if request.options.format == .parquet {
      var inspector = ParquetInspector(job, request, limits)
      return try inspector.run(cancellation)
    }
    return try inspect(job, request, suggests: false).report
  }

  func job(for request: CopyRequest) throws(SQLError) -> LoadJob {
    try JobPlanner(request, loader.store, loader.sizes).job()
  }

  func inspect(
    _ job: LoadJob, _ request: CopyRequest, suggests: Bool
  ) throws -> (report: Inspection, profiles: [ColumnProfile]) {
    let inspector = JobInspector(job, limits, sources: Self.sources(job), suggests: suggests)
    var report = try inspector.run(cancellation)
    report.source = request.source
    report.format = Self.format(job.options)
    return (report, inspector.profiles)
  }

  /// What fills each column: `"key"`, a path, or the field's number.
  private static func sources(_ job: LoadJob) -> [String] {
    guard let mapping = job.jsonMapping else { return job.target.loaded.map { "field \($0.fieldIndex + 1)" } }
    let advice = MappingAdvice(mapping: mapping, sample: SampledDocuments([]))
    return job.target.loaded.map { advice.shown(advice.steps($0.fieldIndex)) }
  }

  private static func format(_ options: CopyOptions) -> String {
    let format =
      switch options.format {
      case .json(.auto): "JSON 'auto'"
      case .json(.autoIgnoringCase): "JSON 'auto ignorecase'"
      case .json(.paths(let name)): "JSON '\(name)'"
      default: options.format.name
      }
    return options.compression == .none ? format : "\(format), \("\(options.compression)".uppercased())"
  }
}
