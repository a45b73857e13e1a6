/// The system's libdeflate, where it is installed: it inflates whole buffers, more than twice as fast as zlib does streams.
///
/// Nothing needs it: zlib does the same work, and says what is wrong with data that neither can read.
struct SystemDeflate: Sendable {
  private typealias Allocate = @convention(c) () -> OpaquePointer?
  private typealias Release = @convention(c) (OpaquePointer) -> Void
  private typealias Inflate =
    @convention(c) (
      OpaquePointer, UnsafeRawPointer?, Int, UnsafeMutableRawPointer?, Int, UnsafeMutablePointer<Int>,
      UnsafeMutablePointer<Int>
    ) -> Int32

  private let allocate: Allocate
  private let release: Release
  private let inflate: Inflate

  static let loaded = SystemDeflate(loading: [
    "libdeflate.so.0", "libdeflate.so", "libdeflate.0.dylib", "libdeflate.dylib",
  ])

  private init?(loading names: [String]) {
    guard let library = SystemCalls.openLibrary(names),
      let allocate = SystemCalls.function("libdeflate_alloc_decompressor", in: library),
      let release = SystemCalls.function("libdeflate_free_decompressor", in: library),
      let inflate = SystemCalls.function("libdeflate_gzip_decompress_ex", in: library)
    else { return nil }
    // The types are those of libdeflate.h for these names; size_t is Int's width.
    self.allocate = unsafeBitCast(allocate, to: Allocate.self)
    self.release = unsafeBitCast(release, to: Release.self)
    self.inflate = unsafeBitCast(inflate, to: Inflate.self)
  }

  /// Inflates the gzip members of `input` into `output`: the bytes made. Nil where they are more than fit, or damaged.
  func inflate(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Int? {
    guard let state = allocate() else { return nil }
    defer { release(state) }
    var (read, written) = (0, 0)
    // Zeros may stand behind the last member, as for zlib.
    while read < input.count, input[read] != 0 {
      var (taken, made) = (0, 0)
      let answer = inflate(
        state, input.baseAddress.map { $0 + read }, input.count - read, output.baseAddress.map { $0 + written },
        output.count - written, &taken, &made)
      guard answer == 0, taken > 0 else { return nil }
      read += taken
      written += made
    }
    return input[read...].allSatisfy { $0 == 0 } ? written : nil
  }
}
