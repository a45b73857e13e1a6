/// One request as it goes over the wire.
///
/// Path and query are percent-encoded as they were signed: a transport sends them as they are, without resolving `..`
/// or joining `//`.
package struct HTTPRequest: Hashable, Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case put = "PUT"
    case post = "POST"
    case delete = "DELETE"
  }

  package enum Scheme: String, Sendable { case http, https }

  package var method: Method
  package var scheme: Scheme
  /// With `:port` where it is not the scheme's own; what the Host field says.
  package var host: String
  /// Percent-encoded, with the slash in front.
  package var path: String
  /// Percent-encoded, without the question mark; may be empty.
  package var query: String
  /// `Host` and, where there is a body, `Content-Length` among them.
  package var fields: HTTPFields
  /// nil sends none, and no `Content-Length` either.
  package var body: [UInt8]?

  package init(
    _ method: Method, scheme: Scheme = .https, host: String, path: String, query: String = "",
    fields: HTTPFields = [:], body: [UInt8]? = nil
  ) {
    self.method = method
    self.scheme = scheme
    self.host = host
    self.path = path
    self.query = query
    self.fields = fields
    self.body = body
  }

  package var url: String { "\(scheme.rawValue)://\(host)\(path)\(query.isEmpty ? "" : "?")\(query)" }
}

/// Without the fields, as some of them are secret.
extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "\(method.rawValue) \(url)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["url": url]) }
}
