import Catalogs
import Formats
import ObjectStore
import SQLTypes
import Scheduling

/// Reads a sample of a COPY's input through the COPY's own mapper and converters. Unlike COPY it looks at every column
/// of a record, also behind the first one at fault.
final class JobInspector {
  private let job: LoadJob
  private let limits: InspectLimits
  let profiles: [ColumnProfile]
  private var report = Inspection()
  private var faults = FaultTally()
  /// Errors of whole files, and which objects are read.
  private var broken: [String] = []
  /// Objects with a line feed, and those with carriage returns in what has none.
  private var (hasFeeds, hasReturns): (Set<Int>, Set<Int>) = ([], [])

  init(_ job: LoadJob, _ limits: InspectLimits, sources: [String], suggests: Bool) {
    self.job = job
    self.limits = limits
    profiles = job.target.loaded.map { ColumnProfile($0, source: sources[$0.fieldIndex], job, suggests: suggests) }
  }

  /// Errors: cancellation.
  func run(_ cancellation: Cancellation? = nil) throws -> Inspection {
    let full = job.objects.indices.filter { job.objects[$0].size > 0 }
    let picked = Spread.pick(limits.objects, of: full)
    report.objects = job.objects.count
    report.emptyObjects = job.objects.count - full.count
    report.bytes = job.objects.reduce(0) { $0 + $1.size }
    report.isWhole = picked.count == full.count
    for object in picked {
      try cancellation?.check()
      read(object)
    }
    return finished()
  }

  /// A file that cannot be read to its end, such as half a gzip file, is a warning: the records before it count.
  private func read(_ object: Int) {
    var reader = SampleReader(options: job.options)
    reader.recordLimit = limits.records
    report.sampledObjects += 1
    do throws(SQLError) {
      let extent = try reader.read(
        job.objects[object], job.mapper, columnCount: job.target.loaded.count
      ) { piece throws(SQLError) in add(piece, of: object) }
      report.sampledBytes += extent.bytes
      if !extent.isWhole { report.isWhole = false }
    } catch {
      report.fails = true
      broken.append("\(job.objects[object].name): \(error.message)" + (error.detail.map { " (\($0))" } ?? ""))
    }
  }

  private func add(_ piece: SampleReader.Piece, of object: Int) {
    noteLineEnds(piece.window, object)
    var refused = Set<Int>()
    for profile in profiles {
      let rejects = RowRejects()
      piece.batch.withFields(of: profile.column.fieldIndex) { fields in
        profile.add(UnsafeBufferPointer(rebasing: fields[..<piece.rows]), in: piece.window, rejects)
      }
      for entry in rejects.entries {
        refused.insert(entry.row)
        add(entry, profile.column, piece, object)
      }
    }
    for failure in piece.batch.failures { add(failure, piece, object) }
    report.records += piece.rows + piece.batch.failures.count
    report.refusedRecords += refused.count + piece.batch.failures.count
  }

  private func noteLineEnds(_ window: UnsafeRawBufferPointer, _ object: Int) {
    guard !job.isJSON, !hasFeeds.contains(object) else { return }
    if window.contains(0x0a) { hasFeeds.insert(object) } else if window.contains(0x0d) { hasReturns.insert(object) }
  }

  private func add(_ entry: RowRejects.Entry, _ column: LoadedColumn, _ piece: SampleReader.Piece, _ object: Int) {
    let (start, end) = (Int(piece.batch.starts[entry.row]), Int(piece.batch.ends[entry.row]))
    let field = piece.batch[column.fieldIndex, entry.row]
    faults.add(
      complaint(entry, column, field, start..<end, piece, object), .field(entry.fault), job.options.rules,
      column: column.definition, object: object,
      offset: piece.offset + (job.isJSON ? max(start, end - 1) : start), rawLine: line(start, end, piece),
      rawField: RawText.shown(FieldReader.raw(field, piece.window)))
  }

  private func add(_ failure: RecordFailure, _ piece: SampleReader.Piece, _ object: Int) {
    let position = job.isJSON ? min(failure.offset, max(failure.start, failure.end - 1)) : failure.start
    faults.add(
      Complaint(
        object: object, offset: piece.offset + failure.start, fault: .record(failure.reason),
        column: failure.column.flatMap { $0 < profiles.count ? profiles[$0].column.position : nil },
        record: UnsafeRawBufferPointer(rebasing: piece.window[failure.start..<failure.end])),
      .record(failure.reason), job.options.rules, column: nil, object: object, offset: piece.offset + position,
      rawLine: line(failure.start, failure.end, piece), rawField: "")
  }

  private func complaint(
    _ entry: RowRejects.Entry, _ column: LoadedColumn, _ field: FieldSlice, _ record: Range<Int>,
    _ piece: SampleReader.Piece, _ object: Int
  ) -> Complaint {
    Complaint(
      object: object, offset: piece.offset + record.lowerBound, fault: .field(entry.fault),
      column: column.position, record: UnsafeRawBufferPointer(rebasing: piece.window[record]),
      field: Complaint.Field(field, piece.window, FieldReader(job.options)))
  }

  private func line(_ start: Int, _ end: Int, _ piece: SampleReader.Piece) -> String {
    RawText.shown(UnsafeRawBufferPointer(rebasing: piece.window[start..<end]))
  }

  private func finished() -> Inspection {
    var report = report
    report.columns = profiles.map { $0.finished() }
    report.problems = faults.problems(job)
    report.warnings = broken + StrayFiles.advice(job.objects, jsonPaths: job.options.jsonPathsName)
    let unended = hasReturns.subtracting(hasFeeds).sorted()
    report.warnings += unended.map { "\(job.objects[$0].name): \(Cause.returnsAlone)" }
    report.warnings += emptyColumns() + profiles.compactMap(\.mixture)
    if let limit = job.options.errorLimit, report.refusedRecords >= limit { report.fails = true }
    return report
  }

  private func emptyColumns() -> [String] {
    let empty = profiles.filter { $0.report.values == 0 && $0.column.definition.identity == nil }.map(\.column)
    guard let mapping = job.jsonMapping, report.records > 0, !empty.isEmpty,
      let sample = try? SampledDocuments(job.objects, job.options), !sample.documents.isEmpty
    else { return [] }
    return MappingAdvice(mapping: mapping, sample: sample, scope: "record read").advice(empty)
  }
}
