/// Appends bytes to a buffer that its caller knows to be large enough.
struct ByteWriter {
  let buffer: UnsafeMutableRawBufferPointer
  private(set) var count = 0

  init(_ buffer: UnsafeMutableRawBufferPointer) { self.buffer = buffer }

  mutating func append(_ byte: UInt8) {
    buffer[count] = byte
    count += 1
  }

  /// Counts bytes that were written to the buffer directly.
  mutating func skip(_ bytes: Int) { count += bytes }

  mutating func append(_ byte: UInt8, count times: Int) {
    for _ in 0..<times { append(byte) }
  }

  mutating func append(digits: UInt64) {
    count += IntegerText.write(magnitude: digits, into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
  }

  /// Two digits: 0...99.
  mutating func append(pair value: Int) {
    append(UInt8(truncatingIfNeeded: value / 10) &+ 0x30)
    append(UInt8(truncatingIfNeeded: value % 10) &+ 0x30)
  }

  mutating func append(_ text: StaticString) {
    for index in 0..<text.utf8CodeUnitCount { append(text.utf8Start[index]) }
  }

  /// Moves the last `decimals` bytes up by one and writes a point before them.
  mutating func insertPoint(fromEnd decimals: Int) {
    for index in stride(from: count, to: count - decimals, by: -1) { buffer[index] = buffer[index - 1] }
    buffer[count - decimals] = 0x2e
    count += 1
  }
}
