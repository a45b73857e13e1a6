import Formats
import SQLTypes

/// A gzip compressor in front of another sink. The same bytes in give the same bytes out: no time, no name in the header.
package final class GzipWriter: ByteSink {
  private var target: any ByteSink
  private let zlib: SystemZlib
  /// One stream, initialised for the life of this object: zlib keeps its address.
  private let stream: SystemZlib.StreamPointer
  private let output = InputBuffer(capacity: 1 << 16)

  /// `level` 1 (fast) to 9 (small). Errors: 58030 without zlib.
  package init(_ target: any ByteSink, level: Int = 6) throws(SQLError) {
    self.target = target
    zlib = try SystemZlib.load()
    stream = SystemZlib.StreamPointer.allocate(capacity: 1)
    stream.initialize(to: SystemZlib.Stream())
    guard zlib.startDeflating(stream, level: min(max(level, 1), 9)) else {
      throw SQLError(.ioError, "the system's zlib refuses to start")
    }
  }

  deinit {
    zlib.endDeflating(stream)
    stream.deallocate()
  }

  package func write(_ bytes: UnsafeRawBufferPointer) throws(SQLError) {
    var rest = bytes
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
      try deflate(piece, isLast: false)
      rest = UnsafeRawBufferPointer(rebasing: rest[piece.count...])
    }
  }

  package func finish() throws(SQLError) {
    try deflate(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
    try target.finish()
  }

  /// Feeds zlib `piece` until it has taken all of it and given what it wants to give.
  private func deflate(_ piece: UnsafeRawBufferPointer, isLast: Bool) throws(SQLError) {
    stream.pointee.nextIn = piece.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.availableIn = UInt32(piece.count)
    while true {
      output.count = 0
      let room = output.free
      // In bounds: zlib gets the output buffer's free bytes for the length of the call.
      stream.pointee.nextOut = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.availableOut = UInt32(room.count)
      let answer = zlib.deflate(stream, isLast: isLast)
      output.count = room.count - Int(stream.pointee.availableOut)
      if output.count > 0 { try target.write(output.bytes) }
      if isLast ? answer == SystemZlib.streamEnd : stream.pointee.availableOut > 0 { return }
      if answer != SystemZlib.ok && answer != SystemZlib.bufferError {
        throw SQLError(.ioError, "zlib error \(answer) while compressing")
      }
    }
  }
}
