import Columnar
import Formats
import SQLTypes

/// The finished fields of up to `capacity` rows of one column, in memory that is used again block after block.
///
/// Numbers and datetimes go into cells, with nothing to look at; rows of a string column with a rendered dictionary
/// only point into it; other values are gathered first and then looked at for what must be quoted.
final class ColumnText {
  static let capacity = ColumnTexts.capacity

  /// NULL AS does not count for SUPER: its NULL is JSON's (copy.md part 9).
  private static let superNull: TextValue = {
    let word: StaticString = "null"
    return TextValue(word.utf8Start, count: word.utf8CodeUnitCount)
  }()

  private let format: RowFormat.Field
  /// Cells end in some byte, also where fields do not: then they are looked at and ended anew.
  private var end: UInt8 { format.end ?? 0x0a }
  private let source: ColumnTexts
  /// Of dictionaries.
  private lazy var cells = FieldCells(capacity: ColumnText.capacity)
  private let texts = FieldTexts(capacity: ColumnText.capacity)
  /// Of `capacity` rows, all initialised: values on their way into `texts`.
  private let values: UnsafeMutableBufferPointer<TextValue>
  /// Keeps the compiler from dropping loads.
  private var touched: UInt8 = 0

  /// Errors: XX000 where NULL does not fit its field.
  init(_ type: DataType, _ format: RowFormat.Field) throws(SQLError) {
    self.format = format
    source = ColumnTexts(type, format.style, end: format.end ?? 0x0a)
    values = .allocate(capacity: Self.capacity)
    values.initialize(repeating: .null)
    try format.writer.finish(
      UnsafeBufferPointer(rebasing: values[..<1]), end: format.end, into: FieldTexts(capacity: 1))
  }

  deinit { values.deallocate() }

  /// Renders some rows; valid until the next call, as long as the column and the dictionary live.
  /// Errors: XX000 for a value that does not fit its field.
  func render(
    _ column: Column, _ rows: Range<Int>, _ dictionary: DictionaryTexts.Rendered?
  ) throws(SQLError) -> FieldColumn {
    if column.isConstant { return try render(column.slice(rows).expanded, 0..<rows.count, nil) }
    if let dictionary, case .strings(let strings) = column.storage, let codes = strings.codes, column.type != .super {
      return switch codes {
      case .bytes(let codes): render(column, codes, rows, dictionary)
      case .shorts(let codes): render(column, codes, rows, dictionary)
      case .words(let codes): render(column, codes, rows, dictionary)
      }
    }
    switch source.render(column, rows) {
    case .cells(let cells): return try finish(cells, column, rows)
    case .values(let values): return try finish(column.type == .super ? withSuperNulls(values) : values)
    }
  }

  // MARK: Cells

  /// NULL rows were rendered like others, whatever stands there: their cells are overwritten.
  private func finish(_ cells: FieldCells, _ column: Column, _ rows: Range<Int>) throws(SQLError) -> FieldColumn {
    guard let null = format.writer.plainNull, null.count <= FieldCells.longestText else {
      return try lookAt(cells, column, rows)
    }
    if !column.validity.isAllValid {
      for (index, row) in rows.enumerated() where !column.validity[row] {
        cells.replace(index, with: null, end: end)
      }
    }
    return .cells(cells)
  }

  /// For delimiters that numbers hold too, widths, and JSON's strings.
  private func lookAt(_ cells: FieldCells, _ column: Column, _ rows: Range<Int>) throws(SQLError) -> FieldColumn {
    for (index, row) in rows.enumerated() {
      let cell = (cells.bytes + index * FieldCells.width).assumingMemoryBound(to: UInt8.self)
      values[index] = column.validity[row] ? TextValue(cell, count: Int(cells.counts[index]) - 1) : .null
    }
    return try finish(UnsafeBufferPointer(rebasing: values[..<rows.count]))
  }

  // MARK: Values that are looked at

  private func finish(_ values: UnsafeBufferPointer<TextValue>) throws(SQLError) -> FieldColumn {
    try format.writer.finish(values, end: format.end, into: texts)
    return .texts(texts)
  }

  private func withSuperNulls(_ source: UnsafeBufferPointer<TextValue>) -> UnsafeBufferPointer<TextValue> {
    for index in source.indices { values[index] = source[index].start == nil ? Self.superNull : source[index] }
    return UnsafeBufferPointer(rebasing: values[..<source.count])
  }

  // MARK: Dictionaries

  private func render<Code: UnsignedInteger & FixedWidthInteger>(
    _ column: Column, _ codes: [Code], _ rows: Range<Int>, _ dictionary: DictionaryTexts.Rendered
  ) -> FieldColumn {
    switch dictionary {
    case .cells(let cells): copy(cells, column.validity, codes, rows)
    case .texts(let texts): pick(texts, column.validity, codes, rows)
    }
  }

  private func copy<Code: UnsignedInteger & FixedWidthInteger>(
    _ dictionary: DictionaryCells, _ validity: Validity, _ codes: [Code], _ rows: Range<Int>
  ) -> FieldColumn {
    let (target, counts) = (cells.bytes, cells.counts)
    validity.forEachCode(codes, rows, null: dictionary.nullIndex) { index, code in
      counts[index] = dictionary.copy(code, to: target + index &* FieldCells.width)
    }
    return .cells(cells)
  }

  private func pick<Code: UnsignedInteger & FixedWidthInteger>(
    _ dictionary: FieldTexts, _ validity: Validity, _ codes: [Code], _ rows: Range<Int>
  ) -> FieldColumn {
    let (fields, source) = (texts.values, dictionary.values)
    var size = 0
    var sum: UInt8 = 0
    validity.forEachCode(codes, rows, null: dictionary.capacity - 1) { index, code in
      precondition(code < dictionary.capacity, "a code is an index of its dictionary")
      let field = source[code]
      fields[index] = field
      size &+= field.count
      // A dictionary that a join brought is larger than the caches: see `touchValues`.
      sum &+= field.start.unsafelyUnwrapped.pointee
    }
    touched = sum
    texts.size = size
    return .texts(texts)
  }
}
