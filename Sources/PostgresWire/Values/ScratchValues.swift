import Columnar
import SQLTypes

/// The bytes of one block's fields, behind each other, where a column does not keep them as they are sent.
struct ScratchValues {
  var bytes: [UInt8] = []
  private var values = [TextValue](repeating: .null, count: ColumnTexts.capacity)

  /// The fields of `rows`, each ending where `ends` says; valid until the next block, whose memory it is too.
  mutating func values(_ column: Column, _ rows: Range<Int>, _ ends: [Int]) -> UnsafeBufferPointer<TextValue> {
    // A copy of a short value reads twelve bytes.
    bytes += [UInt8](repeating: 0, count: 12)
    let start = bytes.withUnsafeBufferPointer { $0.baseAddress.unsafelyUnwrapped }
    for (index, row) in rows.enumerated() {
      let first = index == 0 ? 0 : ends[index - 1]
      values[index] = column.isValid(row) ? TextValue(start + first, count: ends[index] - first) : .null
    }
    return values.withUnsafeBufferPointer { UnsafeBufferPointer(rebasing: $0[..<rows.count]) }
  }
}
