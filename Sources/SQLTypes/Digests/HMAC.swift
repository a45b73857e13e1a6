/// HMAC with SHA-256 under one key (RFC 2104), whose two padded blocks are worked in once.
package struct HMAC: Sendable {
  private let inner: SHA2<UInt32>
  private let outer: SHA2<UInt32>

  package init(key: [UInt8]) {
    let short = key.count > 64 ? key.withUnsafeBytes { Digest.sha256($0) } : key
    let block = short + [UInt8](repeating: 0, count: 64 - short.count)
    inner = Self.started(block, 0x36)
    outer = Self.started(block, 0x5c)
  }

  private static func started(_ block: [UInt8], _ pad: UInt8) -> SHA2<UInt32> {
    var digest = SHA2<UInt32>.sha256
    // One block of 64 bytes.
    block.map { $0 ^ pad }.withUnsafeBytes { digest.absorb($0) }
    return digest
  }

  package func code(_ message: [UInt8]) -> [UInt8] {
    Self.finished(outer, Self.finished(inner, message))
  }

  private static func finished(_ started: SHA2<UInt32>, _ message: [UInt8]) -> [UInt8] {
    var digest = started
    message.withUnsafeBytes { digest.absorb(message: $0, before: 64) }
    return digest.output
  }
}
