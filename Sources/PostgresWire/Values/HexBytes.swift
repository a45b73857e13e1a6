import Columnar
import SQLTypes

/// VARBYTE in binary: the bytes that a column keeps as hexadecimal digits.
final class HexBytes {
  private var scratch = ScratchValues()

  /// Valid until the next call.
  func render(_ column: Column, _ rows: Range<Int>) -> UnsafeBufferPointer<TextValue> {
    guard case .strings(let strings) = column.storage else { preconditionFailure("VARBYTE is kept as text") }
    var ends: [Int] = []
    scratch.bytes.removeAll(keepingCapacity: true)
    for row in rows {
      if column.isValid(row) { strings.view(row).withBytes { append(hex: $0) } }
      ends.append(scratch.bytes.count)
    }
    return scratch.values(column, rows, ends)
  }

  private func append(hex digits: UnsafeRawBufferPointer) {
    for place in stride(from: 0, to: digits.count - 1, by: 2) {
      scratch.bytes.append(digits[place].hexValue << 4 | digits[place + 1].hexValue)
    }
  }
}

extension UInt8 {
  /// Of a hexadecimal digit.
  fileprivate var hexValue: UInt8 { self < 0x40 ? self & 15 : (self & 15) &+ 9 }
}
