import Formats
import SQLTypes

/// Makes whole texts gzip members, by the system's libdeflate: one thread's at a time.
package final class GzipPacker {
  /// As zlib's 6.
  package static let usualLevel = 6
  /// A tenth quicker, and on most text hardly larger; on some, such as rows that are nearly alike, a tenth larger.
  package static let quickLevel = 5
  /// Whether libdeflate is installed.
  package static var isAvailable: Bool { SystemDeflate.loaded != nil }

  private let compressor: SystemDeflate.Compressor

  /// Errors: 58030 where libdeflate is not installed or has no memory.
  package init(level: Int) throws(SQLError) {
    guard let compressor = SystemDeflate.loaded?.compressor(level: level) else {
      throw SQLError(.ioError, "the system's libdeflate refuses to start")
    }
    self.compressor = compressor
  }

  /// Puts `plain`, a member of its own, in the place of what `packed` holds. Errors: 58030.
  package func pack(_ plain: UnsafeRawBufferPointer, into packed: InputBuffer) throws(SQLError) {
    packed.count = 0
    packed.reserve(compressor.limit(plain.count))
    packed.count = compressor.deflate(plain, into: packed.free)
    guard packed.count > 0 else { throw SQLError(.ioError, "libdeflate refuses to compress \(plain.count) bytes") }
  }

  /// `plain` as a member. Errors: 58030.
  package func pack(_ plain: [UInt8]) throws(SQLError) -> [UInt8] {
    let packed = InputBuffer(capacity: 1)
    let answer = plain.withUnsafeBytes { bytes in Result { () throws(SQLError) in try pack(bytes, into: packed) } }
    try answer.get()
    return Array(packed.bytes)
  }
}
