/// Who wants to log in, where, and how: what a StartupMessage says, read as Redshift reads it (wire.md 1.3).
package struct Login: Hashable, Sendable {
  package struct Setting: Hashable, Sendable {
    package var name: String
    package var value: String
  }

  /// The newest `client_protocol_version` that is granted.
  package static let newestProtocolVersion = 2

  package let startup: StartupMessage
  /// As sent: passwords are hashed with it.
  package let user: String
  package let database: String

  package init(_ startup: StartupMessage) {
    self.startup = startup
    user = startup["user"] ?? ""
    let name = startup["database"] ?? ""
    database = name.isEmpty ? user : name
  }

  /// A parameter's value as sent.
  package subscript(_ name: String) -> String? { startup[name] }

  private static let temporaryMarks = ["IAM:", "IAMA:", "IAMR:"]

  /// Whether the name has the mark of a temporary password (wire.md 1.4).
  package var isTemporary: Bool { Self.temporaryMarks.contains(where: user.hasPrefix) }

  /// The user's name without that mark.
  package var userName: String {
    for mark in Self.temporaryMarks where user.hasPrefix(mark) { return String(user.dropFirst(mark.count)) }
    return user
  }

  /// Whether the client knows of `server_protocol_version`.
  package var asksProtocolVersion: Bool { self["client_protocol_version"] != nil }

  /// What is granted of the `client_protocol_version` that was asked for (wire.md part 4).
  package var protocolVersion: Int {
    min(max(self["client_protocol_version"].flatMap { Int($0) } ?? 0, 0), Self.newestProtocolVersion)
  }

  /// What says something of the client and sets nothing.
  private static let facts: Set<String> = [
    "user", "database", "options", "replication", "client_protocol_version", "driver_version", "os_version",
    "driver_discovery_version", "plugin_name", "idp_type", "provider_name", "token_type", "identity_namespace",
  ]

  /// Settings of the session, in order: parameters of the message, then `-c name=value` of its `options`. Clients send
  /// names that no server knows: they are to be passed over.
  package var settings: [Setting] {
    let parameters = startup.parameters.filter { !Self.facts.contains($0.name) && !$0.name.hasPrefix("_pq_.") }
    return parameters.map { Setting(name: $0.name, value: $0.value) } + Self.settings(ofOptions: self["options"] ?? "")
  }

  /// `-c geqo=off -csearch_path=a --timezone=UTC`
  private static func settings(ofOptions options: String) -> [Setting] {
    let words = words(of: options)
    var settings: [Setting] = []
    var place = 0
    while place < words.count {
      defer { place += 1 }
      var assignment: Substring
      if words[place] == "-c" {
        place += 1
        guard place < words.count else { break }
        assignment = words[place][...]
      } else if words[place].hasPrefix("-c") || words[place].hasPrefix("--") {
        assignment = words[place].dropFirst(2)
      } else {
        continue
      }
      guard let equals = assignment.firstIndex(of: "=") else { continue }
      let name = assignment[..<equals].map { $0 == "-" ? "_" : $0 }
      settings.append(Setting(name: String(name), value: String(assignment[assignment.index(after: equals)...])))
    }
    return settings
  }

  /// Words between blanks; a backslash takes the character behind it as it is.
  private static func words(of options: String) -> [String] {
    var words: [String] = []
    var word: String?
    var isEscaped = false
    for character in options {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character.isWhitespace {
        if let end = word { words.append(end) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}
