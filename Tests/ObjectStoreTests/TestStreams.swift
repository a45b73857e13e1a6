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

/// Random numbers that a seed repeats.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
