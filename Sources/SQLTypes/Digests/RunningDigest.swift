/// A digest of bytes that come in pieces.
struct RunningDigest<Block: BlockDigest> {
  private var digest: Block
  /// Of full blocks that are worked in.
  private var absorbed = 0
  /// Less than a block.
  private var rest: [UInt8] = []

  init(_ digest: Block) { self.digest = digest }

  mutating func append(_ bytes: [UInt8]) {
    rest += bytes
    let whole = rest.count / Block.blockSize * Block.blockSize
    guard whole > 0 else { return }
    rest.withUnsafeBytes { rest in
      for start in stride(from: 0, to: whole, by: Block.blockSize) {
        // Full blocks only, so within the buffer.
        digest.absorb(UnsafeRawBufferPointer(rebasing: rest[start..<start + Block.blockSize]))
      }
    }
    rest.removeFirst(whole)
    absorbed += whole
  }

  /// The digest of all that was appended.
  var bytes: [UInt8] {
    var copy = digest
    rest.withUnsafeBytes { copy.absorb(message: $0, before: absorbed) }
    return copy.output
  }
}

extension RunningDigest: Sendable where Block: Sendable {}

/// MD5 of bytes that come in pieces.
package struct RunningMD5: Sendable {
  private var digest = RunningDigest(MD5())

  package init() {}

  package mutating func append(_ bytes: [UInt8]) { digest.append(bytes) }
  package var bytes: [UInt8] { digest.bytes }
}

/// SHA-1 of bytes that come in pieces.
package struct RunningSHA1: Sendable {
  private var digest = RunningDigest(SHA1())

  package init() {}

  package mutating func append(_ bytes: [UInt8]) { digest.append(bytes) }
  package var bytes: [UInt8] { digest.bytes }
}

/// SHA-256 of bytes that come in pieces.
package struct RunningSHA256: Sendable {
  private var digest = RunningDigest(SHA2<UInt32>.sha256)

  package init() {}

  package mutating func append(_ bytes: [UInt8]) { digest.append(bytes) }
  package var bytes: [UInt8] { digest.bytes }
}
