import SQLTypes

extension HTTPResponse {
  /// The first line and the fields as they go over the wire, the empty line included.
  ///
  /// `length`: of the body; nil leaves the field as it is, for an answer that has none (304, HEAD told by the fields).
  package func head(length: Int?, keepsConnection: Bool) -> [UInt8] {
    var lines: [UInt8] = []
    lines.reserveCapacity(512)
    lines.append(texts: "HTTP/1.1 ", String(status), " ", Self.reason(status), "\r\n")
    for field in fields.fields {
      lines.append(contentsOf: field.name.utf8)
      lines.append(contentsOf: ": ".utf8)
      lines.append(contentsOf: Self.oneLine(field.value).utf8)
      lines.append(contentsOf: "\r\n".utf8)
    }
    if let length, fields["Content-Length"] == nil { lines.append(texts: "Content-Length: ", String(length), "\r\n") }
    lines.append(texts: keepsConnection ? "\r\n" : "Connection: close\r\n\r\n")
    return lines
  }

  /// A value that a request brought must not end its line.
  private static func oneLine(_ value: String) -> String {
    guard value.utf8.contains(where: { $0 < 0x20 }) else { return value }
    return String(decoding: value.utf8.filter { $0 >= 0x20 }, as: UTF8.self)
  }

  private static func reason(_ status: Int) -> String {
    switch status {
    case 100: "Continue"
    case 200: "OK"
    case 204: "No Content"
    case 206: "Partial Content"
    case 304: "Not Modified"
    case 400: "Bad Request"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 409: "Conflict"
    case 411: "Length Required"
    case 412: "Precondition Failed"
    case 416: "Range Not Satisfiable"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 503: "Service Unavailable"
    default: "Status"
    }
  }
}
