import SQLSyntax
import SQLTypes

/// Which clauses may stand together (copy.md 1.4 and 2.1). The sheet has no texts for these errors.
extension CopyOptions {
  private static let formats = ["csv", "json", "avro", "parquet", "orc", "shapefile", "fixedwidth"]
  private static let compressions = ["gzip", "bzip2", "lzop", "zstd"]

  private static let clashes: [(String, Set<String>)] = [
    ("json", ["delimiter", "escape", "fillrecord", "ignoreblanklines", "null", "readratio", "removequotes", "quote"]),
    ("csv", ["removequotes", "escape"]),
    ("fixedwidth", ["delimiter", "escape"]),
    ("shapefile", ["removequotes", "escape"]),
    ("maxerror", ["ignoreallerrors"]),
  ]

  private static let columnarCompanions: Set<String> = CopyCredentials.names.union([
    "parquet", "orc", "acceptinvchars", "fillrecord", "statupdate", "manifest", "explicit_ids", "serializetojson",
    "region",
  ])

  /// Errors: 42601 naming the clause given twice, or the two that clash.
  static func checkCombinations(_ clauses: [CopyOption]) throws(SQLError) {
    var seen: Set<String> = []
    for clause in clauses where !seen.insert(clause.name).inserted {
      throw SQLError(
        .syntaxError, "conflicting or redundant options", detail: "\(clause.shown) is given more than once.",
        position: clause.position)
    }
    try checkOneOf(formats, clauses)
    try checkOneOf(compressions, clauses)
    for (name, others) in clashes where seen.contains(name) {
      if let other = clauses.first(where: { others.contains($0.name) }) { throw clash(name, other) }
    }
    try checkNeeds(clauses, seen)
  }

  private static func checkOneOf(_ names: [String], _ clauses: [CopyOption]) throws(SQLError) {
    let given = clauses.filter { names.contains($0.name) }
    if given.count > 1 { throw clash(given[0].name, given[1]) }
  }

  private static func checkNeeds(_ clauses: [CopyOption], _ seen: Set<String>) throws(SQLError) {
    if let quote = clauses.first(where: { $0.name == "quote" }), !seen.contains("csv") {
      throw SQLError(.syntaxError, "COPY option QUOTE needs CSV", position: quote.position)
    }
    for columnar in ["parquet", "orc"] where seen.contains(columnar) {
      if let other = clauses.first(where: { !columnarCompanions.contains($0.name) }) { throw clash(columnar, other) }
    }
  }

  private static func clash(_ name: String, _ other: CopyOption) -> SQLError {
    SQLError(
      .syntaxError, "COPY options \(name.uppercased()) and \(other.shown) cannot be used together",
      position: other.position)
  }

  /// The characters that structure a file must differ. CSV's default delimiter is the comma.
  mutating func checkCharacters(_ clauses: [CopyOption]) throws(SQLError) {
    guard format == .csv else { return }
    if !clauses.contains(where: { $0.name == "delimiter" }) { delimiter = UInt8(ascii: ",") }
    if delimiter == quote { throw SQLError(.invalidParameter, "COPY delimiter and quote must be different") }
  }
}
