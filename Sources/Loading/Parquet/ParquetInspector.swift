import Catalogs
import Columnar
import Formats
import ObjectStore
import SQLTypes
import Scheduling

/// Reads a sample of a COPY's Parquet files through the COPY's own reader, row groups from each file's start on.
struct ParquetInspector {
  private let request: CopyRequest
  private var job: LoadJob
  private let limits: InspectLimits
  private var report = Inspection()
  private var broken: [String] = []

  init(_ job: LoadJob, _ request: CopyRequest, _ limits: InspectLimits) {
    (self.job, self.request, self.limits) = (job, request, limits)
    report.columns = job.target.loaded.map { column in
      Inspection.Column(
        name: column.definition.name, source: "column \(column.fieldIndex + 1)", type: column.definition.type)
    }
  }

  /// Errors: cancellation.
  mutating func run(_ cancellation: Cancellation?) throws -> Inspection {
    if let cancellation { job.cancellation = cancellation }
    let full = job.objects.indices.filter { job.objects[$0].size > 0 }
    let picked = Spread.pick(limits.objects, of: full)
    (report.source, report.format) = (request.source, job.options.format.name)
    (report.objects, report.emptyObjects) = (job.objects.count, job.objects.count - full.count)
    report.bytes = job.objects.reduce(0) { $0 + $1.size }
    report.isWhole = picked.count == full.count
    for object in picked {
      try cancellation?.check()
      try read(object)
    }
    report.warnings = broken + StrayFiles.advice(job.objects, jsonPaths: nil)
    return report
  }

  /// A file that does not fit the table, or is damaged, is a warning; so is the first value that does not fit.
  private mutating func read(_ object: Int) throws {
    report.sampledObjects += 1
    do {
      let file = try ParquetFile(job.objects[object])
      let conversions = try file.conversions(job, source: request.source)
      try read(file, conversions, object)
    } catch let error as SQLError {
      report.fails = true
      broken.append("\(job.objects[object].name): \(error.message)\(error.contextLine). \(error.hint ?? "")")
    } catch let rejection as ParquetRejection {
      report.fails = true
      report.refusedRecords += 1
      report.columns[rejection.column].refused += 1
      let collector = LoadCollector(job)
      let failure = LoadReport(request: request, job: job, collector: collector).failure(rejection)
      if let error = failure.errors.first { report.problems.append(Inspection.Problem(count: 1, error: error)) }
    }
  }

  private mutating func read(_ file: ParquetFile, _ conversions: [ParquetConversion], _ object: Int) throws {
    var sizes = job.sizes
    sizes.group = .max
    let scanner = ParquetScanner(job)
    var left = limits.records
    for unit in ParquetUnit.plan([(object: object, file: file)], sizes) {
      let rows = file.footer.rowGroups[unit.group].rowCount
      if left == 0 && rows > 0 { report.isWhole = false }
      guard left > 0 else { break }
      if rows > left { report.isWhole = false }
      let taken = min(rows, left)
      report.sampledBytes += file.footer.rowGroups[unit.group].size
      for (index, slices) in try scanner.run(unit, file, conversions).columns.enumerated() {
        note(index, slices, taken)
      }
      report.records += taken
      left -= taken
    }
  }

  /// Of the first `rows` values of a column.
  private mutating func note(_ index: Int, _ slices: [Column], _ rows: Int) {
    var left = rows
    for slice in slices where left > 0 {
      for row in 0..<min(left, slice.count) {
        guard let text = ValueText.text(of: slice.value(row), type: slice.type) else {
          report.columns[index].nulls += 1
          continue
        }
        report.columns[index].note(text)
      }
      left -= min(left, slice.count)
    }
  }
}

extension Inspection.Column {
  fileprivate mutating func note(_ text: String) {
    values += 1
    widest = max(widest, text.utf8.count)
    if example == nil, !text.isEmpty { example = String(text.prefix(60)) }
  }
}

extension SQLError {
  /// The context of an error's boxed DETAIL.
  fileprivate var contextLine: String {
    let lines = (detail ?? "").split(separator: "\n").drop { !$0.hasPrefix("  context:") }.dropLast()
    return lines.isEmpty ? "" : ": " + lines.joined(separator: " ").drop { $0 != ":" }.dropFirst().drop { $0 == " " }
  }
}

extension CopyInspector {
  /// Files whose columns tell the table: names, and types that take each as it is.
  ///
  /// Errors: 0A000 for a column that no type takes.
  func inspectParquet(_ source: String, _ object: StoredObject, table: TableDefinition?) throws -> Inspection {
    let fields = try ParquetFile(object).footer.schema.fields
    let isNested = fields.contains { $0.tableType == .super }
    let clauses = "FORMAT AS PARQUET" + (isNested ? " SERIALIZETOJSON" : "")
    let statement = try Self.statement("\(DDLText.literal(source)) \(clauses)")
    if let table {
      var report = try inspect(Self.request(statement, table))
      report.copy = Self.copyText(table, source, clauses)
      return report
    }
    var used = Set<String>()
    let names = fields.enumerated().map {
      FoundColumns.unique(ColumnNames.identifier($0.element.name, $0.offset), &used)
    }
    var suggested = Self.table(source, names)
    for (index, field) in fields.enumerated() {
      guard let type = field.tableType else { throw SQLError.notSupported("a column for the file's \(field)") }
      suggested.columns[index].type = type.characterLength == nil ? type : .varchar(DataType.maximumVarcharLength)
    }
    var report = try inspect(Self.request(statement, suggested))
    for index in fields.indices where suggested.columns[index].type.characterLength != nil {
      suggested.columns[index].type = .varchar(TypeCandidates.width(report.columns[index].widest))
      report.columns[index].type = suggested.columns[index].type
    }
    report.createTable = DDLText.createTable(suggested) + ";"
    report.copy = Self.copyText(suggested, source, clauses)
    return report
  }
}
