import Catalogs
import Formats
import SQLTypes

/// Types that all values of a column fit so far: each is tried with COPY's own converter until a value refuses.
struct TypeCandidates {
  private struct Candidate {
    let type: DataType
    let converter: ColumnConverter
  }

  private var alive: [Candidate]

  init(_ column: LoadedColumn, _ job: LoadJob, _ reader: FieldReader) {
    let types: [DataType] = [.integer, .bigint, .double, .boolean, .date, .timestamp, .timestamptz]
    alive = types.map { type in
      var options = job.options
      // TIMESTAMPTZ stands for a TIMESTAMP in another layout than the default one.
      if type == .timestamptz { options.rules.timeFormat = DatetimeFormat(timeFormat: "auto") }
      let definition = ColumnDefinition(column.definition.name, type == .timestamptz ? .timestamp : type)
      let target = LoadedColumn(fieldIndex: column.fieldIndex, position: column.position, definition: definition)
      return Candidate(type: type, converter: ColumnConverter(target, options, job.context, reader))
    }
  }

  mutating func check(_ fields: UnsafeBufferPointer<FieldSlice>, in window: UnsafeRawBufferPointer) {
    alive.removeAll { candidate in
      let rejects = RowRejects()
      candidate.converter.convert(fields, in: window, rejects)
      candidate.converter.discard(fields.count)
      return rejects.count > 0
    }
  }

  private func fits(_ type: DataType) -> Bool { alive.contains { $0.type == type } }

  /// Only TIMEFORMAT 'auto' reads the column's times.
  func needsAutomaticTimes(_ texts: TextTraits, kinds: Set<FieldSlice.Kind>, widest: Int) -> Bool {
    suggestion(texts, kinds: kinds, widest: widest) == .timestamp && !fits(.timestamp)
  }

  /// The narrowest type that loses nothing: digits behind leading zeros stay text.
  func suggestion(_ texts: TextTraits, kinds: Set<FieldSlice.Kind>, widest: Int) -> DataType {
    if kinds.contains(.nested) { return .super }
    guard texts.count > 0 else { return .text }
    if !texts.hasLeadingZero {
      if fits(.integer) { return .integer }
      if fits(.bigint) { return .bigint }
      if fits(.double), texts.allHaveDigits { return .double }
    }
    if fits(.boolean) { return .boolean }
    if texts.allHaveDigits, texts.hasSeparators {
      if fits(.date), widest <= 10 { return .date }
      if fits(.timestamp) || fits(.timestamptz) { return .timestamp }
    }
    return .varchar(Self.width(widest))
  }

  /// A power of two with a quarter to spare.
  static func width(_ widest: Int) -> Int {
    var width = 16
    while width < widest + widest / 4 && width < DataType.maximumVarcharLength { width *= 2 }
    return min(width, DataType.maximumVarcharLength)
  }
}
