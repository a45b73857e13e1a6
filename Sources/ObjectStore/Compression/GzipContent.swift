import Formats
import SQLTypes

/// What a gzip object of moderate size holds, inflated at once: four fifths of the time it takes as a stream.
///
/// Only a quick way: there is none where libdeflate is not installed, where the object says that it holds more than
/// `largest`, and where its data is damaged. `CompressedReader` then reads it, piece by piece, and finds the words for
/// what is wrong.
package final class GzipContent: ByteStream {
  /// Bytes of an object, and of what it holds, that are kept in memory by one worker.
  private static let largest = 32 << 20
  /// A member's header and trailer without anything in between.
  private static let smallest = 18

  private let content: InputBuffer
  private var used = 0

  /// Errors: 58030.
  package init?(_ reader: ObjectReader) throws(SQLError) {
    guard let library = SystemDeflate.loaded, (Self.smallest...Self.largest).contains(reader.size) else { return nil }
    let packed = InputBuffer(capacity: reader.size)
    packed.count = try reader.read(into: packed.free, at: 0)
    guard packed.count == reader.size else { return nil }
    let size = Self.claimedSize(packed.bytes)
    guard size <= Self.largest else { return nil }
    content = InputBuffer(capacity: max(size, 1))
    guard library.inflate(packed.bytes, into: content, largest: Self.largest) else { return nil }
  }

  /// The last member's trailer ends with the number of bytes it holds, least byte first: all, where it is the only one.
  private static func claimedSize(_ packed: UnsafeRawBufferPointer) -> Int {
    packed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  package func read(into memory: UnsafeMutableRawBufferPointer) throws(SQLError) -> Int {
    let piece = content.bytes[used...].prefix(memory.count)
    memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: piece))
    used += piece.count
    return piece.count
  }
}
