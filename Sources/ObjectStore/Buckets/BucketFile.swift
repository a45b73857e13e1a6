import SQLTypes
import System

/// A file that is being written, to become an object or a part of one; gone when it goes away before that.
package final class BucketFile {
  private let path: FilePath
  private let output: OutputFile
  private var isFinished = false
  private var digest = RunningMD5()
  /// Bytes written.
  package var size: Int { output.size }
  /// MD5 of what was written.
  package var md5: [UInt8] { digest.bytes }

  /// Errors: 58030.
  init(_ path: FilePath) throws(SQLError) {
    self.path = path
    do { output = try OutputFile(path: path.text) } catch { throw SQLError(error) }
  }

  deinit {
    if !isFinished { try? path.withPath(SystemCalls.removeFile) }
  }

  /// Errors: 58030.
  package func append(_ bytes: [UInt8]) throws(SQLError) {
    digest.append(bytes)
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(FileError) in try output.append(bytes) }
    }
    do { try result.get() } catch { throw SQLError(error) }
  }

  /// The bytes of an object behind what is there. Errors: 58030.
  package func append(_ range: Range<Int>, of reader: ObjectReader) throws(SQLError) {
    try reader.forEachPiece(of: range) { piece throws(SQLError) in try append(piece) }
  }

  /// The file as it is, safely on the device. Errors: 58030.
  package func finish() throws(SQLError) -> BucketPart {
    do { try output.close() } catch { throw SQLError(error) }
    isFinished = true
    return BucketPart(path, size: size, md5: md5)
  }
}

extension ObjectReader {
  /// Bytes of the object, handed on in pieces. Errors: 58030, and those of `take`.
  package func forEachPiece(of range: Range<Int>, _ take: ([UInt8]) throws(SQLError) -> Void) throws(SQLError) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let count = min(1 << 18, range.upperBound - offset)
      var piece = [UInt8](repeating: 0, count: count)
      let result = piece.withUnsafeMutableBytes { memory in
        Result { () throws(SQLError) in try read(into: memory, at: offset) }
      }
      let done = try result.get()
      guard done > 0 else { throw SQLError(.ioError, "could not read \"\(name)\": it was cut while it was read") }
      if done < count { piece.removeLast(count - done) }
      try take(piece)
      offset += done
    }
  }
}
