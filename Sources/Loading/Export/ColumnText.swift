import Columnar
import Formats
import SQLTypes

/// The finished fields of up to `capacity` rows of one column, in memory that is used again block after block.
///
/// Numbers and datetimes go into cells, with nothing to look at; rows of a string column with a rendered dictionary only
/// point into it; other values are gathered first and then looked at for what must be quoted.
final class ColumnText {
  static let capacity = 512
  /// Every writer of a number, date or time stays below it.
  private static let longestNumber = 64

  /// NULL AS does not count for SUPER: its NULL is JSON's (copy.md part 9).
  private static let superNull: TextValue = {
    let word: StaticString = "null"
    return TextValue(word.utf8Start, count: word.utf8CodeUnitCount)
  }()

  private let format: RowFormat.Field
  /// Cells end in some byte, also where fields do not: then they are looked at and ended anew.
  private var end: UInt8 { format.end ?? 0x0a }
  private let cells = FieldCells(capacity: ColumnText.capacity)
  private let texts = FieldTexts(capacity: ColumnText.capacity)
  /// The field of a NULL.
  private let null = FieldTexts(capacity: 1)
  /// Of `capacity` rows each, all initialised: values on their way into `texts`.
  private let values: UnsafeMutableBufferPointer<TextValue>
  private let views: UnsafeMutableBufferPointer<StringView>
  private let integers: UnsafeMutableBufferPointer<Int64>
  /// What `values` point to where nothing else holds it.
  private let bytes = InputBuffer(capacity: 1)
  /// Keeps the compiler from dropping loads.
  private var touched: UInt8 = 0

  init(_ format: RowFormat.Field) throws(SQLError) {
    self.format = format
    values = .allocate(capacity: Self.capacity)
    values.initialize(repeating: .null)
    views = .allocate(capacity: Self.capacity)
    views.initialize(repeating: .empty)
    integers = .allocate(capacity: Self.capacity)
    integers.initialize(repeating: 0)
    try format.writer.finish(UnsafeBufferPointer(rebasing: values[..<1]), end: format.end, into: null)
  }

  deinit {
    values.deallocate()
    views.deallocate()
    integers.deallocate()
  }

  /// Renders some rows; valid until the next call, as long as the column and the dictionary live.
  func render(
    _ column: Column, _ rows: Range<Int>, _ dictionary: DictionaryTexts.Rendered?
  ) throws(SQLError) -> FieldColumn {
    precondition(rows.count <= Self.capacity, "a block fits the scratch memory")
    if column.isConstant { return try render(column.slice(rows).expanded, 0..<rows.count, nil) }
    switch column.storage {
    case .strings(let strings): return try render(column, strings, rows, dictionary)
    case .bools(let flags):
      cells.fill(rows.count, end: end) { Self.write(flags[rows.lowerBound + $0], into: $1) }
    case .ints(let numbers):
      return try numbers.withUnsafeBufferPointer { (numbers) throws(SQLError) in
        try render(column, rows, UnsafeBufferPointer(rebasing: numbers[rows]))
      }
    case .packed(let packed):
      let numbers = UnsafeMutableBufferPointer(rebasing: integers[..<rows.count])
      packed.unpack(rows, into: numbers)
      return try render(column, rows, UnsafeBufferPointer(numbers))
    case .doubles(let numbers):
      let style: DoubleText.Style = column.type == .real ? .shortestReal : .shortest
      let spellsShort = format.spellsFloatsShort
      cells.fill(rows.count, end: end) { index, buffer in
        let number = numbers[rows.lowerBound + index]
        return spellsShort && !number.isFinite
          ? Self.writeShort(number, into: buffer) : DoubleText.write(number, into: buffer, style: style)
      }
    case .wides(let numbers):
      return try render(column, rows) { Self.write(numbers[$0], column.type, into: $1) }
    case .intervals: return try render(column, rows) { _, _ in 0 }
    }
    return try finishCells(column, rows)
  }

  private static func write(_ flag: Bool, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    buffer[0] = flag ? UInt8(ascii: "t") : UInt8(ascii: "f")
    return 1
  }

  private static func writeShort(_ number: Double, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let word: StaticString = number.isNaN ? "nan" : number < 0 ? "-inf" : "inf"
    return word.withUTF8Buffer { word in
      buffer.copyMemory(from: UnsafeRawBufferPointer(word))
      return word.count
    }
  }

  private static func write(_ number: Int128, _ type: DataType, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    if case .decimal(_, let scale) = type { return DecimalText.write(number, scale: scale, into: buffer) }
    return DatetimeText.write(timetz: TimeWithZone(packed: number), into: buffer)
  }

  // MARK: Cells

  /// `numbers` are those of the rows.
  private func render(
    _ column: Column, _ rows: Range<Int>, _ numbers: UnsafeBufferPointer<Int64>
  ) throws(SQLError) -> FieldColumn {
    switch column.type {
    case .timestamptz:
      // The one type whose texts may be longer than a cell.
      return try render(column, rows) { DatetimeText.write(timestamptz: numbers[$0 - rows.lowerBound], into: $1) }
    case .date: cells.fill(dates: numbers, end: end)
    case .timestamp: cells.fill(timestamps: numbers, end: end)
    case .time: cells.fill(rows.count, end: end) { DatetimeText.write(time: numbers[$0], into: $1) }
    case .decimal(_, let scale) where scale > 0:
      cells.fill(rows.count, end: end) { DecimalText.write(numbers[$0], scale: scale, into: $1) }
    default: cells.fill(integers: numbers, end: end)
    }
    return try finishCells(column, rows)
  }

  /// NULL rows were rendered like others, whatever stands there: their cells are overwritten.
  private func finishCells(_ column: Column, _ rows: Range<Int>) throws(SQLError) -> FieldColumn {
    guard let null = format.writer.plainNull, null.count <= FieldCells.longestText else {
      return try lookAtCells(column, rows)
    }
    if !column.validity.isAllValid {
      for (place, row) in rows.enumerated() where !column.validity[row] {
        cells.replace(place, with: null, end: end)
      }
    }
    return .cells(cells)
  }

  /// For delimiters that numbers hold too, widths, and JSON's strings.
  private func lookAtCells(_ column: Column, _ rows: Range<Int>) throws(SQLError) -> FieldColumn {
    for (place, row) in rows.enumerated() {
      let cell = cells.bytes + place * FieldCells.width
      values[place] = column.validity[row] ? text(cell, Int(cells.counts[place]) - 1) : .null
    }
    return try finishValues(rows.count)
  }

  // MARK: Values that are gathered first

  private func text(_ start: UnsafeRawPointer?, _ count: Int) -> TextValue {
    TextValue(start?.assumingMemoryBound(to: UInt8.self), count: count)
  }

  /// Reads a byte of each value. Strings that a join brought lie anywhere in memory: asked for one behind the other, without
  /// a branch between them, they come together instead of one by one.
  private func touchValues(_ count: Int) {
    let nothing = UnsafePointer(UnsafeRawPointer(cells.bytes).assumingMemoryBound(to: UInt8.self))
    var sum: UInt8 = 0
    for place in 0..<count { sum &+= (values[place].start ?? nothing).pointee }
    touched = sum
  }

  private func finishValues(_ count: Int) throws(SQLError) -> FieldColumn {
    try format.writer.finish(UnsafeBufferPointer(rebasing: values[..<count]), end: format.end, into: texts)
    return .texts(texts)
  }

  private func render(
    _ column: Column, _ rows: Range<Int>, _ write: (Int, UnsafeMutableRawBufferPointer) -> Int
  ) throws(SQLError) -> FieldColumn {
    bytes.count = 0
    bytes.reserve(rows.count * Self.longestNumber)
    for (place, row) in rows.enumerated() {
      guard column.validity[row] else {
        values[place] = .null
        continue
      }
      let start = bytes.free
      let count = write(row, start)
      precondition(count <= Self.longestNumber, "a number's text is short")
      values[place] = text(start.baseAddress, count)
      bytes.count += count
    }
    return try finishValues(rows.count)
  }

  private func render(
    _ column: Column, _ strings: StringColumn, _ rows: Range<Int>, _ dictionary: DictionaryTexts.Rendered?
  ) throws(SQLError) -> FieldColumn {
    let isSuper = column.type == .super
    if let dictionary, let codes = strings.codes, !isSuper {
      return switch codes {
      case .bytes(let codes): render(column, codes, rows, dictionary)
      case .shorts(let codes): render(column, codes, rows, dictionary)
      case .words(let codes): render(column, codes, rows, dictionary)
      }
    }
    let validity = column.validity
    strings.values.withUnsafeBufferPointer { source in
      for (place, row) in rows.enumerated() {
        guard validity[row] else {
          values[place] = isSuper ? Self.superNull : .null
          continue
        }
        let view = source[strings.codes?[row] ?? row]
        // A short string's bytes stand behind the four of its length, here in memory of our own; a long one's stand in an
        // arena that the column keeps.
        views[place] = view
        let inside = UnsafeRawPointer(views.baseAddress.unsafelyUnwrapped + place) + 4
        values[place] = view.isInline ? text(inside, view.count) : view.withBytes { text($0.baseAddress, $0.count) }
      }
    }
    touchValues(rows.count)
    return try finishValues(rows.count)
  }

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
    let (target, counts, null) = (cells.bytes, cells.counts, dictionary.nullIndex)
    codes.withUnsafeBufferPointer { codes in
      for (place, row) in rows.enumerated() {
        let code = validity[row] ? Int(codes[row]) : null
        counts[place] = dictionary.copy(code, to: target + place &* FieldCells.width)
      }
    }
    return .cells(cells)
  }

  private func pick<Code: UnsignedInteger & FixedWidthInteger>(
    _ dictionary: FieldTexts, _ validity: Validity, _ codes: [Code], _ rows: Range<Int>
  ) -> FieldColumn {
    let null = null.values[0]
    let (fields, source) = (texts.values, dictionary.values)
    var size = 0
    var sum: UInt8 = 0
    codes.withUnsafeBufferPointer { codes in
      for (place, row) in rows.enumerated() {
        let code = Int(codes[row])
        precondition(code < dictionary.capacity, "a code is a place in its dictionary")
        let field = validity[row] ? source[code] : null
        fields[place] = field
        size &+= field.count
        // A dictionary that a join brought is larger than the caches: see `touchValues`.
        sum &+= field.start.unsafelyUnwrapped.pointee
      }
    }
    touched = sum
    texts.size = size
    return .texts(texts)
  }
}
