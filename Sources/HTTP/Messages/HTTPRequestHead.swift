/// A request as a server gets it: the first line and the fields, before any of the body.
package struct HTTPRequestHead: Hashable, Sendable {
  /// In upper case, whatever it is: a server answers 405 to those it does not know.
  package var method: String
  /// Percent-encoded, with the slash in front.
  package var path: String
  /// Percent-encoded, without the question mark; may be empty.
  package var query: String
  /// Whether it speaks HTTP/1.1, and so keeps its connection unless it says otherwise.
  package var isCurrent: Bool
  package var fields: HTTPFields

  package var host: String { fields["Host"] ?? "localhost" }

  package var keepsConnection: Bool {
    guard let word = fields["Connection"]?.lowercased() else { return isCurrent }
    return isCurrent ? !word.contains("close") : word.contains("keep-alive")
  }

  /// Whether the client waits for `100 Continue` before it sends the body.
  package var expectsContinue: Bool { fields["Expect"]?.lowercased() == "100-continue" }

  /// The whole request, once its body is there; nil for a method that has no case.
  package func request(body: [UInt8]?) -> HTTPRequest? {
    guard let method = HTTPRequest.Method(rawValue: method) else { return nil }
    return HTTPRequest(method, scheme: .http, host: host, path: path, query: query, fields: fields, body: body)
  }
}
