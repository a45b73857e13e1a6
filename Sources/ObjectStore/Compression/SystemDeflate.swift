import Formats
import System

/// The system's libdeflate, where it is installed: it inflates and deflates whole buffers, deflating about twice as fast
/// as zlib does streams.
///
/// Nothing needs it: `GzipDecoder`, which says what is wrong with data that neither can read, and zlib do the same work.
struct SystemDeflate: Sendable {
  /// What deflates, and the memory it works with: one thread's at a time.
  final class Compressor {
    private let library: SystemDeflate
    private let state: OpaquePointer

    fileprivate init(_ library: SystemDeflate, _ state: OpaquePointer) {
      self.library = library
      self.state = state
    }

    deinit { library.releaseCompressor(state) }

    /// The most that a member of so many bytes takes.
    func limit(_ count: Int) -> Int { library.limit(state, count) }

    /// Makes `input` a gzip member in `output`, which has room for `limit`: its size.
    func deflate(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Int {
      library.deflate(state, input.baseAddress, input.count, output.baseAddress, output.count)
    }
  }

  private typealias Allocate = @convention(c) () -> OpaquePointer?
  private typealias Release = @convention(c) (OpaquePointer) -> Void
  private typealias Inflate =
    @convention(c) (
      OpaquePointer, UnsafeRawPointer?, Int, UnsafeMutableRawPointer?, Int, UnsafeMutablePointer<Int>,
      UnsafeMutablePointer<Int>
    ) -> Int32

  private typealias Checksum = @convention(c) (UInt32, UnsafeRawPointer?, Int) -> UInt32
  private typealias AllocateCompressor = @convention(c) (Int32) -> OpaquePointer?
  private typealias Limit = @convention(c) (OpaquePointer, Int) -> Int
  private typealias Deflate =
    @convention(c) (OpaquePointer, UnsafeRawPointer?, Int, UnsafeMutableRawPointer?, Int) -> Int

  private let allocate: Allocate
  private let release: Release
  private let inflate: Inflate
  private let allocateCompressor: AllocateCompressor
  private let releaseCompressor: Release
  private let limit: Limit
  private let deflate: Deflate
  private let crc: Checksum

  static let loaded = SystemDeflate(loading: [
    "libdeflate.so.0", "libdeflate.so", "libdeflate.0.dylib", "libdeflate.dylib",
  ])

  private init?(loading names: [String]) {
    guard let library = SystemCalls.openLibrary(names),
      let allocate = SystemCalls.function("libdeflate_alloc_decompressor", in: library),
      let release = SystemCalls.function("libdeflate_free_decompressor", in: library),
      let inflate = SystemCalls.function("libdeflate_gzip_decompress_ex", in: library),
      let allocateCompressor = SystemCalls.function("libdeflate_alloc_compressor", in: library),
      let releaseCompressor = SystemCalls.function("libdeflate_free_compressor", in: library),
      let limit = SystemCalls.function("libdeflate_gzip_compress_bound", in: library),
      let deflate = SystemCalls.function("libdeflate_gzip_compress", in: library),
      let crc = SystemCalls.function("libdeflate_crc32", in: library)
    else { return nil }
    // The types are those of libdeflate.h for these names; size_t is Int's width.
    self.allocate = unsafeBitCast(allocate, to: Allocate.self)
    self.release = unsafeBitCast(release, to: Release.self)
    self.inflate = unsafeBitCast(inflate, to: Inflate.self)
    self.allocateCompressor = unsafeBitCast(allocateCompressor, to: AllocateCompressor.self)
    self.releaseCompressor = unsafeBitCast(releaseCompressor, to: Release.self)
    self.limit = unsafeBitCast(limit, to: Limit.self)
    self.deflate = unsafeBitCast(deflate, to: Deflate.self)
    self.crc = unsafeBitCast(crc, to: Checksum.self)
  }

  /// `level` 1 (fast) to 12 (small), of which 6 is as usual as zlib's. Nil where there is no memory.
  func compressor(level: Int) -> Compressor? { allocateCompressor(Int32(level)).map { Compressor(self, $0) } }

  /// The CRC-32 of what `sum` is of and `bytes` behind it.
  func crc32(_ bytes: UnsafeRawBufferPointer, behind sum: UInt32) -> UInt32 {
    // In bounds: the library gets these bytes for the length of the call.
    crc(sum, bytes.baseAddress, bytes.count)
  }

  private static let insufficientSpace: Int32 = 3

  /// Inflates the one gzip member that `input` is. False where it is none, or does not fill `output`.
  func inflate(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Bool {
    guard let state = allocate() else { return false }
    defer { release(state) }
    var (taken, made) = (0, 0)
    let answer = inflate(
      state, input.baseAddress, input.count, output.baseAddress, output.count, &taken, &made)
    return answer == 0 && taken == input.count && made == output.count
  }

  /// Inflates the gzip members of `input` behind what is in `output`, which grows where it must. False where they are
  /// more than `largest` bytes, or damaged.
  func inflate(_ input: UnsafeRawBufferPointer, into output: InputBuffer, largest: Int) -> Bool {
    guard let state = allocate() else { return false }
    defer { release(state) }
    var read = 0
    // Zeros may stand behind the last member, as for zlib.
    while read < input.count, input[read] != 0 {
      var (taken, made) = (0, 0)
      let answer = inflate(
        state, input.baseAddress.map { $0 + read }, input.count - read, output.free.baseAddress, output.free.count,
        &taken, &made)
      if answer == Self.insufficientSpace, output.capacity <= largest / 2 {
        output.reserve(2 * output.capacity)
        continue
      }
      guard answer == 0, taken > 0 else { return false }
      read += taken
      output.count += made
    }
    return input[read...].allSatisfy { $0 == 0 }
  }
}
