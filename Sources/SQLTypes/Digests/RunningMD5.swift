/// MD5 of bytes that come in pieces.
package struct RunningMD5: Sendable {
  private var digest = MD5()
  /// Of full blocks that are worked in.
  private var absorbed = 0
  /// Less than a block.
  private var rest: [UInt8] = []

  package init() {}

  package mutating func append(_ bytes: [UInt8]) {
    rest += bytes
    let whole = rest.count / MD5.blockSize * MD5.blockSize
    guard whole > 0 else { return }
    rest.withUnsafeBytes { rest in
      for start in stride(from: 0, to: whole, by: MD5.blockSize) {
        // Full blocks only, so within the buffer.
        digest.absorb(UnsafeRawBufferPointer(rebasing: rest[start..<start + MD5.blockSize]))
      }
    }
    rest.removeFirst(whole)
    absorbed += whole
  }

  /// The digest of all that was appended.
  package var bytes: [UInt8] {
    var copy = digest
    rest.withUnsafeBytes { copy.absorb(message: $0, before: absorbed) }
    return copy.output
  }
}
