import HTTP

/// One request and its answer on a connection: the body is read as far as somebody asks for it.
final class HTTPExchange {
  let head: HTTPRequestHead
  private let connection: HTTPConnection
  private var isBodyRead = false
  private(set) var hasAnswered = false
  /// Whether the answer said that a further request may come.
  private(set) var keepsConnection = true
  /// The head of an answer, which goes out with the first of its body.
  private var unsent: [UInt8] = []

  init(_ head: HTTPRequestHead, _ connection: HTTPConnection) {
    self.head = head
    self.connection = connection
  }

  /// The next part of the body; nil at its end. Errors: a body that breaks off or is none.
  func nextBodyPart() throws(HTTPRequestError) -> [UInt8]? {
    guard !isBodyRead else { return nil }
    guard let part = try connection.nextBodyPart(of: head) else {
      isBodyRead = true
      return nil
    }
    return part
  }

  /// The rest of the body. Errors: 413 for one longer than `limit`, and those of `nextBodyPart`.
  func body(limit: Int) throws(HTTPRequestError) -> [UInt8] {
    var body: [UInt8] = []
    while let part = try nextBodyPart() {
      guard body.count + part.count <= limit else { throw HTTPRequestError(413, "the body is too long") }
      body += part
    }
    return body
  }

  /// Answers; of a HEAD request only the fields go out.
  func answer(_ response: HTTPResponse) {
    begin(response, length: response.status == 204 || response.status == 304 ? nil : response.body.count)
    if head.method != "HEAD" { send(response.body) }
  }

  /// Begins an answer whose body of so many bytes follows by `send`.
  func begin(_ response: HTTPResponse, length: Int?) {
    hasAnswered = true
    keepsConnection = head.keepsConnection && !connection.mustContinue
    unsent = response.head(length: length, keepsConnection: keepsConnection)
  }

  func send(_ bytes: [UInt8]) {
    connection.send(unsent.isEmpty ? bytes : unsent + bytes)
    unsent = []
  }

  /// Sends what is left of the answer.
  func finish() { send([]) }

  /// Passes over what nobody read of the body, so that the next request can follow; gives up on a long one.
  func skipBody() throws(HTTPRequestError) {
    _ = try body(limit: 16 << 20)
  }
}
