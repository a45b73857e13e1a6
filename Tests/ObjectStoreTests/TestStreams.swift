import ObjectStore
import SQLTypes

/// Gives bytes in small pieces.
struct Pieces: ByteStream {
  var bytes: ArraySlice<UInt8>
  var size: Int

  mutating func read(into memory: UnsafeMutableRawBufferPointer) throws(SQLError) -> Int {
    let piece = bytes.prefix(min(size, memory.count))
    memory.copyBytes(from: piece)
    bytes = bytes.dropFirst(piece.count)
    return piece.count
  }
}

/// Keeps what is written.
final class Collected: ByteSink {
  var bytes: [UInt8] = []
  var isFinished = false
  func write(_ more: UnsafeRawBufferPointer) throws(SQLError) { bytes += more }
  func finish() throws(SQLError) { isFinished = true }
}
