import System

/// The block function of the system's OpenSSL, where it is installed: it is some seven times as fast as ours on a
/// processor with instructions for SHA-256, 0.05 us a block for 0.37. To sign a request to S3 takes some nine.
///
/// Nothing needs it: `SHA2` works the block itself otherwise. `PlainSHA256`, which never asks for it, is the reference
/// of its test.
package struct SystemSHA256: Sendable {
  /// `SHA256_Transform`: works the 64 bytes of a block into a context.
  private typealias Transform = @convention(c) (UnsafeMutableRawPointer, UnsafeRawPointer) -> Void
  /// Bytes of OpenSSL's `SHA256_CTX`, which begins with the eight words of the state in the machine's order.
  private static let contextSize = 112

  /// nil where the system has none.
  package static let shared = SystemSHA256()

  private let transform: Transform

  private init?() {
    guard let library = SystemCalls.openLibrary(["libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.3.dylib"]),
      let address = SystemCalls.function("SHA256_Transform", in: library)
    else { return nil }
    transform = unsafeBitCast(address, to: Transform.self)
  }

  /// Works a block of 64 bytes into the state.
  func absorb(_ block: UnsafeRawBufferPointer, into state: inout [8 of UInt32]) {
    guard let block = block.baseAddress else { return }
    withUnsafeTemporaryAllocation(byteCount: Self.contextSize, alignment: 8) { context in
      guard let start = context.baseAddress else { return }
      // The state's 32 bytes are the first of the context's 112; the transform reads and writes no others of it.
      withUnsafeMutableBytes(of: &state) { state in
        context.copyMemory(from: UnsafeRawBufferPointer(state))
        transform(start, block)
        state.copyMemory(from: UnsafeRawBufferPointer(start: start, count: state.count))
      }
    }
  }
}
