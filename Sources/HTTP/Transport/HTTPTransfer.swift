import Formats

/// One request on its way, and what has come back of its answer.
///
/// Its transport fills it on one thread, calls `finished`, and leaves it alone from then on.
package final class HTTPTransfer: @unchecked Sendable {
  /// Of an answer that says what went wrong, so much is kept.
  private static let keptOfErrors = 1 << 16

  package let request: HTTPRequest
  /// Takes the answer's body: nobody else may use it meanwhile.
  package let body: InputBuffer
  /// Bytes a body that is wanted may have at most.
  package let limit: Int
  /// 0 before any answer has come.
  package private(set) var status = 0
  package var failure: TransportError?
  /// Others have ended at the same time and are told right behind it: whoever is woken by it may sleep until then.
  package var hasFollowers = false
  /// The header as it came, line by line, without the status line.
  private var head: [UInt8] = []
  /// Where each of its lines ends.
  private var lineEnds: [Int] = []
  /// Bytes of the request's body that are on their way.
  var sent = 0
  private let finished: @Sendable (HTTPTransfer) -> Void

  package init(
    _ request: HTTPRequest, into body: InputBuffer, limit: Int, finished: @escaping @Sendable (HTTPTransfer) -> Void
  ) {
    self.request = request
    self.body = body
    self.limit = limit
    self.finished = finished
    body.count = 0
  }

  package var isSuccess: Bool { failure == nil && 200...299 ~= status }

  // MARK: For the transport

  /// Takes one line of the header. A status line begins another answer: the one before was `100 Continue` or a proxy's.
  package func receive(line: UnsafeRawBufferPointer) {
    guard line.first == UInt8(ascii: "H"), line.starts(with: "HTTP/".utf8) else {
      head.append(contentsOf: line)
      return lineEnds.append(head.count)
    }
    head.removeAll(keepingCapacity: true)
    lineEnds.removeAll(keepingCapacity: true)
    body.count = 0
    let code = line.drop { $0 != 0x20 }.dropFirst().prefix(3)
    status = code.reduce(0) { $0 * 10 + Int($1 & 0x0f) }
  }

  /// Takes the next bytes of the body. False where there are more than may be.
  package func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if 200...299 ~= status {
      guard body.count + bytes.count <= limit else {
        failure = TransportError(.tooLong, "the answer is longer than the \(limit) bytes asked for")
        return false
      }
      body.append(bytes)
    } else if body.count + bytes.count <= Self.keptOfErrors {
      body.append(bytes)
    }
    return true
  }

  /// Moves the next bytes of the request's body: how many, 0 at its end.
  func send(into room: UnsafeMutableRawBufferPointer) -> Int {
    guard let body = request.body, sent < body.count else { return 0 }
    let piece = body[sent...].prefix(room.count)
    room.copyBytes(from: piece)
    sent += piece.count
    return piece.count
  }

  package func finish() { finished(self) }

  // MARK: The answer

  package var fields: HTTPFields {
    var fields = HTTPFields()
    var start = 0
    for end in lineEnds {
      fields.add(line: head[start..<end])
      start = end
    }
    return fields
  }

  /// The first value of a field, without blanks around it: found in the bytes, as most answers' fields are never asked
  /// for. `name` in lower case.
  package func field(_ name: StaticString) -> ArraySlice<UInt8>? {
    let count = name.utf8CodeUnitCount
    var start = 0
    for end in lineEnds {
      let line = head[start..<end]
      if line.count > count, line[start + count] == UInt8(ascii: ":"), Self.matches(line, name) {
        return HTTPFields.trimmed(line[(start + count + 1)...])
      }
      start = end
    }
    return nil
  }

  /// Whether a line starts so, letters in either case.
  private static func matches(_ line: ArraySlice<UInt8>, _ name: StaticString) -> Bool {
    name.withUTF8Buffer { wanted in
      wanted.indices.allSatisfy { line[line.startIndex + $0] | 0x20 == wanted[$0] | 0x20 }
    }
  }

  /// The answer with a body in an array of its own: for those that are looked into.
  package var response: HTTPResponse { HTTPResponse(status: status, fields: fields, body: Array(body.bytes)) }
}
