import Columnar
import SQLTypes

/// VARBYTE in binary: the bytes that a column keeps as hexadecimal digits.
final class HexBytes {
  private var bytes: [UInt8] = []
  private var values = [TextValue](repeating: .null, count: ColumnTexts.capacity)

  /// Valid until the next call.
  func render(_ column: Column, _ rows: Range<Int>) -> UnsafeBufferPointer<TextValue> {
    guard case .strings(let strings) = column.storage else { preconditionFailure("VARBYTE is kept as text") }
    var ends: [Int] = []
    bytes.removeAll(keepingCapacity: true)
    for row in rows {
      if column.isValid(row) { strings.view(row).withBytes { append(hex: $0) } }
      ends.append(bytes.count)
    }
    // A copy of a short value reads twelve bytes.
    bytes += [UInt8](repeating: 0, count: 12)
    return place(column, rows, ends)
  }

  private func append(hex digits: UnsafeRawBufferPointer) {
    for place in stride(from: 0, to: digits.count - 1, by: 2) {
      bytes.append(digits[place].hexValue << 4 | digits[place + 1].hexValue)
    }
  }

  /// Both arrays keep their memory until the next block.
  private func place(_ column: Column, _ rows: Range<Int>, _ ends: [Int]) -> UnsafeBufferPointer<TextValue> {
    let start = bytes.withUnsafeBufferPointer { $0.baseAddress.unsafelyUnwrapped }
    for (index, row) in rows.enumerated() {
      let first = index == 0 ? 0 : ends[index - 1]
      values[index] = column.isValid(row) ? TextValue(start + first, count: ends[index] - first) : .null
    }
    return values.withUnsafeBufferPointer { UnsafeBufferPointer(rebasing: $0[..<rows.count]) }
  }
}

extension UInt8 {
  /// Of a hexadecimal digit.
  fileprivate var hexValue: UInt8 { self < 0x40 ? self & 15 : (self & 15) &+ 9 }
}
