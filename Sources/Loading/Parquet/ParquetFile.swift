import Catalogs
import Formats
import ObjectStore
import SQLTypes

/// A Parquet file whose footer is read, and what becomes of its columns in the table.
struct ParquetFile: Sendable {
  /// Bytes at the end of a file that are read at once: nearly all footers lie in them.
  private static let tailSize = 64 << 10

  let name: String
  var footer: ParquetFooter

  /// Errors: 58030 and those of S3; XX000 for what is no Parquet file, or a damaged one; 0A000 for encrypted ones.
  init(_ object: StoredObject) throws(SQLError) {
    let reader = try object.open()
    name = object.name
    do throws(SQLError) { footer = try Self.footer(reader) } catch {
      // A file that was replaced meanwhile is not a damaged one.
      try reader.checkUnchanged()
      var error = error
      if error.hint == ParquetErrors.otherFile, let guess = try? FileGuess(object) {
        error.hint = "\(ParquetErrors.otherFile) This one looks like \(guess.isJSON ? "" : "text: ")\(guess.clauses)."
      }
      throw error
    }
    try reader.checkUnchanged()
  }

  /// Whether an object begins as such a file does.
  static func begins(_ object: StoredObject) -> Bool {
    (try? AdviceSample(object))?.stored.starts(with: ParquetFooter.magic) == true
  }

  private static func footer(_ reader: ObjectReader) throws(SQLError) -> ParquetFooter {
    var tail = try read(min(reader.size, tailSize), of: reader)
    let mark = Array(tail.bytes.suffix(ParquetFooter.magic.count))
    if mark == Array("PARE".utf8) { throw .notSupported("Parquet encryption (\(reader.name))") }
    guard mark == ParquetFooter.magic, tail.count > ParquetFooter.trailerSize else {
      throw ParquetErrors.noParquet(mark, reader.name)
    }
    do {
      let trailer = UnsafeRawBufferPointer(rebasing: tail.bytes.suffix(ParquetFooter.trailerSize))
      let size = try ParquetFooter.size(trailer, fileSize: reader.size)
      let wanted = size + ParquetFooter.trailerSize
      if wanted > tail.count { tail = try read(wanted, of: reader) }
      let bytes = tail.bytes.suffix(wanted).prefix(size)
      return try ParquetFooter(UnsafeRawBufferPointer(rebasing: bytes), at: reader.size - wanted)
    } catch let fault as ParquetFault {
      throw ParquetErrors.fault(fault, reader.name)
    } catch {
      throw error as? SQLError ?? SQLError(.internalError, "\(error)")
    }
  }

  /// The last bytes of a file.
  private static func read(_ count: Int, of reader: ObjectReader) throws(SQLError) -> InputBuffer {
    let buffer = InputBuffer(capacity: count)
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer.free[..<count])
    buffer.count = try reader.read(into: room, at: reader.size - count)
    guard buffer.count == count else {
      throw SQLError(.ioError, "could not read \"\(reader.name)\": it is shorter than it was listed")
    }
    return buffer
  }

  /// What becomes of each column that the file has, in their order: columns are matched by position.
  ///
  /// Errors: XX000 (15007) where they are more or fewer than the table's, or do not fit them.
  func conversions(_ job: LoadJob, source: String) throws(SQLError) -> [ParquetConversion] {
    let (fields, loaded) = (footer.schema.fields, job.target.loaded)
    guard fields.count == loaded.count || fields.count < loaded.count && job.options.fillsRecords else {
      throw ParquetErrors.columnCount(table: loaded.count, file: fields.count, name)
    }
    var conversions: [ParquetConversion] = []
    for (field, column) in zip(fields, loaded) {
      conversions.append(try conversion(field, column.definition, job, source))
    }
    return conversions
  }

  private func conversion(
    _ field: ParquetField, _ column: ColumnDefinition, _ job: LoadJob, _ source: String
  ) throws(SQLError) -> ParquetConversion {
    if column.type == .super {
      guard job.options.serializesToJSON else { throw ParquetErrors.needsSerialization }
      return .json
    }
    guard let conversion = ParquetConversion(field, column.type) else {
      throw ParquetErrors.incompatible(field, column, source, name)
    }
    if case .decimal(let precision, let scale) = column.type { try checkDecimal(field, precision, scale) }
    return conversion
  }

  /// A decimal in bytes of one length has as many as its digits need, and its point is the table's (copy.md 12c).
  private func checkDecimal(_ field: ParquetField, _ precision: Int, _ scale: Int) throws(SQLError) {
    if case .leaf(.fixed(let length), _) = field.content, length != Self.decimalSize(precision) {
      throw ParquetErrors.typeLength(field, expected: Self.decimalSize(precision), found: length, name)
    }
    if case .decimal(_, let found) = field.annotation, found != scale {
      throw ParquetErrors.scale(field, file: found, table: scale, name)
    }
  }

  /// The fewest bytes that hold every number of so many digits.
  private static func decimalSize(_ precision: Int) -> Int {
    (1...16).first { bytes in
      Int128.max >> Int128(128 - 8 * bytes) >= PowersOfTen.int128(precision) - 1
    } ?? 16
  }
}
