import Catalogs
import Columnar
import Formats
import ObjectStore
import SQLTypes
import System

/// Reads column chunks and makes table columns of them: one worker's.
final class ParquetScanner {
  private let job: LoadJob
  private let pages = ParquetPages()

  init(_ job: LoadJob) { self.job = job }

  /// The columns of a unit, each in slices of `largestBatch` rows.
  struct Result: Sendable {
    var columns: [[Column]] = []
    /// Rows of the file in which ACCEPTINVCHARS replaced bytes, the first ones with what stood there.
    var repaired: Set<Int> = []
    var repairs: [RepairedRow] = []
  }

  /// Errors: `SQLError` for a file that cannot be read or is damaged, `ParquetRejection` for a value that does not fit.
  func run(_ unit: ParquetUnit, _ file: ParquetFile, _ conversions: [ParquetConversion]) throws -> Result {
    var result = Result()
    let reader = try job.objects[unit.object].open()
    do {
      for index in unit.columns {
        result.columns.append(try column(index, unit, file, conversions[index], reader, &result))
      }
    } catch {
      // A file that was replaced meanwhile is not a damaged one.
      try reader.checkUnchanged()
      throw error
    }
    try reader.checkUnchanged()
    return result
  }

  private func column(
    _ index: Int, _ unit: ParquetUnit, _ file: ParquetFile, _ conversion: ParquetConversion, _ reader: ObjectReader,
    _ result: inout Result
  ) throws -> [Column] {
    let field = file.footer.schema.fields[index]
    let group = file.footer.rowGroups[unit.group]
    if conversion == .json { return try nested(index, unit, file, reader) }
    let chunk = group.chunks[field.columns.lowerBound]
    let bytes = try bytes(chunk.range, of: reader)
    do {
      let source = try ParquetColumnReader(bytes, chunk, field, path: field.name, pages)
      return try slices(source, index, unit, conversion, field, &result)
    } catch let fault as ParquetFault {
      throw ParquetErrors.fault(fault, file.name)
    }
  }

  private func nested(
    _ index: Int, _ unit: ParquetUnit, _ file: ParquetFile, _ reader: ObjectReader
  ) throws -> [Column] {
    let (field, group) = (file.footer.schema.fields[index], file.footer.rowGroups[unit.group])
    do {
      var nested = ParquetNestedReader(field, job)
      for leaf in field.leaves {
        let chunk = group.chunks[leaf.columns.lowerBound]
        let bytes = try bytes(chunk.range, of: reader)
        try nested.add(leaf, ParquetColumnReader(bytes, chunk, leaf, path: field.path(of: leaf), pages))
      }
      let columns = try nested.columns(rows: group.rowCount, job.sizes.largestBatch)
      try checkNulls(columns, job.target.loaded[index])
      return columns
    } catch let fault as ParquetFault {
      throw ParquetErrors.fault(fault, file.name)
    } catch let fault as ParquetNestedFault {
      throw ParquetRejection(
        object: unit.object, row: unit.firstRow + fault.row, column: index, fault: fault.fault, value: [])
    }
  }

  private func checkNulls(_ columns: [Column], _ target: LoadedColumn) throws(ParquetNestedFault) {
    guard !target.takesNull(.null) else { return }
    for (number, column) in columns.enumerated() where column.nullCount > 0 {
      let row = (0..<column.count).first { !column.isValid($0) } ?? 0
      throw ParquetNestedFault(row: number * job.sizes.largestBatch + row, fault: .field(.missingData))
    }
  }

  /// Errors: 53200 for more bytes than the process may have; 57014; those of reading.
  private func bytes(_ range: Range<Int>, of reader: ObjectReader) throws(SQLError) -> InputBuffer {
    try job.checkCancellation()
    guard range.count <= MemoryBudget.bytes else { throw .outOfMemory("A column of \"\(reader.name)\"") }
    let buffer = InputBuffer(capacity: max(range.count, 1))
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer.free[..<range.count])
    buffer.count = try reader.read(into: room, at: range.lowerBound)
    guard buffer.count == range.count else {
      throw SQLError(.ioError, "could not read \"\(reader.name)\": it is shorter than it was listed")
    }
    return buffer
  }

  private func slices(
    _ source: ParquetColumnReader, _ index: Int, _ unit: ParquetUnit, _ conversion: ParquetConversion,
    _ field: ParquetField, _ result: inout Result
  ) throws -> [Column] {
    let (target, capacity) = (job.target.loaded[index], job.sizes.largestBatch)
    let builder = Self.builder(conversion, field, target.definition.type, job.options.rules)
    var (columns, rows, filled) = ([Column](), 0, 0)
    while let run = try source.read(capacity - filled) {
      let place = Place(unit: unit, column: target, row: rows, run: run, levels: source.definitionLevels)
      do throws(ParquetBadValue) {
        try place.checkNulls(field)
        try builder.append(run, of: source)
      } catch {
        throw place.rejection(error, field)
      }
      for value in builder.repaired { place.note(value, field, source, job, &result) }
      rows += run.count
      filled += run.count
      if filled == capacity {
        columns.append(builder.finish(target.definition.type))
        filled = 0
        try job.checkCancellation()
      }
    }
    if filled > 0 { columns.append(builder.finish(target.definition.type)) }
    return columns
  }

  static func builder(
    _ conversion: ParquetConversion, _ field: ParquetField, _ type: DataType, _ rules: ConversionRules
  ) -> any ParquetColumnBuilder {
    let level = field.definitionLevel
    switch conversion {
    case .bools: return ParquetFixedBuilder(ParquetBoolRule(), type, definitionLevel: level)
    case .doubles: return ParquetFixedBuilder(ParquetDoubleRule(), type, definitionLevel: level)
    case .integers(let rule): return ParquetFixedBuilder(rule, type, definitionLevel: level)
    case .int96: return ParquetFixedBuilder(ParquetInt96Rule(), type, definitionLevel: level)
    case .decimalNumbers(let precision), .decimalBytes(let precision):
      let ofBytes = conversion == .decimalBytes(precision: precision)
      return type.physical == .int64
        ? ParquetFixedBuilder(
          ParquetDecimalRule<Int64>(precision: precision, ofBytes: ofBytes), type, definitionLevel: level)
        : ParquetFixedBuilder(
          ParquetDecimalRule<Int128>(precision: precision, ofBytes: ofBytes), type, definitionLevel: level)
    case .texts, .chars, .uuids, .bytes, .json:
      return ParquetTextBuilder(ParquetTextRule(conversion, rules), definitionLevel: level)
    }
  }

  /// Where a run's values lie: to say which row one is.
  private struct Place {
    let unit: ParquetUnit
    let column: LoadedColumn
    /// Of the row group.
    let row: Int
    let run: ParquetColumnReader.Run
    let levels: UnsafeMutablePointer<UInt8>

    /// NULL where the column takes none.
    func checkNulls(_ field: ParquetField) throws(ParquetBadValue) {
      guard run.valueCount < run.count, !column.takesNull(.null) else { return }
      throw ParquetBadValue(index: -1, fault: .field(.missingData))
    }

    func rejection(_ bad: ParquetBadValue, _ field: ParquetField) -> ParquetRejection {
      let whole = UInt8(field.definitionLevel)
      let place = bad.index < 0 ? (0..<run.count).first { levels[$0] != whole } ?? 0 : row(of: bad.index, whole)
      return ParquetRejection(
        object: unit.object, row: unit.firstRow + row + place, column: column.fieldIndex, fault: bad.fault,
        value: bad.value)
    }

    /// The row of the run that has its value of some index.
    private func row(of value: Int, _ whole: UInt8) -> Int {
      var left = value
      for index in 0..<run.count where levels[index] == whole {
        if left == 0 { return index }
        left -= 1
      }
      return 0
    }

    func note(
      _ value: Int, _ field: ParquetField, _ source: ParquetColumnReader, _ job: LoadJob, _ result: inout Result
    ) {
      let line = unit.firstRow + row + row(of: value, UInt8(field.definitionLevel))
      guard result.repaired.insert(line).inserted, result.repairs.count < RepairedRow.loggedCount else { return }
      let slices = run.isCoded ? source.dictionary?.slices : source.values.slices
      let bytes = slices?[run.isCoded ? Int(source.codes[value]) : value].bytes
      result.repairs.append(
        RepairedRow(
          object: unit.object, lineOffset: line, column: column.position,
          rawLine: bytes.map { RawText.shown($0) } ?? ""))
    }
  }
}
