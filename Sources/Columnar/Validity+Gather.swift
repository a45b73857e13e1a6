/// Validity of rows gathered, cut out, and put behind each other.
extension Validity {
  package func gather(_ rows: [UInt32]) -> Validity {
    if isAllValid { return .allValid }
    return words.withUnsafeBufferPointer { words in
      rows.withUnsafeBufferPointer { rows in
        Validity(count: rows.count) { index in
          let row = Int(rows[index])
          precondition(row >> 6 < words.count, "a gathered row exists")
          return words[row >> 6] >> UInt64(row & 63) & 1 != 0
        }
      }
    }
  }

  /// Not valid where `isRow` says that an entry of `rows` is none.
  @inline(__always)
  func gather(_ rows: [UInt32], isRow: (UInt32) -> Bool) -> Validity {
    let isAllValid = isAllValid
    return Validity(count: rows.count) { index in
      let row = rows[index]
      return isRow(row) && (isAllValid || self[Int(row)])
    }
  }

  package func slice(_ range: Range<Int>) -> Validity {
    if isAllValid { return .allValid }
    return Validity(count: range.count) { self[range.lowerBound + $0] }
  }

  /// By words, not by rows.
  func keeping(_ runs: RowRuns) -> Validity {
    if isAllValid { return .allValid }
    var (kept, end) = ([UInt64](repeating: 0, count: (runs.count + 63) / 64), 0)
    for run in runs.runs {
      for start in stride(from: run.lowerBound, to: run.upperBound, by: 64) {
        let count = min(64, run.upperBound - start)
        Self.write(bits(start, count), at: end, in: &kept)
        end += count
      }
    }
    let validity = Validity(words: kept)
    return validity.nullCount(end) == 0 ? .allValid : validity
  }

  /// Those of `count` rows, at most 64, from row `start` on; the others are 0.
  private func bits(_ start: Int, _ count: Int) -> UInt64 {
    let (word, shift) = (start >> 6, UInt64(start & 63))
    let isSplit = Int(shift) + count > 64
    let bits = words[word] >> shift | (isSplit ? words[word + 1] << (64 - shift) : 0)
    return count < 64 ? bits & (1 << UInt64(count) - 1) : bits
  }

  package static func concatenate(_ parts: [(Validity, Int)]) -> Validity {
    guard parts.contains(where: { !$0.0.isAllValid }) else { return .allValid }
    var joined = [UInt64](repeating: 0, count: (parts.reduce(0) { $0 + $1.1 } + 63) / 64)
    var start = 0
    for (validity, count) in parts {
      for word in 0..<(count + 63) / 64 {
        let rest = count - word * 64
        let bits = validity.isAllValid ? .max : validity.words[word]
        write(rest < 64 ? bits & (1 << UInt64(rest) - 1) : bits, at: start + word * 64, in: &joined)
      }
      start += count
    }
    return Validity(words: joined)
  }

  /// Sets the bits of `word` at bit `index` and after, as far as there are words.
  private static func write(_ word: UInt64, at index: Int, in words: inout [UInt64]) {
    words[index >> 6] |= word << UInt64(index & 63)
    let carried = word >> UInt64(64 - index & 63)
    if index & 63 != 0 && carried != 0 { words[index >> 6 + 1] |= carried }
  }

  /// From a question for each row, a word at a time; nothing is stored where every row is valid.
  @inline(__always)
  private init(count: Int, _ isValid: (Int) -> Bool) {
    var words = [UInt64](repeating: 0, count: (count + 63) / 64)
    var nulls = 0
    for word in words.indices {
      let end = min(count, word * 64 + 64)
      var bits: UInt64 = 0
      for row in word * 64..<end { bits |= (isValid(row) ? 1 : 0) << UInt64(row & 63) }
      nulls += end - word * 64 - bits.nonzeroBitCount
      words[word] = bits
    }
    self.init(words: nulls == 0 ? [] : words)
  }
}
