import Formats
import SQLTypes

/// A gzip compressor in front of another sink, by libdeflate: a member for every 256 KB, whatever the pieces they come
/// in, so that the same bytes in give the same bytes out.
///
/// It takes half of zlib's time. Whoever reads gzip files to their end reads the members as one text (copy.md 5.4), and
/// they take no more room than zlib's one: what a member cannot refer back to, the better compressor makes good.
final class GzipMemberWriter: ByteSink {
  /// Plain bytes of a member.
  static let memberSize = 1 << 18

  private let target: any ByteSink
  private let packer: GzipPacker
  /// Of the member to come.
  private let content = InputBuffer(capacity: GzipMemberWriter.memberSize)
  private let packed = InputBuffer(capacity: 1)
  private var hasMember = false

  init(_ target: any ByteSink, _ packer: GzipPacker) {
    self.target = target
    self.packer = packer
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(SQLError) {
    var rest = bytes
    while !rest.isEmpty {
      let taken = min(rest.count, Self.memberSize - content.count)
      let piece = UnsafeRawBufferPointer(rebasing: rest[..<taken])
      if taken == Self.memberSize { try put(piece) } else { content.append(piece) }
      if content.count == Self.memberSize { try putContent() }
      rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
    }
  }

  /// A file without content is an empty member.
  func finish() throws(SQLError) {
    if content.count > 0 || !hasMember { try putContent() }
    try target.finish()
  }

  private func putContent() throws(SQLError) {
    try put(content.bytes)
    content.count = 0
  }

  private func put(_ plain: UnsafeRawBufferPointer) throws(SQLError) {
    try packer.pack(plain, into: packed)
    hasMember = true
    try target.write(packed.bytes)
  }
}
