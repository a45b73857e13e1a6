#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writing past the system's cache, from memory made for that; the one file with what differs about it.
extension SystemCalls {
  /// What a write answers that is not of whole blocks, or on a file system that cannot write directly.
  package static let misaligned = EINVAL

  #if os(Linux)
    /// `O_DIRECT`, which the Glibc module does not declare.
    #if arch(arm64) || arch(arm)
      private static let directFlag: Int32 = 0o200000
    #elseif arch(powerpc64) || arch(powerpc64le)
      private static let directFlag: Int32 = 0o400000
    #else
      private static let directFlag: Int32 = 0o40000
    #endif

    /// `MADV_HUGEPAGE`
    private static let largePages: Int32 = 14
  #endif

  /// A wish: on a file system without direct writes nothing changes.
  package static func setDirect(_ file: Int32, to isDirect: Bool) {
    #if os(Linux)
      let flags = fcntl(file, F_GETFL)
      guard flags >= 0 else { return }
      _ = fcntl(file, F_SETFL, isDirect ? flags | directFlag : flags & ~directFlag)
    #elseif canImport(Darwin)
      _ = fcntl(file, F_NOCACHE, isDirect ? 1 : 0)
    #endif
  }

  /// A hint for memory not used yet, whose address and size are multiples of a large page's: the system may make it of
  /// those.
  package static func preferLargePages(_ memory: UnsafeMutableRawBufferPointer) {
    #if os(Linux)
      _ = madvise(memory.baseAddress, memory.count, largePages)
    #endif
  }
}
