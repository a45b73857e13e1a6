/// Reads numbers from bytes of which there may be too few yet: behind them it finds zeros, and `offset` tells how many
/// bytes it takes at least to go on.
struct LzopCursor {
  private let all: UnsafeRawBufferPointer
  private(set) var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) { all = bytes }

  /// All that was read was there.
  var hasEnough: Bool { offset <= all.count }

  mutating func skip(_ count: Int) { offset += count }

  /// Of 1 to 4 bytes, the highest first.
  mutating func number(_ count: Int) -> Int {
    offset += count
    return bytes(from: offset - count, to: offset).reduce(0) { $0 << 8 | Int($1) }
  }

  /// The next bytes.
  mutating func bytes(_ count: Int) -> UnsafeRawBufferPointer {
    offset += count
    return bytes(from: offset - count, to: offset)
  }

  /// Those of them that are there.
  func bytes(from start: Int, to end: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: all[min(start, all.count)..<min(end, all.count)])
  }
}
