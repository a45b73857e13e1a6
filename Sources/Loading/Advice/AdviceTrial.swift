import Catalogs
import Formats
import ObjectStore
import SQLTypes

/// A COPY as it is or as it might be changed: what a trial reads a sample with.
struct CopySetting: Equatable {
  var options: CopyOptions
  var target: CopyTarget

  /// Of settings that one COPY's was changed to: options and columns make the rest of a target.
  static func == (one: CopySetting, other: CopySetting) -> Bool {
    one.options == other.options && one.target.table == other.target.table
  }
}

/// Reads the first records of a file with some setting, by COPY's own mapper and converters, and counts.
struct AdviceTrial {
  struct Outcome {
    var rows = 0
    var refused = 0
    /// `Complaint.key` of what is refused.
    var complaints: Set<String> = []
    /// Bytes of the longest text in each column COPY fills.
    var widest: [Int] = []
    /// What the first record looks like.
    var first = HeaderLine()
  }

  private static let recordLimit = 4096

  let job: LoadJob
  let setting: CopySetting
  private let reader: FieldReader
  private let converters: [ColumnConverter]
  /// The field that is looked at; nil where all are.
  private let only: Int?

  init(_ job: LoadJob, _ setting: CopySetting, only: Int? = nil) {
    self.job = job
    self.only = only
    self.setting = setting
    let reader = FieldReader(setting.options)
    self.reader = reader
    converters = setting.target.loaded.map { ColumnConverter($0, setting.options, job.context, reader) }
  }

  /// nil where the bytes cannot be read so. With a complaint's key it stops where that comes up.
  func run(_ sample: AdviceSample, until key: String? = nil) -> Outcome? {
    guard let text = sample.text(setting.options) else { return nil }
    if let mismatch = text.mismatch {
      return Outcome(refused: 1, complaints: [Complaint.key(.encoding(mismatch), nil, setting.options.rules)])
    }
    let found = sample.records(setting) {
      let bytes = text.buffer.bytes
      let start = TextHeader.skip(
        lines: setting.options.headerLines, bytes,
        from: setting.options.encoding == .utf8 ? TextHeader.byteOrderMark(bytes) : 0)
      return records(text.buffer, from: start.offset, isLast: text.isWhole)
    }
    return run(found, until: key)
  }

  /// The same of one record.
  func run(_ record: [UInt8]) -> Outcome {
    let buffer = InputBuffer(capacity: record.count)
    record.withUnsafeBytes { buffer.append($0) }
    return run(records(buffer, from: 0, isLast: true))
  }

  private func records(_ buffer: InputBuffer, from start: Int, isLast: Bool) -> SampleRecords {
    SampleRecords(buffer, from: start, isLast: isLast, mapper, columnCount: setting.target.loaded.count)
  }

  private var mapper: any RecordMapper {
    guard case .json(let source) = setting.options.format else {
      return setting.options.textMapper(columnCount: setting.target.loaded.count).0
    }
    let names = setting.target.loaded.map(\.definition.name)
    if setting.options.format == job.options.format { return job.mapper }
    return JSONRecordMapper(source == .autoIgnoringCase ? .keysIgnoringCase(names) : .keys(names))
  }

  private func run(_ records: SampleRecords, until key: String? = nil) -> Outcome {
    var outcome = Outcome(widest: Array(repeating: 0, count: setting.target.loaded.count))
    let (rejects, own) = (RowRejects(), RowRejects())
    var index = 0
    while outcome.rows + outcome.refused < Self.recordLimit, let batch = records.batch(index) {
      count(batch, records.window, isFirst: outcome.rows + outcome.refused == 0, rejects, own, &outcome)
      if key.map(outcome.complaints.contains) == true { break }
      index += 1
    }
    return outcome
  }

  private func count(
    _ batch: RecordBatch, _ window: UnsafeRawBufferPointer, isFirst: Bool, _ rejects: RowRejects, _ own: RowRejects,
    _ outcome: inout Outcome
  ) {
    rejects.removeAll()
    var header = HeaderLine()
    for (index, column) in setting.target.loaded.enumerated() where only ?? index == index {
      batch.withFields(of: index) { fields in
        own.removeAll()
        converters[index].convert(fields, in: window, own)
        converters[index].discard(fields.count)
        if isFirst, let first = fields.first {
          header.add(Complaint.Field(first, window, reader), isRefused: own.contains(0), column.definition)
        }
        var widest = outcome.widest[index]
        for row in 0..<fields.count {
          if own.contains(row) {
            rejects.reject(row, column: column.position, own[row].fault)
          } else {
            widest = max(widest, width(fields[row], window))
          }
        }
        outcome.widest[index] = widest
      }
    }
    var faults = FaultKinds()
    for row in 0..<batch.count where rejects.contains(row) {
      _ = faults.add(.field(rejects[row].fault), column: rejects[row].column)
    }
    for failure in batch.failures { _ = faults.add(.record(failure.reason), column: column(of: failure)) }
    for kind in faults.kinds {
      outcome.complaints.insert(Complaint.key(kind.rule, kind.column.map(Int.init), setting.options.rules))
    }
    if isFirst, batch.count > 0, batch.failures.first?.recordsBefore != 0 { outcome.first = header }
    outcome.rows += batch.count - rejects.count
    outcome.refused += rejects.count + batch.failures.count
  }

  private func column(of failure: RecordFailure) -> Int32? {
    let loaded = setting.target.loaded
    return failure.column.flatMap { $0 < loaded.count ? Int32(loaded[$0].position) : nil }
  }

  private func width(_ field: FieldSlice, _ window: UnsafeRawBufferPointer) -> Int {
    field.hasEscapes || field.kind == .nested ? ((try? reader.text(field, window)) ?? nil)?.count ?? 0 : field.length
  }
}

/// Whether the first record of a file holds names instead of values: most of its cells are the columns' names, or words
/// where the column takes none.
struct HeaderLine {
  private var cells = 0
  private var names = 0
  private var words = 0

  mutating func add(_ field: Complaint.Field?, isRefused: Bool, _ column: ColumnDefinition) {
    cells += 1
    guard let field, !field.text.isEmpty else { return }
    let text = String(decoding: field.text, as: UTF8.self)
    if Self.bare(text) == Self.bare(column.name) {
      names += 1
    } else if isRefused, column.type.isNumeric || column.type.isDatetime || column.type == .boolean, Self.isWord(text) {
      words += 1
    }
  }

  var isHeader: Bool { (names + words) * 2 > cells }
  /// Words may be values after all where no other record is there to compare.
  var isSure: Bool { names * 2 > cells }

  /// Letters and digits in lower case.
  private static func bare(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }

  private static func isWord(_ text: String) -> Bool {
    guard let first = text.first(where: { $0 != "\"" && $0 != " " && $0 != "#" }), !NullSpelling.isOne(text) else {
      return false
    }
    return (first.isLetter || first == "_") && text.count <= 127
  }
}

/// What stands for NULL in files that other programs write.
enum NullSpelling {
  private static let spellings: Set<String> = [
    "null", "(null)", "<null>", "[null]", "none", "nil", "nan", "na", "n/a", "#n/a", "#na", "-", "--", "?", ".", "\\n",
    "undefined",
    "missing", "unknown", "nat", "<na>",
  ]

  static func isOne(_ text: String) -> Bool {
    spellings.contains(text.lowercased())
  }
}
