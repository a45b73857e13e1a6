import Columnar
import Formats
import SQLTypes

/// What the sampled fields of one column are, by COPY's own converter and its own text of each value.
final class ColumnProfile {
  let column: LoadedColumn
  private(set) var report: Inspection.Column
  private let converter: ColumnConverter
  private let reader: FieldReader
  private var kinds: [FieldSlice.Kind: Int] = [:]
  private(set) var texts = TextTraits()
  /// Where a type is to be suggested.
  private(set) var candidates: TypeCandidates?

  init(_ column: LoadedColumn, source: String, _ job: LoadJob, suggests: Bool) {
    self.column = column
    reader = FieldReader(job.options)
    converter = ColumnConverter(column, job.options, job.context, reader)
    report = Inspection.Column(name: column.definition.name, source: source, type: column.definition.type)
    candidates = suggests ? TypeCandidates(column, job, reader) : nil
  }

  /// Converts fields as COPY does and takes note of them; `rejects` is empty and gets what is refused.
  func add(_ fields: UnsafeBufferPointer<FieldSlice>, in window: UnsafeRawBufferPointer, _ rejects: RowRejects) {
    for field in fields { note(field, window) }
    converter.convert(fields, in: window, rejects)
    converter.append(fields.count)
    let values = converter.finish()
    for row in 0..<fields.count where !rejects.contains(row) {
      if values.isValid(row) { report.values += 1 } else { report.nulls += 1 }
    }
    report.refused += rejects.count
    candidates?.check(fields, in: window)
  }

  private func note(_ field: FieldSlice, _ window: UnsafeRawBufferPointer) {
    kinds[field.kind, default: 0] += 1
    guard let text = try? reader.text(field, window) else { return }
    report.widest = max(report.widest, text.count)
    texts.add(text)
    if report.example == nil, text.count > 0 { report.example = Self.start(of: text) }
  }

  private static func start(of text: UnsafeRawBufferPointer) -> String {
    String(String(decoding: text.prefix(240), as: UTF8.self).prefix(60))
  }

  func finished() -> Inspection.Column {
    var report = report
    report.kinds = shownKinds
    if let candidates { report.type = candidates.suggestion(texts, kinds: Set(kinds.keys), widest: report.widest) }
    return report
  }

  var needsAutomaticTimes: Bool {
    candidates?.needsAutomaticTimes(texts, kinds: Set(kinds.keys), widest: report.widest) ?? false
  }

  /// Values of more than one kind in JSON: as text they may all load, but they are hardly meant alike.
  var mixture: String? {
    let given = Self.names.filter { kinds[$0.0] != nil }
    let isBoolean = given.allSatisfy { $0.1 == "boolean" }
    guard given.count > 1, !isBoolean else { return nil }
    return "column \"\(report.name)\" (\(report.source)) holds mixed types: \(shownKinds)."
  }

  private static let names: [(FieldSlice.Kind, String)] = [
    (.string, "string"), (.number, "number"), (.true, "boolean"), (.false, "boolean"), (.nested, "nested"),
  ]

  private var shownKinds: String {
    var counts: [(String, Int)] = []
    for (kind, name) in Self.names {
      guard let count = kinds[kind] else { continue }
      if counts.last?.0 == name { counts[counts.count - 1].1 += count } else { counts.append((name, count)) }
    }
    return counts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}

/// What all texts of a column have in common.
struct TextTraits {
  private(set) var count = 0
  /// `007`: digits that a number would lose.
  private(set) var hasLeadingZero = false
  private(set) var allHaveDigits = true
  private(set) var isMilliseconds = true
  private(set) var hasSeparators = true

  mutating func add(_ text: UnsafeRawBufferPointer) {
    guard text.count > 0 else { return }
    count += 1
    let digits = text.count { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    if text.count > 1, text[0] == UInt8(ascii: "0"), text[1] != UInt8(ascii: ".") { hasLeadingZero = true }
    if digits == 0 { allHaveDigits = false }
    if digits != 13 || text.count != 13 { isMilliseconds = false }
    if digits == text.count { hasSeparators = false }
  }
}
