import SQLSyntax
import SQLTypes

/// Which clauses may stand together (copy.md part 9 and 12b).
extension UnloadOptions {
  /// What the formats do not know.
  private static let unsupported: [(String, Set<String>)] = [
    // ESCAPE is for delimited text: COPY could not read it back from CSV or fixed widths.
    ("csv", ["fixedwidth", "addquotes", "escape"]),
    ("json", ["delimiter", "header", "fixedwidth", "addquotes", "escape", "null"]),
    ("parquet", ["delimiter", "fixedwidth", "addquotes", "escape", "null", "header", "gzip", "bzip2", "zstd"]),
    ("fixedwidth", ["delimiter", "header", "addquotes", "escape"]),
  ]

  private static let clashes: [(String, Set<String>)] = [
    ("allowoverwrite", ["cleanpath"]),
    ("credentials", ["kms_key_id"]),
  ]

  private static let needs = [
    ("include", "partition"), ("rowgroupsize", "parquet"), ("kms_key_id", "encrypted"),
    ("master_symmetric_key", "encrypted"),
  ]

  /// Errors: 0A000 for a clause that the format does not know; 42601 naming the clause given twice, the two that clash,
  /// or the one that lacks another.
  static func checkCombinations(_ clauses: [CopyOption]) throws(SQLError) {
    try CopyOptions.checkOnce(clauses)
    for (format, others) in unsupported where clauses.contains(where: { $0.name == format }) {
      guard let other = clauses.first(where: { others.contains($0.name) }) else { continue }
      throw SQLError(
        .featureNotSupported, "\(other.shown) is not supported for UNLOAD to \(format.uppercased())",
        position: other.position)
    }
    try CopyOptions.checkOneOf(["csv", "json", "parquet", "fixedwidth"], clauses)
    try CopyOptions.checkOneOf(["gzip", "bzip2", "zstd"], clauses)
    try CopyCredentials.check(clauses.filter { !["encrypted", "master_symmetric_key"].contains($0.name) })
    for (name, others) in clashes where clauses.contains(where: { $0.name == name }) {
      if let other = clauses.first(where: { others.contains($0.name) }) { throw CopyOptions.clash(name, other) }
    }
    for (name, other) in needs where !clauses.contains(where: { $0.name == other }) {
      guard let clause = clauses.first(where: { $0.name == name }) else { continue }
      let wanted = other == "partition" ? "PARTITION BY" : other.uppercased()
      throw SQLError(.syntaxError, "COPY option \(clause.shown) needs \(wanted)", position: clause.position)
    }
    try checkEncryption(clauses)
  }

  /// ENCRYPTED names a key in one way: AUTO, which it may leave unsaid, KMS_KEY_ID, or MASTER_SYMMETRIC_KEY.
  private static func checkEncryption(_ clauses: [CopyOption]) throws(SQLError) {
    guard let encrypted = clauses.first(where: { $0.name == "encrypted" }), encrypted.argument != nil,
      let key = clauses.first(where: { ["kms_key_id", "master_symmetric_key"].contains($0.name) })
    else { return }
    throw CopyOptions.clash("encrypted auto", key)
  }
}
