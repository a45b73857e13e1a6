/// Statements that take a key, a password or a token, written in every way and often damaged, with a secret in each.
package enum PlantedSecret {
  private static let clauses = [
    "CREDENTIALS", "ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN", "MASTER_SYMMETRIC_KEY", "WITH CREDENTIALS",
  ]

  /// The text, and what must not be shown of it. Nothing but the planted secret holds `zq`.
  package static func statement(_ random: inout SeededGenerator) -> (text: String, secret: String) {
    let secret = "zq" + random.digits(6...12) + random.pick(["", "/+x", "Aé", "=", "_"]) + "qz"
    let isCopy = random.below(3) > 0
    let clause = cased(isCopy ? random.pick(clauses) : "PASSWORD", &random)
    let value = literal(isCopy ? carried(secret, &random) : secret, &random)
    let gap = random.pick([" ", "\n", " /* it's ; */ ", " -- don't\n", "\t", "/**/"])
    let word = random.pick(["", "", isCopy ? "AS " : ""])
    let start =
      isCopy
      ? random.pick([
        "COPY t FROM 's3://b/k' ", "copy s.t (a, b) FROM 's3://b' CSV ", "UNLOAD ('select 1') TO 's3://b/x_' ",
      ])
      : random.pick(["CREATE USER bob ", "ALTER USER \"Bob\" WITH ", "create user x createdb "])
    let tail = random.pick(["", ";", " GZIP", " )", " 'rest", " IGNOREHEADER AS 1", " nonsense(", " \"open"])
    return (damaged(start, &random) + clause + gap + word + value + tail, secret)
  }

  private static func cased(_ text: String, _ random: inout SeededGenerator) -> String {
    switch random.below(3) {
    case 0: text
    case 1: text.lowercased()
    default: String(text.map { random.flag() ? Character($0.lowercased()) : $0 })
    }
  }

  private static func carried(_ secret: String, _ random: inout SeededGenerator) -> String {
    random.pick([
      secret, "aws_access_key_id=AKIAIOSFODNN7EXAMPLE;aws_secret_access_key=\(secret)",
      "aws_access_key_id=x;aws_secret_access_key=y;token=\(secret)", "master_symmetric_key=\(secret)",
    ])
  }

  private static func literal(_ text: String, _ random: inout SeededGenerator) -> String {
    switch random.below(7) {
    case 0: "E'\(text)'"
    case 1: "$$\(text)$$"
    case 2: "$k$\(text)$k$"
    case 3: "'\(text)"
    case 4: "'it''s \\' \(text)'"
    case 5: "'x'\n '\(text)'"
    default: "'\(text)'"
    }
  }

  /// The beginning with a letter left out, or a quote too many. A location stays one in S3: nothing is unloaded into the
  /// folder that tests run in.
  private static func damaged(_ text: String, _ random: inout SeededGenerator) -> String {
    var letters = Array(text)
    switch random.below(6) {
    case 0: letters.remove(at: random.pick(letters.indices.dropLast().filter { !":/".contains(letters[$0]) }))
    case 1: letters.insert("'", at: 5 + random.below(letters.count - 5))
    default: break
    }
    return String(letters)
  }
}
