/// Reads numbers from bytes of which there may be too few yet: behind them it finds zeros, and `place` tells how many
/// bytes it takes at least to go on.
struct LzopCursor {
  private let all: UnsafeRawBufferPointer
  private(set) var place = 0

  init(_ bytes: UnsafeRawBufferPointer) { all = bytes }

  /// All that was read was there.
  var hasEnough: Bool { place <= all.count }

  mutating func skip(_ count: Int) { place += count }

  /// Of 1 to 4 bytes, the highest first.
  mutating func number(_ count: Int) -> Int {
    place += count
    return bytes(from: place - count, to: place).reduce(0) { $0 << 8 | Int($1) }
  }

  /// The next bytes.
  mutating func bytes(_ count: Int) -> UnsafeRawBufferPointer {
    place += count
    return bytes(from: place - count, to: place)
  }

  /// Those of them that are there.
  func bytes(from start: Int, to end: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: all[min(start, all.count)..<min(end, all.count)])
  }
}
