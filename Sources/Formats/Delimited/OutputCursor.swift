/// A place to write at in a growing buffer, kept out of the buffer object while rows are written.
///
/// Every `put` makes sure of its bytes and of `slack` more, so that short values can be stored as whole words.
/// `finish` hands the place back to the buffer.
struct OutputCursor {
  private static let slack = 32

  private let buffer: InputBuffer
  /// Valid for `capacity` bytes until the buffer grows, which only `grow` makes it do.
  private var base: UnsafeMutableRawPointer
  private var capacity: Int
  private var count: Int

  init(_ buffer: InputBuffer) {
    self.buffer = buffer
    buffer.reserve(buffer.count + Self.slack)
    count = buffer.count
    capacity = buffer.capacity
    base = Self.base(of: buffer)
  }

  func finish() { buffer.count = count }

  private static func base(of buffer: InputBuffer) -> UnsafeMutableRawPointer {
    // The free bytes start `count` bytes behind the base; there are some, because `slack` was reserved.
    guard let free = buffer.free.baseAddress else { preconditionFailure("the buffer has no memory") }
    return free - buffer.count
  }

  @inline(__always)
  private mutating func reserve(_ size: Int) {
    if capacity &- count < size &+ Self.slack { grow(size) }
  }

  @inline(never)
  private mutating func grow(_ size: Int) {
    buffer.count = count
    buffer.reserve(count + size + Self.slack)
    capacity = buffer.capacity
    base = Self.base(of: buffer)
  }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    reserve(1)
    base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count &+= 1
  }

  mutating func put(_ first: UInt8, _ second: UInt8) {
    put(first)
    put(second)
  }

  mutating func put(_ bytes: [UInt8]) {
    for byte in bytes { put(byte) }
  }

  @inline(__always)
  mutating func put(_ value: TextValue) {
    guard let start = value.start else { return }
    reserve(value.count)
    copy(UnsafeRawPointer(start), value.count)
  }

  /// Loads only bytes of the value: two overlapping words for 8 to 16 bytes. In bounds by the `reserve` before.
  @inline(__always)
  private mutating func copy(_ start: UnsafeRawPointer, _ size: Int) {
    let target = base + count
    if size > 16 || size < 8 {
      if size < 8 { copyShort(start, size, to: target) } else { target.copyMemory(from: start, byteCount: size) }
    } else {
      let last = start.loadUnaligned(fromByteOffset: size &- 8, as: UInt64.self)
      target.storeBytes(of: start.loadUnaligned(as: UInt64.self), as: UInt64.self)
      target.storeBytes(of: last, toByteOffset: size &- 8, as: UInt64.self)
    }
    count &+= size
  }

  @inline(__always)
  private func copyShort(_ start: UnsafeRawPointer, _ size: Int, to target: UnsafeMutableRawPointer) {
    if size >= 4 {
      let last = start.loadUnaligned(fromByteOffset: size &- 4, as: UInt32.self)
      target.storeBytes(of: start.loadUnaligned(as: UInt32.self), as: UInt32.self)
      target.storeBytes(of: last, toByteOffset: size &- 4, as: UInt32.self)
    } else {
      for place in 0..<size {
        target.storeBytes(of: start.load(fromByteOffset: place, as: UInt8.self), toByteOffset: place, as: UInt8.self)
      }
    }
  }

  /// The value in quotes, those inside it doubled.
  mutating func put(_ value: TextValue, in quote: UInt8) {
    guard let start = value.start else { return }
    reserve(2 * value.count + 2)
    base.storeBytes(of: quote, toByteOffset: count, as: UInt8.self)
    count &+= 1
    for place in 0..<value.count {
      // In bounds: at most two bytes for each of the value's, and the quotes, were reserved.
      base.storeBytes(of: start[place], toByteOffset: count, as: UInt8.self)
      count &+= 1
      if start[place] == quote {
        base.storeBytes(of: quote, toByteOffset: count, as: UInt8.self)
        count &+= 1
      }
    }
    base.storeBytes(of: quote, toByteOffset: count, as: UInt8.self)
    count &+= 1
  }
}
