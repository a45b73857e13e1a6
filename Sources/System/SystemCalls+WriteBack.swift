#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Telling the system to start sending a file's bytes to the device; the one file with what differs about that.
///
/// Linux otherwise keeps them until they are old or `fsync` asks, which then waits for all of them at once.
extension SystemCalls {
  #if os(Linux)
    private typealias SyncFileRange = @convention(c) (Int32, Int64, Int64, UInt32) -> Int32
    private static let writeFlag: UInt32 = 2

    /// `sync_file_range`: the Glibc module does not declare it, and other libraries may lack it.
    private static let syncFileRange = dlsym(nil, "sync_file_range").map {
      unsafeBitCast($0, to: SyncFileRange.self)
    }

    /// A hint that may be ignored: an error shows again in `synchronise`.
    static func startWriteBack(_ file: Int32, _ range: Range<Int>) {
      _ = syncFileRange?(file, Int64(range.lowerBound), Int64(range.count), writeFlag)
    }
  #else
    static func startWriteBack(_ file: Int32, _ range: Range<Int>) {}
  #endif
}
