import SQLTypes
import System

/// The system's liblzo2, loaded when first needed, so that building needs none of its headers.
///
/// It is asked at loading whether its `lzo_uint` and pointers are as wide as they are taken for here.
struct SystemLzo: Sendable {
  private typealias Initialize =
    @convention(c) (UInt32, Int32, Int32, Int32, Int32, Int32, Int32, Int32, Int32, Int32) -> Int32
  private typealias Decompress =
    @convention(c) (
      UnsafeRawPointer, UInt, UnsafeMutableRawPointer, UnsafeMutablePointer<UInt>, UnsafeMutableRawPointer?
    ) -> Int32

  // lzoconf.h
  private static let ok: Int32 = 0
  /// A size that the library need not compare.
  private static let anySize: Int32 = -1
  /// 2.10, whose headers the types below are of.
  private static let version: UInt32 = 0x20a0

  private let decompress: Decompress

  private static let loaded = SystemLzo(loading: [
    "liblzo2.so.2", "liblzo2.so", "liblzo2.2.dylib", "/opt/homebrew/lib/liblzo2.2.dylib",
    "/usr/local/lib/liblzo2.2.dylib",
  ])

  /// Errors: 0A000 naming the package to install.
  static func load() throws(SQLError) -> SystemLzo {
    if let loaded { return loaded }
    throw SQLError.missingLibrary(.lzop)
  }

  private init?(loading names: [String]) {
    guard let library = SystemCalls.openLibrary(names),
      let initialize = SystemCalls.function("__lzo_init_v2", in: library),
      let decompress = SystemCalls.function("lzo1x_decompress_safe", in: library)
    else { return nil }
    // The types are those of lzoconf.h and lzo1x.h for these names; lzo_uint is Int's width. The sizes are those of
    // short, int, long, lzo_uint32_t, lzo_uint, a dictionary's entry, a pointer, another pointer and the callbacks.
    let start = unsafeBitCast(initialize, to: Initialize.self)
    guard start(Self.version, 2, 4, 8, 4, 8, Self.anySize, 8, 8, Self.anySize) == Self.ok else { return nil }
    self.decompress = unsafeBitCast(decompress, to: Decompress.self)
  }

  /// The number of bytes that a block of LZO1X becomes, written to the start of `output`. Nil where it is damaged or
  /// does not fit.
  func decompress(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Int? {
    guard let from = input.baseAddress, let to = output.baseAddress else { return nil }
    // In bounds: the library reads and writes no more than these two counts.
    var count = UInt(output.count)
    return decompress(from, UInt(input.count), to, &count, nil) == Self.ok ? Int(count) : nil
  }
}
