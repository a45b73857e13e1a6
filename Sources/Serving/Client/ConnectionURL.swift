import SQLTypes

/// The parts of a connection URL, with what was written as `%20` spelled out. It says no more than the URL does.
struct ConnectionURL: Sendable {
  /// Of PostgreSQL, whose port is another one.
  let isPostgres: Bool
  /// By the names that a query's parameters have, those of the query last.
  private(set) var parameters: [(name: String, value: String)] = []

  /// 22023 for another scheme and for what is wrongly escaped; no message holds a part of the URL behind its scheme.
  init(_ text: String) throws(SQLError) {
    guard let (scheme, rest) = Self.split(text, at: "://") else { throw Self.invalid }
    switch scheme.lowercased().split(separator: "+").first {
    case "redshift": isPostgres = false
    case "postgres", "postgresql": isPostgres = true
    default: throw Self.invalid
    }
    let (address, query) = Self.split(rest, at: "?") ?? (rest, "")
    let (authority, database) = Self.split(address, at: "/") ?? (address, "")
    try takeAuthority(authority)
    try add("dbname", database)
    for pair in query.split(separator: "&") {
      guard let (name, value) = Self.split(String(pair), at: "=") else {
        throw SQLError(.invalidParameter, "the connection URL: a parameter is written name=value")
      }
      try add(name, value)
    }
  }

  private mutating func takeAuthority(_ authority: String) throws(SQLError) {
    var address = authority[...]
    if let at = authority.lastIndex(of: "@") {
      let (user, password) = Self.split(String(authority[..<at]), at: ":") ?? (String(authority[..<at]), "")
      try add("user", user)
      try add("password", password)
      address = authority[authority.index(after: at)...]
    }
    if address.hasPrefix("["), let end = address.firstIndex(of: "]") {
      try add("host", String(address[address.index(after: address.startIndex)..<end]))
      address = address[address.index(after: end)...]
      guard address.isEmpty || address.hasPrefix(":") else { throw Self.invalid }
      try add("port", String(address.dropFirst()))
    } else if let (host, port) = Self.split(String(address), at: ":") {
      try add("host", host)
      try add("port", port)
    } else {
      try add("host", String(address))
    }
  }

  private mutating func add(_ name: String, _ value: String) throws(SQLError) {
    guard !value.isEmpty else { return }
    parameters.append((name, try Self.unescaped(value)))
  }

  private static func split(_ text: String, at mark: String) -> (String, String)? {
    guard let range = text.firstRange(of: mark) else { return nil }
    return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
  }

  private static func unescaped(_ text: String) throws(SQLError) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), code > 0
      else {
        throw SQLError(.invalidParameter, "the connection URL: behind % stand two hexadecimal digits; % itself is %25")
      }
      bytes.append(code)
      rest = rest.dropFirst(2)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SQLError(.invalidParameter, "the connection URL: what is escaped is no UTF-8")
    }
    return text
  }

  private static let invalid = SQLError(
    .invalidParameter, "this is no connection URL", hint: "One is written redshift://USER@HOST:5439/DATABASE.")
}
