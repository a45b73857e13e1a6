/// Writes what a block decompresses to: literals, and copies of what stands before.
///
/// In bounds: nothing is written that does not fit, nothing read from before the start.
struct BlockWriter {
  private let output: UnsafeMutableRawBufferPointer
  private var count = 0

  init(_ output: UnsafeMutableRawBufferPointer) { self.output = output }

  @inline(__always)
  mutating func append(_ bytes: UnsafeRawBufferPointer) throws(ParquetFault) {
    guard bytes.count <= output.count - count else { throw Self.overflow }
    guard let target = output.baseAddress, let source = bytes.baseAddress else { return }
    (target + count).copyMemory(from: source, byteCount: bytes.count)
    count &+= bytes.count
  }

  @inline(__always)
  mutating func `repeat`(_ length: Int, from distance: Int) throws(ParquetFault) {
    guard length <= output.count - count else { throw Self.overflow }
    guard distance > 0, distance <= count, let start = output.baseAddress else { throw Self.before }
    let (target, source) = (start + count, start + (count - distance))
    if distance >= length {
      target.copyMemory(from: source, byteCount: length)
    } else {
      for index in 0..<length {
        target.storeBytes(
          of: source.load(fromByteOffset: index, as: UInt8.self), toByteOffset: index, as: UInt8.self)
      }
    }
    count &+= length
  }

  func finish() throws(ParquetFault) {
    guard count == output.count else { throw ParquetFault("a block ends after \(count) of \(output.count) bytes") }
  }

  private static let overflow = ParquetFault("a block holds more bytes than its page")
  private static let before = ParquetFault("a block copies from before its start")
}
