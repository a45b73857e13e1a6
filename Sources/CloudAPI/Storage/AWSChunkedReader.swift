/// Takes the signed chunks of a body apart (`Content-Encoding: aws-chunked`):
///
/// ```
/// 400;chunk-signature=ab…\r\n  1,024 bytes  \r\n  0;chunk-signature=…\r\n  x-amz-checksum-crc32:…\r\n\r\n
/// ```
package struct AWSChunkedReader {
  private enum State {
    case size
    case data(left: Int)
    case dataEnd, trailers, end
  }

  /// What stands behind the last chunk, by names in lower case.
  package private(set) var trailers: [String: String] = [:]
  private var buffer: [UInt8] = []
  private var state = State.size

  package init() {}

  /// Whether the last chunk has come.
  package var isComplete: Bool {
    switch state {
    case .trailers, .end: true
    default: false
    }
  }

  /// The data among more bytes of the body. Errors: `InvalidRequest` for what is no chunk.
  package mutating func data(of bytes: [UInt8]) throws(CloudError) -> [UInt8] {
    buffer += bytes
    var data: [UInt8] = []
    var offset = 0
    defer { buffer.removeFirst(offset) }
    while offset < buffer.count {
      switch state {
      case .size:
        guard let line = line(from: &offset) else { return data }
        let size = try Self.size(line)
        state = size == 0 ? .trailers : .data(left: size)
      case .data(let left):
        let count = min(left, buffer.count - offset)
        data += buffer[offset..<offset + count]
        offset += count
        state = count == left ? .dataEnd : .data(left: left - count)
      case .dataEnd:
        guard let line = line(from: &offset) else { return data }
        guard line.isEmpty else { throw Self.broken }
        state = .size
      case .trailers:
        guard let line = line(from: &offset) else { return data }
        if line.isEmpty { state = .end } else { addTrailer(String(decoding: line, as: UTF8.self)) }
      case .end:
        offset = buffer.count
      }
    }
    return data
  }

  private mutating func addTrailer(_ line: String) {
    let parts = line.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, trailers.count < 16 else { return }
    trailers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
  }

  private func line(from offset: inout Int) -> ArraySlice<UInt8>? {
    guard let end = buffer[offset...].firstIndex(of: 0x0a) else { return nil }
    let line = buffer[offset..<end]
    offset = end + 1
    return line.last == 0x0d ? line.dropLast() : line
  }

  private static func size(_ line: ArraySlice<UInt8>) throws(CloudError) -> Int {
    let digits = line.prefix { $0 != UInt8(ascii: ";") }
    guard digits.count <= 12, let size = Int(String(decoding: digits, as: UTF8.self), radix: 16) else { throw broken }
    return size
  }

  private static let broken = CloudError("InvalidRequest", "The chunks of the body cannot be read.")
}
