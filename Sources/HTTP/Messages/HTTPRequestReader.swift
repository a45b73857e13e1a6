/// Reads requests from the bytes of a connection, whatever pieces they come in: the head, then the body in parts.
///
/// ```
/// append("PUT /b/k HTTP/1.1\r\nContent-Length: 5\r\n\r\nab")     next() → .head(PUT /b/k), .body("ab"), nil
/// append("cdeGET / HTTP/1.1\r\n…")                                next() → .body("cde"), .end, .head(GET /)…
/// ```
/// A body has its length told or comes in chunks (RFC 9112, 6 and 7); one that says both is refused, since two readers
/// could then disagree about where the next request begins.
package struct HTTPRequestReader {
  package enum Event: Hashable, Sendable {
    case head(HTTPRequestHead)
    /// Not empty.
    case body([UInt8])
    /// The request is whole.
    case end
  }

  private enum State {
    case head
    case body(left: Int)
    case chunkSize
    case chunk(left: Int)
    case chunkEnd, trailers
    case end
  }

  private static let longestHead = 64 << 10
  private static let longestLine = 8 << 10

  private var buffer: [UInt8] = []
  private var offset = 0
  private var state = State.head

  package init() {}

  package mutating func append(_ bytes: some Collection<UInt8>) {
    if offset > 0 {
      buffer.removeFirst(offset)
      offset = 0
    }
    buffer += bytes
  }

  /// Whether nothing of a further request has come.
  package var isIdle: Bool { if case .head = state { offset == buffer.count } else { false } }

  /// What comes next; nil until more bytes are appended. Errors: what is no request, after which nothing more is read.
  package mutating func next() throws(HTTPRequestError) -> Event? {
    while true {
      switch state {
      case .head: return try readHead().map { .head($0) }
      case .body(let left):
        guard left > 0 else {
          state = .end
          continue
        }
        return take(atMost: left).map { bytes in
          state = .body(left: left - bytes.count)
          return .body(bytes)
        }
      case .chunkSize:
        guard let line = try readLine(Self.longestLine) else { return nil }
        let size = try Self.chunkSize(line)
        state = size == 0 ? .trailers : .chunk(left: size)
      case .chunk(let left):
        return take(atMost: left).map { bytes in
          state = bytes.count == left ? .chunkEnd : .chunk(left: left - bytes.count)
          return .body(bytes)
        }
      case .chunkEnd:
        guard let line = try readLine(Self.longestLine) else { return nil }
        guard line.isEmpty else { throw HTTPRequestError(400, "a chunk is longer than it says") }
        state = .chunkSize
      case .trailers:
        guard let line = try readLine(Self.longestLine) else { return nil }
        if line.isEmpty { state = .end }
      case .end:
        state = .head
        return .end
      }
    }
  }

  private mutating func take(atMost count: Int) -> [UInt8]? {
    let taken = min(count, buffer.count - offset)
    guard taken > 0 else { return nil }
    defer { offset += taken }
    return Array(buffer[offset..<offset + taken])
  }

  /// The bytes before the next line end, which may lack its carriage return.
  private mutating func readLine(_ limit: Int) throws(HTTPRequestError) -> ArraySlice<UInt8>? {
    guard let end = buffer[offset...].firstIndex(of: 0x0a) else {
      if buffer.count - offset > limit { throw HTTPRequestError(431, "a line is too long") }
      return nil
    }
    let line = buffer[offset..<end]
    offset = end + 1
    return line.last == 0x0d ? line.dropLast() : line
  }

  private mutating func readHead() throws(HTTPRequestError) -> HTTPRequestHead? {
    while offset < buffer.count, buffer[offset] == 0x0d || buffer[offset] == 0x0a { offset += 1 }
    let start = offset
    guard let first = try readLine(Self.longestHead) else { return nil }
    var fields = HTTPFields()
    while true {
      guard offset - start <= Self.longestHead else { throw HTTPRequestError(431, "the fields are too long") }
      guard let line = try readLine(Self.longestHead) else {
        offset = start
        return nil
      }
      if line.isEmpty { break }
      guard fields.add(line: line) else { throw HTTPRequestError(400, "a line is no field") }
    }
    let head = try HTTPRequestHead(line: first, fields)
    state = try Self.body(of: head)
    return head
  }

  private static func body(of head: HTTPRequestHead) throws(HTTPRequestError) -> State {
    let length = head.fields["Content-Length"]
    if let coding = head.fields["Transfer-Encoding"] {
      guard coding.lowercased() == "chunked" else {
        throw HTTPRequestError(501, "the transfer coding \(coding) is not supported yet")
      }
      guard length == nil else { throw HTTPRequestError(400, "the body has a length and a transfer coding") }
      return .chunkSize
    }
    guard let length else { return .end }
    guard let count = Int(length), count >= 0 else { throw HTTPRequestError(400, "the Content-Length is no length") }
    return .body(left: count)
  }

  /// Hexadecimal digits, and extensions behind a semicolon.
  private static func chunkSize(_ line: ArraySlice<UInt8>) throws(HTTPRequestError) -> Int {
    let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 }
    guard digits.count <= 15, let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size >= 0 else {
      throw HTTPRequestError(400, "a chunk has no size")
    }
    return size
  }
}

/// Why bytes are no request, with the status to answer before the connection is closed.
package struct HTTPRequestError: Error, Hashable, Sendable {
  package var status: Int
  package var reason: String

  package init(_ status: Int, _ reason: String) {
    self.status = status
    self.reason = reason
  }
}

extension HTTPRequestHead {
  /// `GET /path?query HTTP/1.1`; the target may be absolute, as a proxy gets it.
  fileprivate init(line: ArraySlice<UInt8>, _ fields: HTTPFields) throws(HTTPRequestError) {
    let parts = line.split(separator: 0x20)
    guard parts.count == 3, parts[2].starts(with: "HTTP/1.".utf8),
      line.allSatisfy({ $0 >= 0x20 && $0 != 0x7f })
    else { throw HTTPRequestError(400, "the first line is no request's") }
    var target = parts[1]
    for scheme in ["http://", "https://"] where target.starts(with: scheme.utf8) {
      target = target.dropFirst(scheme.utf8.count).drop { $0 != UInt8(ascii: "/") }
    }
    let path = target.prefix { $0 != UInt8(ascii: "?") }
    self.init(
      method: String(decoding: parts[0], as: UTF8.self).uppercased(),
      path: path.isEmpty ? "/" : String(decoding: path, as: UTF8.self),
      query: String(decoding: target[path.endIndex...].dropFirst(), as: UTF8.self), isCurrent: parts[2].last != 0x30,
      fields: fields)
  }
}
