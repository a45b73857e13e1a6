import SQLTypes
import System

/// The system's zlib, loaded when first needed, so that building needs none of its headers.
///
/// `Stream` is zlib's `z_stream` by hand. Swift lays a struct's members out in order with C's alignments, so on 64-bit
/// systems: next_in 0, avail_in 8, total_in 16, next_out 24, avail_out 32, total_out 40, msg 48, state 56, zalloc 64,
/// zfree 72, opaque 80, data_type 88, adler 96, reserved 104, and 112 bytes in all. zlib compares the size we pass with
/// its own and refuses a stream of another layout.
struct SystemZlib: CodecLibrary {
  static let name = "zlib"
  struct Stream: CodecStream {
    var nextIn: UnsafePointer<UInt8>?
    var availableIn: UInt32 = 0
    var totalIn: CUnsignedLong = 0
    var nextOut: UnsafeMutablePointer<UInt8>?
    var availableOut: UInt32 = 0
    var totalOut: CUnsignedLong = 0
    var message: UnsafePointer<CChar>?
    var state: UnsafeMutableRawPointer?
    var allocate: UnsafeMutableRawPointer?
    var free: UnsafeMutableRawPointer?
    var opaque: UnsafeMutableRawPointer?
    var dataType: Int32 = 0
    var adler: CUnsignedLong = 0
    var reserved: CUnsignedLong = 0
  }

  typealias StreamPointer = UnsafeMutablePointer<Stream>
  private typealias DeflateInit =
    @convention(c) (UnsafeMutableRawPointer, Int32, Int32, Int32, Int32, Int32, UnsafePointer<CChar>, Int32) -> Int32
  private typealias Step = @convention(c) (UnsafeMutableRawPointer, Int32) -> Int32
  private typealias Plain = @convention(c) (UnsafeMutableRawPointer) -> Int32
  private typealias Checksum = @convention(c) (CUnsignedLong, UnsafeRawPointer?, UInt32) -> CUnsignedLong

  // zlib.h
  static let ok: Int32 = 0
  static let streamEnd: Int32 = 1
  static let bufferError: Int32 = -5
  static let goesOn: Set<Int32> = [ok, bufferError]
  static let noFlush: Int32 = 0
  static let finish: Int32 = 4
  private static let deflated: Int32 = 8
  /// 32 KiB of window, with gzip's header and trailer.
  private static let gzipWindow: Int32 = 15 + 16
  private static let streamSize = Int32(MemoryLayout<Stream>.size)
  /// zlib checks only the first digit.
  private static let version = "1.2.11"

  private let deflateInit: DeflateInit
  private let deflateStep: Step
  private let deflateEnd: Plain
  private let adler: Checksum
  private let crc: Checksum

  private static let loaded = SystemZlib(loading: ["libz.so.1", "libz.so", "libz.1.dylib", "libz.dylib"])

  /// Errors: 58030 naming the package to install.
  static func load() throws(SQLError) -> SystemZlib {
    if let loaded { return loaded }
    throw SQLError.missingLibrary(.gzip)
  }

  private init?(loading names: [String]) {
    guard MemoryLayout<Stream>.size == 112, let library = SystemCalls.openLibrary(names),
      let deflateInit = SystemCalls.function("deflateInit2_", in: library),
      let deflateStep = SystemCalls.function("deflate", in: library),
      let deflateEnd = SystemCalls.function("deflateEnd", in: library),
      let adler = SystemCalls.function("adler32", in: library),
      let crc = SystemCalls.function("crc32", in: library)
    else { return nil }
    // The types are those of zlib.h for these names.
    self.deflateInit = unsafeBitCast(deflateInit, to: DeflateInit.self)
    self.deflateStep = unsafeBitCast(deflateStep, to: Step.self)
    self.deflateEnd = unsafeBitCast(deflateEnd, to: Plain.self)
    self.adler = unsafeBitCast(adler, to: Checksum.self)
    self.crc = unsafeBitCast(crc, to: Checksum.self)
  }

  /// `level` 1 (fast) to 9 (small).
  func startCompressing(_ stream: StreamPointer, level: Int) -> Bool {
    deflateInit(
      stream, Int32(level), Self.deflated, Self.gzipWindow, 8, 0, Self.version, Self.streamSize) == Self.ok
  }
  func compress(_ stream: StreamPointer, isLast: Bool) -> Int32 {
    deflateStep(stream, isLast ? Self.finish : Self.noFlush)
  }
  func endCompressing(_ stream: StreamPointer) { _ = deflateEnd(stream) }

  /// Of less than 4 GB.
  func adler32(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    // In bounds: zlib gets these bytes for the length of the call.
    UInt32(truncatingIfNeeded: adler(1, bytes.baseAddress, UInt32(bytes.count)))
  }
  func crc32(_ bytes: UnsafeRawBufferPointer, behind sum: UInt32 = 0) -> UInt32 {
    UInt32(truncatingIfNeeded: crc(CUnsignedLong(sum), bytes.baseAddress, UInt32(bytes.count)))
  }
}
