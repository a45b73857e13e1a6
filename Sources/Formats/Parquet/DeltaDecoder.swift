/// Reads DELTA_BINARY_PACKED: whole numbers as the differences between neighbours.
///
/// ```
/// values 7 5 3 1 2 3 4 5      header: 128 values a block, 4 miniblocks in it, 8 values, the first 7
///                             block: least difference -2, widths 2 0 0 0, differences above it 0 0 0 3 3 3 3
/// ```
struct DeltaDecoder {
  /// Values of a block that are believed.
  private static let blockLimit = 1 << 16

  private var cursor: ParquetCursor
  /// Of all values.
  let count: Int
  private let miniblockCount: Int
  private let miniblockSize: Int
  private var left: Int
  private var value: Int64
  private var isFirst = true
  private var leastDelta: Int64 = 0
  private var widths = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Of the block; then what is left of the miniblock, from some bit on.
  private var nextMiniblock: Int
  private var deltasLeft = 0
  private var width = 0
  private var packed = UnsafeRawBufferPointer(start: nil, count: 0)
  private var bit = 0

  /// `limit`: values that there may be at most. Errors: a header that cannot be.
  init(_ bytes: UnsafeRawBufferPointer, limit: Int) throws(ParquetFault) {
    cursor = ParquetCursor(bytes)
    let block = Int(clamping: try cursor.varint())
    let miniblocks = Int(clamping: try cursor.varint())
    count = Int(clamping: try cursor.varint())
    value = try cursor.zigzag()
    guard (1...Self.blockLimit).contains(block), (1...block).contains(miniblocks), block % miniblocks == 0,
      block / miniblocks % 8 == 0
    else { throw ParquetFault("blocks of \(block) differences in \(miniblocks) parts") }
    guard count <= limit else { throw ParquetFault("\(count) values are announced where \(limit) belong") }
    let blocks = (count - 1 + block - 1) / block
    guard blocks * (1 + miniblocks) <= cursor.left else {
      throw ParquetFault("\(count) values are announced in \(cursor.left) bytes")
    }
    (miniblockCount, miniblockSize, nextMiniblock, left) = (miniblocks, block / miniblocks, miniblocks, count)
  }

  /// Bytes behind the numbers, when all are read.
  var rest: UnsafeRawBufferPointer { cursor.rest }

  /// The next numbers, which wrap around in 64 bits. Errors: where the bytes hold fewer.
  mutating func read(_ wanted: Int, into target: UnsafeMutablePointer<Int64>) throws(ParquetFault) {
    guard wanted <= left else { throw ParquetFault("\(wanted) values are wanted where \(left) are left") }
    var done = 0
    if isFirst, wanted > 0 {
      target[0] = value
      (isFirst, done) = (false, 1)
    }
    while done < wanted {
      if deltasLeft == 0 { try startMiniblock() }
      let now = min(deltasLeft, wanted - done)
      add(target + done, now)
      deltasLeft -= now
      done += now
    }
    left -= wanted
  }

  private mutating func add(_ target: UnsafeMutablePointer<Int64>, _ count: Int) {
    guard let start = packed.baseAddress, width > 0 else {
      for index in 0..<count {
        value &+= leastDelta
        target[index] = value
      }
      return
    }
    var (value, bit) = (value, bit)
    for index in 0..<count {
      let delta = BitUnpacker.number64(start, bit: bit, width: width)
      value = value &+ leastDelta &+ Int64(bitPattern: delta)
      target[index] = value
      bit &+= width
    }
    (self.value, self.bit) = (value, bit)
  }

  private mutating func startMiniblock() throws(ParquetFault) {
    if nextMiniblock == miniblockCount {
      leastDelta = try cursor.zigzag()
      widths = try cursor.take(miniblockCount)
      nextMiniblock = 0
    }
    width = Int(widths[nextMiniblock])
    guard width <= 64 else { throw ParquetFault("differences of \(width) bits") }
    packed = try cursor.take(miniblockSize / 8 * width)
    (bit, deltasLeft) = (0, miniblockSize)
    nextMiniblock += 1
  }
}
