import SQLTypes
import System

/// The system's libzstd (1.4 or later), loaded when first needed, so that building needs none of its headers.
///
/// `Buffer` is zstd's `ZSTD_inBuffer` and `ZSTD_outBuffer` by hand, which have the same layout on 64-bit systems:
/// pointer 0, size 8, pos 16, 24 bytes in all. States are opaque and made by zstd itself.
struct SystemZstd: Sendable {
  struct Buffer {
    var memory: UnsafeRawPointer?
    var size: Int
    var position = 0
  }

  private typealias Make = @convention(c) () -> OpaquePointer?
  private typealias Free = @convention(c) (OpaquePointer) -> Int
  private typealias Start = @convention(c) (OpaquePointer) -> Int
  private typealias SetParameter = @convention(c) (OpaquePointer, Int32, Int32) -> Int
  private typealias Decompress = @convention(c) (OpaquePointer, UnsafeMutableRawPointer, UnsafeMutableRawPointer) -> Int
  private typealias Compress =
    @convention(c) (OpaquePointer, UnsafeMutableRawPointer, UnsafeMutableRawPointer, Int32) -> Int
  private typealias IsError = @convention(c) (Int) -> UInt32
  private typealias ErrorName = @convention(c) (Int) -> UnsafePointer<CChar>?

  // zstd.h
  private static let compressionLevel: Int32 = 100
  private static let checksumFlag: Int32 = 201
  private static let goOn: Int32 = 0
  private static let end: Int32 = 2

  private let makeDecoder: Make
  private let freeDecoder: Free
  private let startDecoder: Start
  private let decompressStep: Decompress
  private let makeEncoder: Make
  private let freeEncoder: Free
  private let setParameter: SetParameter
  private let compressStep: Compress
  private let isErrorCode: IsError
  private let errorName: ErrorName

  private static let loaded = SystemZstd(loading: [
    "libzstd.so.1", "libzstd.so", "libzstd.1.dylib", "/opt/homebrew/lib/libzstd.1.dylib",
    "/usr/local/lib/libzstd.1.dylib",
  ])

  /// Errors: 58030 naming the package to install.
  static func load() throws(SQLError) -> SystemZstd {
    if let loaded { return loaded }
    throw SQLError.missingLibrary(.zstd)
  }

  private init?(loading names: [String]) {
    guard MemoryLayout<Buffer>.size == 24, let library = SystemCalls.openLibrary(names),
      let makeDecoder = SystemCalls.function("ZSTD_createDStream", in: library),
      let freeDecoder = SystemCalls.function("ZSTD_freeDStream", in: library),
      let startDecoder = SystemCalls.function("ZSTD_initDStream", in: library),
      let decompress = SystemCalls.function("ZSTD_decompressStream", in: library),
      let makeEncoder = SystemCalls.function("ZSTD_createCStream", in: library),
      let freeEncoder = SystemCalls.function("ZSTD_freeCStream", in: library),
      let setParameter = SystemCalls.function("ZSTD_CCtx_setParameter", in: library),
      let compress = SystemCalls.function("ZSTD_compressStream2", in: library),
      let isError = SystemCalls.function("ZSTD_isError", in: library),
      let errorName = SystemCalls.function("ZSTD_getErrorName", in: library)
    else { return nil }
    // The types are those of zstd.h for these names; size_t is as wide as Int.
    self.makeDecoder = unsafeBitCast(makeDecoder, to: Make.self)
    self.freeDecoder = unsafeBitCast(freeDecoder, to: Free.self)
    self.startDecoder = unsafeBitCast(startDecoder, to: Start.self)
    self.decompressStep = unsafeBitCast(decompress, to: Decompress.self)
    self.makeEncoder = unsafeBitCast(makeEncoder, to: Make.self)
    self.freeEncoder = unsafeBitCast(freeEncoder, to: Free.self)
    self.setParameter = unsafeBitCast(setParameter, to: SetParameter.self)
    self.compressStep = unsafeBitCast(compress, to: Compress.self)
    self.isErrorCode = unsafeBitCast(isError, to: IsError.self)
    self.errorName = unsafeBitCast(errorName, to: ErrorName.self)
  }

  /// In zstd's words; nil for what is no error.
  func words(for answer: Int) -> String? {
    guard isErrorCode(answer) != 0 else { return nil }
    return errorName(answer).map { String(cString: $0) } ?? "zstd error \(answer)"
  }

  func startDecompressing() -> OpaquePointer? {
    guard let state = makeDecoder() else { return nil }
    guard words(for: startDecoder(state)) == nil else {
      endDecompressing(state)
      return nil
    }
    return state
  }
  /// 0 at the end of a frame that has been given out whole.
  func decompress(_ state: OpaquePointer, _ output: inout Buffer, _ input: inout Buffer) -> Int {
    decompressStep(state, &output, &input)
  }
  func endDecompressing(_ state: OpaquePointer) { _ = freeDecoder(state) }

  /// With a checksum, as the command `zstd` has it.
  func startCompressing(level: Int) -> OpaquePointer? {
    guard let state = makeEncoder() else { return nil }
    guard words(for: setParameter(state, Self.compressionLevel, Int32(level))) == nil,
      words(for: setParameter(state, Self.checksumFlag, 1)) == nil
    else {
      endCompressing(state)
      return nil
    }
    return state
  }
  /// With `isLast`: 0 when all is given out.
  func compress(_ state: OpaquePointer, _ output: inout Buffer, _ input: inout Buffer, isLast: Bool) -> Int {
    compressStep(state, &output, &input, isLast ? Self.end : Self.goOn)
  }
  func endCompressing(_ state: OpaquePointer) { _ = freeEncoder(state) }
}
