import Columnar
import Formats
import SQLTypes

/// The text of up to `capacity` rows of one column, in memory that is used again block after block.
///
/// Strings are not copied: a long one is written from its arena, a short one from the view that holds it.
final class ColumnText {
  static let capacity = 1024
  /// Every writer of a number, date or time stays below it, but a double's, which asks for room for any notation.
  private static let stride = 64

  /// Of `capacity` rows each, all initialised.
  private let values: UnsafeMutableBufferPointer<TextValue>
  private let views: UnsafeMutableBufferPointer<StringView>
  private let bytes: UnsafeMutableRawBufferPointer
  /// Room for what is longer than its value: the digits of a VARBYTE.
  private let long = InputBuffer(capacity: 1 << 12)

  init() {
    values = .allocate(capacity: Self.capacity)
    values.initialize(repeating: .null)
    views = .allocate(capacity: Self.capacity)
    views.initialize(repeating: .empty)
    bytes = .allocate(byteCount: Self.capacity * Self.stride + DoubleText.maximumLength, alignment: 16)
  }

  deinit {
    values.deallocate()
    views.deallocate()
    bytes.deallocate()
  }

  /// Renders some rows; valid until the next call, as long as the column lives.
  func render(_ column: Column, _ rows: Range<Int>) -> TextColumn {
    precondition(rows.count <= Self.capacity, "a block fits the scratch memory")
    switch column.storage {
    case .strings(let strings):
      if case .varbyte = column.type {
        renderHexadecimal(column, strings, rows)
      } else {
        renderStrings(column, strings, rows)
      }
    case .bools(let flags): render(column, rows) { Self.write(flags[$0], into: $1) }
    case .ints(let numbers): renderNumbers(column, numbers, rows)
    case .wides(let numbers): renderWides(column, numbers, rows)
    case .doubles(let numbers):
      let style: DoubleText.Style = column.type == .real ? .shortestReal : .shortest
      render(column, rows) { DoubleText.write(numbers[$0], into: $1, style: style) }
    case .intervals: render(column, rows) { _, _ in 0 }
    }
    return TextColumn(UnsafeBufferPointer(rebasing: values[..<rows.count]), isPlain: column.type.isPlainText)
  }

  /// Writes value by value behind each other. Whatever a value needs, `stride` bytes a row cover it with what the rows
  /// before it have left: no writer makes more than `stride` bytes, and a double's room lies behind the last row's.
  private func render(
    _ column: Column, _ rows: Range<Int>, _ write: (Int, UnsafeMutableRawBufferPointer) -> Int
  ) {
    let mask = column.indexMask
    var used = 0
    for (place, row) in rows.enumerated() {
      guard column.validity[row & mask] else {
        values[place] = .null
        continue
      }
      let room = UnsafeMutableRawBufferPointer(rebasing: bytes[used...])
      let count = write(row & mask, room)
      precondition(count <= Self.stride, "a number's text is short")
      values[place] = text(room.baseAddress, count)
      used += count
    }
  }

  private func text(_ start: UnsafeRawPointer?, _ count: Int) -> TextValue {
    TextValue(start?.assumingMemoryBound(to: UInt8.self), count: count)
  }

  private static func write(_ flag: Bool, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    buffer[0] = flag ? UInt8(ascii: "t") : UInt8(ascii: "f")
    return 1
  }

  private func renderNumbers(_ column: Column, _ numbers: [Int64], _ rows: Range<Int>) {
    switch column.type {
    case .date: render(column, rows) { DatetimeText.write(date: numbers[$0], into: $1) }
    case .timestamp: render(column, rows) { DatetimeText.write(timestamp: numbers[$0], into: $1) }
    case .timestamptz: render(column, rows) { DatetimeText.write(timestamptz: numbers[$0], into: $1) }
    case .time: render(column, rows) { DatetimeText.write(time: numbers[$0], into: $1) }
    case .decimal(_, let scale) where scale > 0:
      render(column, rows) { DecimalText.write(numbers[$0], scale: scale, into: $1) }
    default: render(column, rows) { IntegerText.write(numbers[$0], into: $1) }
    }
  }

  private func renderWides(_ column: Column, _ numbers: [Int128], _ rows: Range<Int>) {
    if case .decimal(_, let scale) = column.type {
      render(column, rows) { DecimalText.write(numbers[$0], scale: scale, into: $1) }
    } else {
      render(column, rows) { DatetimeText.write(timetz: TimeWithZone(packed: numbers[$0]), into: $1) }
    }
  }

  private func renderStrings(_ column: Column, _ strings: StringColumn, _ rows: Range<Int>) {
    let mask = column.indexMask
    strings.values.withUnsafeBufferPointer { source in
      for (place, row) in rows.enumerated() {
        guard column.validity[row & mask] else {
          values[place] = .null
          continue
        }
        let view = source[strings.codes.map { Int($0[row & mask]) } ?? row & mask]
        if view.isInline {
          // A short string's bytes stand behind the four of its length, here in memory of our own.
          views[place] = view
          let start = UnsafeRawPointer(views.baseAddress.unsafelyUnwrapped + place) + 4
          values[place] = text(start, view.count)
        } else {
          // A long one's stand in an arena that the column keeps.
          values[place] = view.withBytes { text($0.baseAddress, $0.count) }
        }
      }
    }
  }

  private func renderHexadecimal(_ column: Column, _ strings: StringColumn, _ rows: Range<Int>) {
    let mask = column.indexMask
    long.count = 0
    long.reserve(rows.reduce(1) { $0 + 2 * strings.view($1 & mask).count })
    for (place, row) in rows.enumerated() {
      guard column.validity[row & mask] else {
        values[place] = .null
        continue
      }
      let start = long.free
      let count = strings.view(row & mask).withBytes { Self.write(hexadecimal: $0, into: start) }
      long.count += count
      values[place] = text(start.baseAddress, count)
    }
  }

  /// Two digits a byte; the buffer was reserved for all rows.
  private static func write(hexadecimal source: UnsafeRawBufferPointer, into buffer: UnsafeMutableRawBufferPointer)
    -> Int
  {
    for (place, byte) in source.enumerated() {
      for (offset, nibble) in [byte >> 4, byte & 15].enumerated() {
        buffer[2 * place + offset] = nibble < 10 ? 0x30 + nibble : 0x57 + nibble
      }
    }
    return 2 * source.count
  }
}

extension DataType {
  /// Values are written with ASCII letters, digits and `+-.: ` only, and none is empty.
  fileprivate var isPlainText: Bool {
    switch self {
    case .char, .varchar, .super, .varbyte, .unknown, .interval: false
    default: true
    }
  }
}
