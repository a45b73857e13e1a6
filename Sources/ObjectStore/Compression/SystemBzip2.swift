import SQLTypes
import System

/// The system's libbz2, loaded when first needed, so that building needs none of its headers.
///
/// `Stream` is libbz2's `bz_stream` by hand, with C's alignments, so on 64-bit systems: next_in 0, avail_in 8,
/// total_in_lo32 12, total_in_hi32 16, next_out 24, avail_out 32, total_out_lo32 36, total_out_hi32 40, state 48,
/// bzalloc 56, bzfree 64, opaque 72, and 80 bytes in all. libbz2 cannot check that, so it is checked here; its 1.0
/// interface has been the same since 2000.
struct SystemBzip2: CodecLibrary {
  static let name = "libbz2"
  struct Stream: CodecStream {
    var nextIn: UnsafePointer<UInt8>?
    var availableIn: UInt32 = 0
    var totalInLow: UInt32 = 0
    var totalInHigh: UInt32 = 0
    var nextOut: UnsafeMutablePointer<UInt8>?
    var availableOut: UInt32 = 0
    var totalOutLow: UInt32 = 0
    var totalOutHigh: UInt32 = 0
    var state: UnsafeMutableRawPointer?
    var allocate: UnsafeMutableRawPointer?
    var free: UnsafeMutableRawPointer?
    var opaque: UnsafeMutableRawPointer?

    static var hasLayoutOfC: Bool {
      MemoryLayout<Stream>.size == 80 && MemoryLayout<Stream>.offset(of: \.availableIn) == 8
        && MemoryLayout<Stream>.offset(of: \.nextOut) == 24 && MemoryLayout<Stream>.offset(of: \.availableOut) == 32
        && MemoryLayout<Stream>.offset(of: \.state) == 48 && MemoryLayout<Stream>.offset(of: \.opaque) == 72
    }
  }

  typealias StreamPointer = UnsafeMutablePointer<Stream>
  private typealias DecompressInit = @convention(c) (UnsafeMutableRawPointer, Int32, Int32) -> Int32
  private typealias CompressInit = @convention(c) (UnsafeMutableRawPointer, Int32, Int32, Int32) -> Int32
  private typealias Step = @convention(c) (UnsafeMutableRawPointer, Int32) -> Int32
  private typealias Plain = @convention(c) (UnsafeMutableRawPointer) -> Int32

  // bzlib.h
  static let ok: Int32 = 0
  private static let runOK: Int32 = 1
  private static let finishOK: Int32 = 3
  static let streamEnd: Int32 = 4
  static let goesOn: Set<Int32> = [runOK, finishOK]
  static let dataError: Int32 = -4
  static let wrongMagic: Int32 = -5
  private static let run: Int32 = 0
  private static let finish: Int32 = 2

  private let decompressInit: DecompressInit
  private let decompressStep: Plain
  private let decompressEnd: Plain
  private let compressInit: CompressInit
  private let compressStep: Step
  private let compressEnd: Plain

  private static let loaded = SystemBzip2(loading: [
    "libbz2.so.1.0", "libbz2.so.1", "libbz2.so", "libbz2.1.0.dylib", "libbz2.dylib",
  ])

  /// Errors: 58030 naming the package to install.
  static func load() throws(SQLError) -> SystemBzip2 {
    if let loaded { return loaded }
    throw SQLError.missingLibrary(.bzip2)
  }

  private init?(loading names: [String]) {
    guard Stream.hasLayoutOfC, let library = SystemCalls.openLibrary(names),
      let decompressInit = SystemCalls.function("BZ2_bzDecompressInit", in: library),
      let decompress = SystemCalls.function("BZ2_bzDecompress", in: library),
      let decompressEnd = SystemCalls.function("BZ2_bzDecompressEnd", in: library),
      let compressInit = SystemCalls.function("BZ2_bzCompressInit", in: library),
      let compress = SystemCalls.function("BZ2_bzCompress", in: library),
      let compressEnd = SystemCalls.function("BZ2_bzCompressEnd", in: library)
    else { return nil }
    // The types are those of bzlib.h for these names.
    self.decompressInit = unsafeBitCast(decompressInit, to: DecompressInit.self)
    self.decompressStep = unsafeBitCast(decompress, to: Plain.self)
    self.decompressEnd = unsafeBitCast(decompressEnd, to: Plain.self)
    self.compressInit = unsafeBitCast(compressInit, to: CompressInit.self)
    self.compressStep = unsafeBitCast(compress, to: Step.self)
    self.compressEnd = unsafeBitCast(compressEnd, to: Plain.self)
  }

  /// Silent, with the quick algorithm.
  func startDecompressing(_ stream: StreamPointer) -> Bool { decompressInit(stream, 0, 0) == Self.ok }
  func decompress(_ stream: StreamPointer) -> Int32 { decompressStep(stream) }
  func endDecompressing(_ stream: StreamPointer) { _ = decompressEnd(stream) }

  /// `level` 1 to 9: the size of a block in 100 kB.
  func startCompressing(_ stream: StreamPointer, level: Int) -> Bool {
    compressInit(stream, Int32(level), 0, 0) == Self.ok
  }
  func compress(_ stream: StreamPointer, isLast: Bool) -> Int32 {
    compressStep(stream, isLast ? Self.finish : Self.run)
  }
  func endCompressing(_ stream: StreamPointer) { _ = compressEnd(stream) }
}
