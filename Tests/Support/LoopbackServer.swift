import Foundation
import Scheduling

/// A server of this process that answers as a test tells it to: each connection has a thread and is kept alive.
package final class LoopbackServer: @unchecked Sendable {
  package struct Request: Sendable {
    package var method: String
    /// With the query, as it came.
    package var target: String
    package var fields: [String: String]
    package var body: [UInt8]

    package var path: String { String(target.prefix { $0 != "?" }) }
    /// The value of `name` in the query, decoded.
    package func query(_ name: String) -> String? {
      URLComponents(string: "http://x\(target)")?.queryItems?.first { $0.name == name }?.value ?? nil
    }
  }

  package enum Answer: Sendable {
    case reply(Int, [String: String] = [:], [UInt8] = [])
    /// Says `length` bytes and closes the connection behind fewer.
    case cut(Int, [UInt8], length: Int)
    /// A byte now and then, one after the other.
    case drip(Int, [UInt8], milliseconds: UInt32)
    /// Closes the connection without a word.
    case close
    /// Says nothing until the client gives up.
    case silence

    package static func text(_ status: Int, _ text: String) -> Answer { .reply(status, [:], Array(text.utf8)) }
  }

  package let port: UInt16
  private let listener: Int32
  private let handler: @Sendable (Request) -> Answer
  private let lock = NSLock()
  private var state = (connections: 0, requests: [Request]())

  package var url: String { "http://127.0.0.1:\(port)" }
  package var host: String { "127.0.0.1:\(port)" }
  package var connections: Int { lock.withLock { state.connections } }
  package var requests: [Request] { lock.withLock { state.requests } }

  package init(_ handler: @escaping @Sendable (Request) -> Answer) {
    self.handler = handler
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
        _ = bind(listener, plain, size)
        _ = listen(listener, 128)
        _ = getsockname(listener, plain, &size)
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    _ = ServiceThread.start { [weak self] in
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0, let self else { return }
        self.lock.withLock { self.state.connections += 1 }
        _ = ServiceThread.start { [weak self] in self?.serve(client) }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private func serve(_ client: Int32) {
    defer { close(client) }
    var input: [UInt8] = []
    while let request = Self.read(client, &input) {
      lock.withLock { state.requests.append(request) }
      guard Self.answer(client, request, handler(request)) else { return }
    }
  }

  // MARK: Bytes

  private static func read(_ client: Int32, _ input: inout [UInt8]) -> Request? {
    while true {
      // A client that speaks TLS.
      if input.first == 0x16 {
        _ = send(client, Array("HTTP/1.1 400 no TLS here\r\n\r\n".utf8))
        return nil
      }
      if let end = input.firstRange(of: Array("\r\n\r\n".utf8)) {
        let head = String(decoding: input[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        var fields: [String: String] = [:]
        for line in head.dropFirst() {
          guard let colon = line.firstIndex(of: ":") else { continue }
          fields[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        let length = fields["content-length"].flatMap { Int($0) } ?? 0
        guard input.count >= end.upperBound + length else {
          guard receive(client, &input) else { return nil }
          continue
        }
        let words = head[0].components(separatedBy: " ")
        let body = Array(input[end.upperBound..<end.upperBound + length])
        input.removeFirst(end.upperBound + length)
        return Request(method: words[0], target: words.count > 1 ? words[1] : "", fields: fields, body: body)
      }
      guard receive(client, &input) else { return nil }
    }
  }

  private static func receive(_ client: Int32, _ input: inout [UInt8]) -> Bool {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(client, &piece, piece.count, 0)
    guard count > 0 else { return false }
    input += piece[..<count]
    return true
  }

  /// Whether the connection stays.
  private static func answer(_ client: Int32, _ request: Request, _ answer: Answer) -> Bool {
    switch answer {
    case .reply(let status, let fields, let body):
      var fields = fields
      if fields["Content-Length"] == nil { fields["Content-Length"] = "\(body.count)" }
      return send(client, head(status, fields) + (request.method == "HEAD" ? [] : body))
    case .cut(let status, let body, let length):
      _ = send(client, head(status, ["Content-Length": "\(length)"]) + body)
      return false
    case .drip(let status, let body, let milliseconds):
      guard send(client, head(status, ["Content-Length": "\(body.count)"])) else { return false }
      for byte in body {
        usleep(milliseconds * 1000)
        guard send(client, [byte]) else { return false }
      }
      return true
    case .close: return false
    case .silence:
      var rest: [UInt8] = []
      while receive(client, &rest) {}
      return false
    }
  }

  private static func head(_ status: Int, _ fields: [String: String]) -> [UInt8] {
    Array("HTTP/1.1 \(status) x\r\n\(fields.map { "\($0): \($1)\r\n" }.joined())\r\n".utf8)
  }

  private static func send(_ client: Int32, _ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { piece in
        Foundation.send(client, piece.baseAddress, piece.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}
