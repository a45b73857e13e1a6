import Columnar
import Formats

/// The validity of a growing column, a batch of records at a time; costs next to nothing until the first NULL.
struct ValidityCollector {
  private var words: [UInt64] = []
  private var count = 0
  private var hasNull = false
  /// Of the batch being converted: a set bit for a value. In the collector itself, so that no NULL asks who else has it.
  private var batch = InlineArray<8, UInt64>(repeating: .max)
  private var batchHasNull = false

  @inline(__always)
  mutating func setNull(_ row: Int) {
    batch[row >> 6] &= ~(1 << UInt64(row & 63))
    batchHasNull = true
  }

  /// The same without a branch, where a row may be NULL or not.
  @inline(__always)
  mutating func setNull(_ row: Int, if isNull: Bool) {
    batch[row >> 6] &= ~((isNull ? 1 : 0) << UInt64(row & 63))
    batchHasNull = batchHasNull || isNull
  }

  mutating func endBatch(_ rows: Int) {
    if batchHasNull && !hasNull { spellOut() }
    if hasNull { append(rows) }
    count += rows
    discardBatch()
  }

  /// Forgets what was set of the batch being converted.
  mutating func discardBatch() {
    guard batchHasNull else { return }
    for index in batch.indices { batch[index] = .max }
    batchHasNull = false
  }

  mutating func finish() -> Validity {
    let validity = hasNull ? Validity(words: words) : .allValid
    words.removeAll()
    (count, hasNull) = (0, false)
    return validity
  }

  private mutating func spellOut() {
    hasNull = true
    words = [UInt64](repeating: .max, count: (count + 63) / 64)
    if count & 63 != 0 { words[words.count - 1] = 1 << UInt64(count & 63) - 1 }
  }

  private mutating func append(_ rows: Int) {
    let shift = UInt64(count & 63)
    let total = (count + rows + 63) / 64
    var rest = rows
    for index in batch.indices {
      guard rest > 0 else { break }
      let word = batch[index]
      let bits = rest >= 64 ? word : word & (1 << UInt64(rest) - 1)
      if shift == 0 {
        words.append(bits)
      } else {
        words[words.count - 1] |= bits << shift
        if words.count < total { words.append(bits >> (64 - shift)) }
      }
      rest -= 64
    }
  }
}
