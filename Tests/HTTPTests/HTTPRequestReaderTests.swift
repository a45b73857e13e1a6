import HTTP
import TestSupport
import Testing

/// Requests are read the same whatever pieces their bytes come in.
@Suite struct HTTPRequestReaderTests {
  private static let conversation =
    "GET /a%20b?x=1&y HTTP/1.1\r\nHost: localhost:4566\r\n\r\n"
    + "PUT /b/k HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nabcde"
    + "\r\nPOST / HTTP/1.1\nTransfer-Encoding: chunked\n\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nETag: t\r\n\r\n"
    + "HEAD http://h/p HTTP/1.0\r\n\r\n"

  /// A line a head, the body's bytes together, and a line at the end of each request.
  private static func read(_ pieces: [[UInt8]]) throws -> [String] {
    var reader = HTTPRequestReader()
    var lines: [String] = []
    var body = ""
    for piece in pieces {
      reader.append(piece)
      while let event = try reader.next() {
        switch event {
        case .head(let head): lines.append("\(head.method) \(head.path) ? \(head.query) \(head.keepsConnection)")
        case .body(let bytes): body += String(decoding: bytes, as: UTF8.self)
        case .end:
          lines.append("end \(body)")
          body = ""
        }
      }
    }
    return lines
  }

  /// The target's path and query, absolute ones without their host, bytes beyond ASCII as they are.
  @Test(arguments: [
    ("/p?q", "/p ? q"), ("https://h/p?q", "/p ? q"), ("http://h", "/ ? "), ("/p?", "/p ? "), ("/p??a", "/p ? ?a"),
    ("/é?ü", "/é ? ü"), ("?q", "/ ? q"), ("/http://h/p", "/http://h/p ? "),
  ])
  func targets(target: String, read: String) throws {
    let lines = try Self.read([Array("GET \(target) HTTP/1.1\r\n\r\n".utf8)])
    #expect(lines == ["GET \(read) true", "end "])
  }

  @Test func anyPiecesGiveTheSame() throws {
    let bytes = Array(Self.conversation.utf8)
    let whole = try Self.read([bytes])
    #expect(
      whole == [
        "GET /a%20b ? x=1&y true", "end ", "PUT /b/k ?  true", "end abcde", "POST / ?  true", "end abc0123456789",
        "HEAD /p ?  false", "end ",
      ])
    #expect(try Self.read(bytes.map { [$0] }) == whole)
    var random = SeededGenerator()
    for _ in 0..<200 {
      var pieces: [[UInt8]] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = min(rest.count, 1 + random.below(30))
        pieces.append(Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      #expect(try Self.read(pieces) == whole)
    }
  }

  @Test(arguments: [
    ("GET / HTTP/2\r\n\r\n", 400), ("GET /\r\n\r\n", 400), ("GET / HTTP/1.1\r\nno field\r\n\r\n", 400),
    ("PUT / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
    ("PUT / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    ("PUT / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
    ("PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
    ("PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n", 400),
    ("GET / HTTP/1.1\r\nX: " + String(repeating: "x", count: 70_000) + "\r\n\r\n", 431),
  ])
  func whatIsNoRequestIsRefused(_ text: String, _ status: Int) {
    let error = #expect(throws: HTTPRequestError.self) { try Self.read([Array(text.utf8)]) }
    #expect(error?.status == status)
  }

  @Test func anyBytesAreReadOrRefused() {
    var random = SeededGenerator()
    for _ in 0..<LongRun.count(500, long: 50_000) {
      var bytes = Array(Self.conversation.utf8)
      for _ in 0...random.below(6) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
      _ = try? Self.read([bytes])
    }
  }
}
