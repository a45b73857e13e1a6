import SQLTypes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file written from the start, in pieces of about a megabyte.
struct OutputFile: ~Copyable {
  var pending: [UInt8] = []
  private let path: String
  private let descriptor: Int32

  init(_ path: String) throws(SQLError) {
    self.path = path
    var opened = Self.open(path)
    if opened < 0, errno == ENOENT {
      Self.makeFolders(of: path)
      opened = Self.open(path)
    }
    guard opened >= 0 else { throw Self.failure(path) }
    descriptor = opened
  }

  deinit { close(descriptor) }

  static func write(_ bytes: [UInt8], to path: String) throws(SQLError) {
    var file = try OutputFile(path)
    file.pending = bytes
    try file.finish()
  }

  mutating func writeWhenFull() throws(SQLError) {
    if pending.count >= 1 << 20 { try finish() }
  }

  /// Writes what is pending.
  mutating func finish() throws(SQLError) {
    var done = 0
    while done < pending.count {
      let count = unsafe pending.withUnsafeBytes {
        unsafe Self.write(descriptor, $0.baseAddress! + done, $0.count - done)
      }
      guard count >= 0 else { throw Self.failure(path) }
      done += count
    }
    pending.removeAll(keepingCapacity: true)
  }

  private static func open(_ path: String) -> Int32 { unsafe creat(path, 0o644) }

  private static func write(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.write(descriptor, start, count)
    #elseif canImport(Musl)
      unsafe Musl.write(descriptor, start, count)
    #else
      unsafe Darwin.write(descriptor, start, count)
    #endif
  }

  private static func makeFolders(of path: String) {
    for (index, byte) in path.utf8.enumerated().dropFirst() where byte == 0x2f {
      _ = unsafe mkdir(String(decoding: path.utf8.prefix(index), as: UTF8.self), 0o755)
    }
  }

  private static func failure(_ path: String) -> SQLError {
    SQLError(.ioError, "could not write file \"\(path)\": \(unsafe String(cString: strerror(errno)))")
  }
}
