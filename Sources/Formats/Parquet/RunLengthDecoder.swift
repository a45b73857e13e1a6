/// Reads Parquet's hybrid of runs and packed bits, in which levels, booleans and the codes of dictionaries stand.
///
/// ```
/// 08 03          (8 >> 1) = 4 times the value 3
/// 03 88 c6 fa    (3 >> 1) = 1 group of eight values of 3 bits: 0 1 2 3 4 5 6 7
/// ```
struct RunLengthDecoder {
  private var cursor: ParquetCursor
  private let width: Int
  private let mask: UInt64
  /// What is left of the run: of one value, or of packed ones from some bit on.
  private var left = 0
  private var value: UInt64 = 0
  private var isPacked = false
  private var packed = UnsafeRawBufferPointer(start: nil, count: 0)
  private var bit = 0

  /// Errors: a width above 32 bits.
  init(_ bytes: UnsafeRawBufferPointer, width: Int) throws(ParquetFault) {
    guard (0...32).contains(width) else { throw ParquetFault("codes of \(width) bits") }
    cursor = ParquetCursor(bytes)
    self.width = width
    mask = (1 << UInt64(width)) - 1
  }

  /// The next `count` numbers. Errors: where the bytes hold fewer.
  mutating func read<T: FixedWidthInteger>(
    _ count: Int, into target: UnsafeMutablePointer<T>
  ) throws(ParquetFault) {
    var done = 0
    while done < count {
      if left == 0 { try startRun() }
      let now = min(left, count - done)
      fill(target + done, now)
      left -= now
      done += now
    }
  }

  /// How many of the next `count` numbers are `wanted` and come first, as far as one run goes: they are passed.
  mutating func skipRun(of wanted: UInt64, upTo count: Int) throws(ParquetFault) -> Int {
    if left == 0 { try startRun() }
    guard !isPacked, value == wanted else { return 0 }
    let now = min(left, count)
    left -= now
    return now
  }

  @inline(__always)
  private mutating func fill<T: FixedWidthInteger>(_ target: UnsafeMutablePointer<T>, _ count: Int) {
    guard isPacked, let start = packed.baseAddress else {
      return target.update(repeating: T(truncatingIfNeeded: value), count: count)
    }
    var bit = bit
    let (mask, width) = (mask, width)
    for index in 0..<count {
      target[index] = T(truncatingIfNeeded: BitUnpacker.number32(start, bit: bit, mask: mask))
      bit &+= width
    }
    self.bit = bit
  }

  private mutating func startRun() throws(ParquetFault) {
    let head = try cursor.varint()
    let count = Int(clamping: head >> 1)
    isPacked = head & 1 == 1
    if isPacked {
      try startGroups(count)
    } else {
      value = 0
      for (index, byte) in try cursor.take((width + 7) / 8).enumerated() { value |= UInt64(byte) << UInt64(8 * index) }
      guard value <= mask else { throw ParquetFault("a code of more than \(width) bits") }
      left = count
    }
    guard left > 0 else { throw ParquetFault("a run of no values") }
  }

  /// Groups of eight; the last may be cut where its values are not needed.
  private mutating func startGroups(_ groups: Int) throws(ParquetFault) {
    bit = 0
    guard width > 0 else {
      (isPacked, value) = (false, 0)
      left = groups.multipliedReportingOverflow(by: 8).overflow ? .max : groups * 8
      return
    }
    let wanted = groups.multipliedReportingOverflow(by: width)
    let size = wanted.overflow ? cursor.left : min(wanted.partialValue, cursor.left)
    packed = try cursor.take(size)
    left = size == wanted.partialValue && !wanted.overflow ? groups * 8 : size * 8 / width
  }
}
