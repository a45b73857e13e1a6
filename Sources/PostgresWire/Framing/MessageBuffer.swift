/// Bytes as they come from a socket, cut into messages.
///
/// It holds what came and was not taken, and never more memory than a few times of that: a length that a client claims
/// reserves nothing.
struct MessageBuffer: Sendable {
  private var bytes: [UInt8] = []
  private var start = 0

  var count: Int { bytes.count - start }

  mutating func append(_ new: UnsafeRawBufferPointer) { bytes.append(contentsOf: new) }

  subscript(_ index: Int) -> UInt8 { bytes[start + index] }

  /// The big-endian number of 32 bits at a place; the caller has looked at `count`.
  func integer(at index: Int) -> UInt32 {
    bytes[start + index..<start + index + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The length at `place` counts itself: nil while the message is not here as a whole. 08P01 where it is below four or
  /// above `limit`.
  func messageEnd(lengthAt place: Int, limit: Int) throws(WireFormatError) -> Int? {
    guard count >= place + 4 else { return nil }
    let length = Int(Int32(bitPattern: integer(at: place)))
    guard length >= 4, length - 4 <= limit else { throw .tooLong(length) }
    return count >= place + length ? place + length : nil
  }

  /// Takes the bytes up to `end` away and gives those behind the first `header`.
  mutating func take(header: Int, end: Int) -> [UInt8] {
    let body = Array(bytes[start + header..<start + end])
    skip(end)
    return body
  }

  /// The same without a copy: they are `visit`'s until it returns.
  mutating func visit<Failure: Error>(
    header: Int, end: Int, _ visit: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    try bytes.withUnsafeBufferPointer { memory throws(Failure) in
      try visit(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: memory[start + header..<start + end])))
    }
    skip(end)
  }

  /// What was taken is forgotten now and then, so that what is kept is no more than twice what is left.
  private mutating func skip(_ count: Int) {
    start += count
    if start == bytes.count { removeAll() } else if start > bytes.count / 2, start > 1 << 12 { compact() }
  }

  mutating func removeAll() {
    if bytes.capacity > 1 << 16 { bytes = [] } else { bytes.removeAll(keepingCapacity: true) }
    start = 0
  }

  private mutating func compact() {
    bytes = Array(bytes[start...])
    start = 0
  }
}
