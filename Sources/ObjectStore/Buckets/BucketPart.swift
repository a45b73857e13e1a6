import SQLTypes
import Synchronization
import System

/// A whole file that is no object yet; gone when it goes away before it is one.
package final class BucketPart: Sendable {
  private let path: FilePath
  private let isMoved = Atomic<Bool>(false)
  /// Bytes.
  package let size: Int
  package let md5: [UInt8]

  init(_ path: FilePath, size: Int, md5: [UInt8]) {
    self.path = path
    self.size = size
    self.md5 = md5
  }

  deinit {
    if !isMoved.load(ordering: .relaxed) { try? path.withPath(SystemCalls.removeFile) }
  }

  /// Errors: 58030.
  package func open() throws(SQLError) -> ObjectReader {
    guard let object = try LocalStore().object(at: .path(path.text)) else {
      throw SQLError(.ioError, "could not read \"\(path.text)\": no such file")
    }
    return try object.open()
  }

  func move(to target: FilePath) throws(SQLError) {
    do { try path.rename(to: target) } catch { throw error.report("write", target.text) }
    isMoved.store(true, ordering: .relaxed)
  }
}
