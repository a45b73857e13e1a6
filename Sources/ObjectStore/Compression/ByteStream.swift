import Formats
import SQLTypes

/// Bytes one after the other: an object, or what a decompressor makes of another stream.
package protocol ByteStream {
  /// Reads up to `memory.count` bytes; 0 only at the end (or when asked for none). Errors: 58030; those of S3 and of
  /// what is not as it should be.
  mutating func read(into memory: UnsafeMutableRawBufferPointer) throws(SQLError) -> Int
}

extension ByteStream {
  /// Reads behind the bytes in use, into the room there is (`reserve` makes some); 0 only at the end.
  /// Errors: those of the source.
  package mutating func read(into buffer: InputBuffer) throws(SQLError) -> Int {
    let count = try read(into: buffer.free)
    buffer.count += count
    return count
  }

  /// Reads until there is no room left or the stream ends. Returns whether it may have more.
  /// Errors: those of the source.
  package mutating func fill(_ buffer: InputBuffer) throws(SQLError) -> Bool {
    while !buffer.free.isEmpty {
      if try read(into: buffer) == 0 { return false }
    }
    return true
  }
}

/// Where bytes go: a file, or a compressor in front of one.
package protocol ByteSink: AnyObject {
  /// Errors: 58030; those of S3.
  func write(_ bytes: UnsafeRawBufferPointer) throws(SQLError)
  /// Writes what is held back. Nothing may be written after it. Errors: 58030; those of S3.
  func finish() throws(SQLError)
}

/// An object being written.
package protocol ObjectSink: ByteSink {
  /// Bytes written.
  var size: Int { get }
}

extension ByteSink {
  /// Errors: those of the sink.
  package func write(_ text: String) throws(SQLError) { try write(Array(text.utf8)) }

  /// Errors: those of the sink.
  package func write(_ bytes: [UInt8]) throws(SQLError) {
    let answer = bytes.withUnsafeBytes { buffer in
      Result { () throws(SQLError) in try write(buffer) }
    }
    try answer.get()
  }
}
