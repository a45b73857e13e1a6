import SQLSyntax
import SQLTypes

/// The forms in which a COPY may name its credentials (copy.md 1.3). Offline nobody asks for them: only their form is
/// checked, and no message repeats them.
enum CopyCredentials {
  static let names: Set<String> = [
    "iam_role", "credentials", "access_key_id", "secret_access_key", "session_token", "master_symmetric_key",
  ]

  static let malformed = SQLError(
    .internalError,
    "Invalid credentials. Must be of the format: credentials 'aws_iam_role=...' or "
      + "'aws_access_key_id=...;aws_secret_access_key=...[;token=...]'")

  private static let exclusions: [(String, Set<String>)] = [
    ("iam_role", ["credentials", "access_key_id", "secret_access_key", "session_token"]),
    ("credentials", ["access_key_id", "secret_access_key", "session_token", "master_symmetric_key"]),
  ]

  private static let needs: [(String, String)] = [
    ("access_key_id", "secret_access_key"), ("secret_access_key", "access_key_id"),
    ("session_token", "access_key_id"), ("encrypted", "master_symmetric_key"),
    ("master_symmetric_key", "encrypted"),
  ]

  /// Errors: 42601 for forms that exclude each other or stand alone, XX000 for a malformed CREDENTIALS string.
  static func check(_ clauses: [CopyOption]) throws(SQLError) {
    let given = Set(clauses.map(\.name))
    for (name, others) in exclusions where given.contains(name) {
      guard let other = clauses.first(where: { others.contains($0.name) }) else { continue }
      throw CopyOptions.clash(name, other)
    }
    for (name, other) in needs where given.contains(name) && !given.contains(other) {
      // The key of ENCRYPTED may stand in CREDENTIALS.
      if name == "encrypted" && holdsKey(clauses) { continue }
      throw SQLError(.syntaxError, "COPY option \(name.uppercased()) needs \(other.uppercased())")
    }
    for clause in clauses where names.contains(clause.name) { try checkForm(clause) }
    if holdsKey(clauses) && !given.contains("encrypted") {
      throw SQLError(.syntaxError, "COPY option MASTER_SYMMETRIC_KEY needs ENCRYPTED")
    }
  }

  private static func holdsKey(_ clauses: [CopyOption]) -> Bool {
    clauses.contains { clause in
      guard clause.name == "credentials", case .string(let text)? = clause.argument else { return false }
      return text.contains(";master_symmetric_key=")
    }
  }

  private static func checkForm(_ clause: CopyOption) throws(SQLError) {
    switch clause.name {
    case "iam_role": _ = try clause.word()
    case "credentials": try checkString(clause.text())
    default: _ = try clause.text()
    }
  }

  /// `aws_iam_role=…` or `aws_access_key_id=…;aws_secret_access_key=…[;token=…]`, then `[;master_symmetric_key=…]`:
  /// case matters, blanks and line breaks are not allowed.
  private static func checkString(_ text: String) throws(SQLError) {
    guard !text.utf8.contains(where: \.isBlank) else { throw malformed }
    var keys: [Substring] = []
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      guard let equals = part.firstIndex(of: "=") else { throw malformed }
      keys.append(part[..<equals])
    }
    if keys.last == "master_symmetric_key" { keys.removeLast() }
    let forms: [[Substring]] = [
      ["aws_iam_role"], ["aws_access_key_id", "aws_secret_access_key"],
      ["aws_access_key_id", "aws_secret_access_key", "token"],
    ]
    guard forms.contains(keys) else { throw malformed }
  }
}
