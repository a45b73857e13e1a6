import SQLTypes

/// The texts of up to `capacity` rows of one column, in memory that is used again block after block: what results,
/// exports and the wire write values with.
///
/// Numbers and datetimes go into cells, with nothing to look at. Everything else is a list of places where the text
/// stands: strings where the column keeps them, long numbers in memory of this object.
///
/// ```
/// let texts = ColumnTexts(.bigint, .result)
/// texts.render(column, 0..<512)
/// for row in 0..<512 { if let text = texts[row] { message.append(text) } else { … NULL … } }
/// ```
package final class ColumnTexts {
  package enum Block {
    /// NULL rows hold any text.
    case cells(FieldCells)
    case values(UnsafeBufferPointer<TextValue>)
  }

  package static let capacity = 512

  private let writer: ValueWriter
  private let end: UInt8
  private let cells = FieldCells(capacity: ColumnTexts.capacity)
  /// Of `capacity` rows each, all initialised.
  private let values: UnsafeMutableBufferPointer<TextValue>
  private let views: UnsafeMutableBufferPointer<StringView>
  private let integers: UnsafeMutableBufferPointer<Int64>
  /// Of `capacity` texts of the longest there may be; empty until one is asked for.
  private var longTexts = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  /// What the last block was rendered to, for `subscript`.
  private var block: Block?
  private var column: Column?
  private var firstRow = 0
  /// Keeps the compiler from dropping loads.
  private var touched: UInt8 = 0

  /// - Parameter end: stands behind the text in each cell.
  package init(_ type: DataType, _ style: TextStyle, end: UInt8 = 0x0a) {
    writer = ValueWriter(type, style)
    self.end = end
    values = .allocate(capacity: Self.capacity)
    values.initialize(repeating: .null)
    views = .allocate(capacity: Self.capacity)
    views.initialize(repeating: .empty)
    integers = .allocate(capacity: Self.capacity)
    integers.initialize(repeating: 0)
  }

  deinit {
    values.deallocate()
    views.deallocate()
    integers.deallocate()
    longTexts.deallocate()
  }

  /// The texts of some rows, at most `capacity`; valid until the next call, as long as the column lives.
  @discardableResult
  package func render(_ column: Column, _ rows: Range<Int>) -> Block {
    precondition(rows.count <= Self.capacity, "a block fits the scratch memory")
    if column.isConstant { return render(column.slice(rows).expanded, 0..<rows.count) }
    let block = rendered(column, rows)
    (self.block, self.column, firstRow) = (block, column, rows.lowerBound)
    return block
  }

  /// The text of a row of the last block, counted from its first; nil for NULL.
  package subscript(_ index: Int) -> UnsafeRawBufferPointer? {
    guard let column, column.validity[firstRow + index] else { return nil }
    return switch block {
    case .cells(let cells): cells[index]
    case .values(let values): UnsafeRawBufferPointer(start: values[index].start, count: values[index].count)
    case nil: nil
    }
  }

  private func rendered(_ column: Column, _ rows: Range<Int>) -> Block {
    switch column.storage {
    case .strings(let strings): return gather(strings, column.validity, rows)
    case .ints(let numbers):
      return numbers.withUnsafeBufferPointer { render(UnsafeBufferPointer(rebasing: $0[rows]), column.validity, rows) }
    case .packed(let packed):
      let numbers = UnsafeMutableBufferPointer(rebasing: integers[..<rows.count])
      packed.unpack(rows, into: numbers)
      return render(UnsafeBufferPointer(numbers), column.validity, rows)
    case .bools(let flags):
      flags.withUnsafeBufferPointer { cells.fill(UnsafeBufferPointer(rebasing: $0[rows]), as: writer, end: end) }
      return .cells(cells)
    case .doubles(let numbers):
      numbers.withUnsafeBufferPointer { cells.fill(UnsafeBufferPointer(rebasing: $0[rows]), as: writer, end: end) }
      return .cells(cells)
    case .int128s(let numbers): return write(column.validity, rows) { writer.write(numbers[$0], into: $1) }
    case .intervals(let spans): return write(column.validity, rows) { writer.write(spans[$0], into: $1) }
    }
  }

  /// `numbers` are those of the rows.
  private func render(_ numbers: UnsafeBufferPointer<Int64>, _ validity: Validity, _ rows: Range<Int>) -> Block {
    if !writer.fitsCells {
      // The one type of 64 bits whose texts may be longer than a cell.
      if writer.isUTC, cells.fill(timestampsUTC: numbers, end: end) { return .cells(cells) }
      return write(validity, rows) { writer.write(numbers[$0 - rows.lowerBound], into: $1) }
    }
    cells.fill(numbers, as: writer, end: end)
    return .cells(cells)
  }

  // MARK: Texts that stand elsewhere

  private func write(
    _ validity: Validity, _ rows: Range<Int>, _ write: (Int, UnsafeMutableRawBufferPointer) -> Int
  ) -> Block {
    let length = writer.maximumLength
    if longTexts.isEmpty { longTexts = .allocate(byteCount: length * Self.capacity, alignment: 1) }
    for (index, row) in rows.enumerated() {
      guard validity[row] else {
        values[index] = .null
        continue
      }
      let start = index * length
      let target = UnsafeMutableRawBufferPointer(rebasing: longTexts[start..<start + length])
      let count = write(row, target)
      precondition(count <= length, "a text is no longer than its writer says")
      values[index] = TextValue(target.baseAddress?.assumingMemoryBound(to: UInt8.self), count: count)
    }
    return .values(UnsafeBufferPointer(rebasing: values[..<rows.count]))
  }

  private func gather(_ strings: StringColumn, _ validity: Validity, _ rows: Range<Int>) -> Block {
    strings.values.withUnsafeBufferPointer { source in
      for (index, row) in rows.enumerated() {
        guard validity[row] else {
          values[index] = .null
          continue
        }
        // A copy in memory of our own: a short string's bytes stand in its view.
        views[index] = source[strings.codes?[row] ?? row]
        values[index] = UnsafePointer(views.baseAddress.unsafelyUnwrapped + index).text
      }
    }
    touchValues(rows.count)
    return .values(UnsafeBufferPointer(rebasing: values[..<rows.count]))
  }

  /// Reads a byte of each value. Strings that a join brought lie anywhere in memory: asked for one behind the other,
  /// without a branch between them, they come together instead of one by one.
  private func touchValues(_ count: Int) {
    let nothing = UnsafePointer(UnsafeRawPointer(cells.bytes).assumingMemoryBound(to: UInt8.self))
    var sum: UInt8 = 0
    for index in 0..<count { sum &+= (values[index].start ?? nothing).pointee }
    touched = sum
  }
}

extension FieldCells {
  /// The text of a cell, without the byte behind it. In bounds: a row of the block that was filled last.
  fileprivate subscript(_ row: Int) -> UnsafeRawBufferPointer {
    precondition(row < capacity, "the cells hold the block")
    return UnsafeRawBufferPointer(start: bytes + row * Self.width, count: Int(counts[row]) - 1)
  }
}
