/// One sort key of `RowOrder`: a code for each row whose unsigned order is the key's order, direction and NULLs
/// included.
///
/// Where two rows of different values may share a code (long strings, wide numbers) the key is not exact, and the
/// values themselves decide. Pointers only, so that comparing rows counts no references; `RowOrder` owns what they
/// point to.
struct OrderKey {
  enum Values {
    case none
    case int128s(UnsafeMutablePointer<Int128>)
    case strings(UnsafeMutablePointer<StringView>)
  }

  /// One code a row.
  let codes: UnsafeMutablePointer<UInt64>
  let isExact: Bool
  /// One value a row, where the key is not exact.
  let values: Values
  /// The validity's words; nil where no row is NULL.
  let validity: UnsafeMutablePointer<UInt64>?
  let isDescending: Bool
  let nullsFirst: Bool
  /// Leading bytes that all strings share; codes begin behind them.
  let sharedBytes: Int

  @inline(__always)
  func isValid(_ row: Int) -> Bool {
    guard let validity else { return true }
    return validity[row >> 6] >> UInt64(row & 63) & 1 != 0
  }

  @inline(__always)
  func compare(_ a: Int, _ b: Int) -> Int {
    let (left, right) = (codes[a], codes[b])
    if left != right { return left < right ? -1 : 1 }
    return isExact ? 0 : compareValues(a, b)
  }

  private func compareValues(_ a: Int, _ b: Int) -> Int {
    let (left, right) = (isValid(a), isValid(b))
    guard left && right else { return left == right ? 0 : left == nullsFirst ? 1 : -1 }
    let order =
      switch values {
      case .none: 0
      case .int128s(let values): values[a] == values[b] ? 0 : values[a] < values[b] ? -1 : 1
      case .strings(let values): values[a].compare(values[b])
      }
    return isDescending ? -order : order
  }

  /// Fills in the entries' prefixes from the bytes `offset` behind the shared ones, agreeing in all bytes before.
  /// Gives whether equal prefixes mean equal values.
  func fill(_ entries: UnsafeMutableBufferPointer<SortEntry>, offset: Int) -> Bool {
    guard offset > 0, case .strings(let values) = values else {
      for index in 0..<entries.count { entries[index].prefix = codes[Int(entries[index].row)] }
      return isExact
    }
    let offset = sharedBytes + offset
    let isShort = entries.allSatisfy { values[Int($0.row)].count <= offset + 7 }
    for index in 0..<entries.count {
      let row = Int(entries[index].row)
      guard isValid(row) else {
        entries[index].prefix = nullsFirst ? 0 : .max
        continue
      }
      let code = values[row].orderCode(offset: offset, isShort: isShort)
      entries[index].prefix = isDescending ? ~code : code
    }
    return isShort
  }
}

extension StringView {
  /// The eight bytes at `offset` as a number in byte order; where `isShort` says that at most seven are left, those
  /// seven and their count plus one, which is then exact, and never 0 or all ones (those stand for NULL).
  @inline(__always)
  func orderCode(offset: Int, isShort: Bool) -> UInt64 {
    let code = bigEndianBytes(at: offset)
    guard isShort else { return code }
    return code & ~0xff | UInt64(max(0, count - offset) + 1)
  }

  /// Length of the prefix that both begin with.
  func sharedBytes(_ other: StringView) -> Int {
    withBytes { mine in
      other.withBytes { theirs in
        let common = min(mine.count, theirs.count)
        var length = 0
        while length + 8 <= common
          && mine.loadUnaligned(fromByteOffset: length, as: UInt64.self)
            == theirs.loadUnaligned(fromByteOffset: length, as: UInt64.self)
        { length += 8 }
        while length < common && mine[length] == theirs[length] { length += 1 }
        return length
      }
    }
  }

  @inline(__always)
  private func bigEndianBytes(at offset: Int) -> UInt64 {
    let left = count - offset
    if left <= 0 { return 0 }
    if offset == 0 && isInline { return (head >> 32 | tail << 32).bigEndian }
    return withBytes { bytes in
      if left >= 8 { return bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).bigEndian }
      var code: UInt64 = 0
      for index in 0..<left { code |= UInt64(bytes[offset + index]) << UInt64(56 - 8 * index) }
      return code
    }
  }
}
