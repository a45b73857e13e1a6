import SQLTypes
import System

/// A file on its way to become an object; gone when it goes away before that.
package final class BucketFile {
  private let path: FilePath
  private let output: OutputFile
  private var isMoved = false
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
    if !isMoved { try? path.withPath(SystemCalls.removeFile) }
  }

  /// Errors: 58030.
  package func append(_ bytes: [UInt8]) throws(SQLError) {
    digest.append(bytes)
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(FileError) in try output.append(bytes) }
    }
    do { try result.get() } catch { throw SQLError(error) }
  }

  /// The bytes again, from the start. Errors: 58030.
  package func copy(to other: BucketFile) throws(SQLError) {
    guard let object = try LocalStore().object(at: .path(path.text)) else { return }
    try object.open().copy(0..<size, to: other)
  }

  func move(to target: FilePath) throws(SQLError) {
    do {
      try output.close()
      try path.rename(to: target)
    } catch let error as FileError {
      throw SQLError(error)
    } catch {
      throw (error as? SystemError ?? .absent).report("write", target.text)
    }
    isMoved = true
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

  fileprivate func copy(_ range: Range<Int>, to file: BucketFile) throws(SQLError) {
    try forEachPiece(of: range) { piece throws(SQLError) in try file.append(piece) }
  }
}
