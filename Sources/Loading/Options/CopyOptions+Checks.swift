import SQLSyntax
import SQLTypes

/// Which clauses may stand together (copy.md 1.4, 2.1 and 12b).
extension CopyOptions {
  private static let formats = ["csv", "json", "avro", "parquet", "orc", "shapefile", "fixedwidth"]
  private static let compressions = ["gzip", "bzip2", "lzop", "zstd"]

  private static let clashes: [(String, Set<String>)] = [
    ("json", ["delimiter", "escape", "fillrecord", "ignoreblanklines", "null", "readratio", "removequotes", "quote"]),
    ("csv", ["removequotes", "escape"]),
    ("fixedwidth", ["delimiter", "escape", "removequotes"]),
    ("shapefile", ["removequotes", "escape"]),
    ("maxerror", ["ignoreallerrors"]),
  ]

  /// Clauses that belong to a format.
  private static let companions = ["quote": "csv", "simplify": "shapefile"]
  /// Clauses of other sources than Amazon S3 (copy.md 1.2).
  private static let neverWithS3: Set<String> = ["ssh", "readratio"]

  private static let columnarCompanions: Set<String> = CopyCredentials.names.union([
    "parquet", "orc", "acceptinvchars", "fillrecord", "statupdate", "manifest", "explicit_ids", "serializetojson",
    "region",
  ])

  /// Errors: 42601 naming the clause given twice, or the two that clash.
  static func checkCombinations(_ clauses: [CopyOption]) throws(SQLError) {
    let seen = Set(clauses.map(\.name))
    try checkOnce(clauses)
    try checkOneOf(formats, clauses)
    try checkOneOf(compressions, clauses)
    for (name, others) in clashes where seen.contains(name) {
      if let other = clauses.first(where: { others.contains($0.name) }) { throw clash(name, other) }
    }
    try checkNeeds(clauses, seen)
    try checkEncodingOfWidths(clauses, seen)
  }

  static func checkOnce(_ clauses: [CopyOption]) throws(SQLError) {
    var seen: Set<String> = []
    for clause in clauses where !seen.insert(clause.name).inserted {
      throw SQLError(
        .syntaxError, "conflicting or redundant options", detail: "\(clause.shown) is given more than once.",
        position: clause.position)
    }
  }

  static func checkOneOf(_ names: [String], _ clauses: [CopyOption]) throws(SQLError) {
    let given = clauses.filter { names.contains($0.name) }
    if given.count > 1 { throw clash(given[0].name, given[1]) }
  }

  private static func checkNeeds(_ clauses: [CopyOption], _ seen: Set<String>) throws(SQLError) {
    for clause in clauses {
      guard let format = companions[clause.name], !seen.contains(format) else { continue }
      throw SQLError(
        .syntaxError, "COPY option \(clause.shown) needs \(format.uppercased())", position: clause.position)
    }
    if let other = clauses.first(where: { neverWithS3.contains($0.name) }) {
      throw SQLError(
        .syntaxError, "COPY option \(other.shown) cannot be used with Amazon S3", position: other.position)
    }
    if seen.isDisjoint(with: ["parquet", "orc"]), let clause = clauses.first(where: { $0.name == "serializetojson" }) {
      throw SQLError(
        .syntaxError, "COPY option \(clause.shown) needs PARQUET or ORC", position: clause.position)
    }
    for columnar in ["parquet", "orc"] where seen.contains(columnar) {
      if let other = clauses.first(where: { !columnarCompanions.contains($0.name) }) { throw clash(columnar, other) }
    }
  }

  /// Widths count characters of UTF-8.
  private static func checkEncodingOfWidths(_ clauses: [CopyOption], _ seen: Set<String>) throws(SQLError) {
    guard seen.contains("fixedwidth"), let encoding = clauses.first(where: { $0.name == "encoding" }) else { return }
    if try !["utf8", "utf-8"].contains(encoding.word().lowercased()) { throw clash("fixedwidth", encoding) }
  }

  static func clash(_ name: String, _ other: CopyOption) -> SQLError {
    SQLError(.syntaxError, "\(name.uppercased()) is not compatible with \(other.shown)", position: other.position)
  }

  /// The characters that structure a file must differ. CSV's default delimiter is the comma.
  mutating func checkCharacters(_ clauses: [CopyOption]) throws(SQLError) {
    if [0x0a, 0x0d].contains(delimiter) || [0x0a, 0x0d].contains(quote) {
      throw SQLError(.invalidParameter, "COPY delimiter and quote cannot be newline or carriage return")
    }
    guard format == .csv else { return }
    if !clauses.contains(where: { $0.name == "delimiter" }) { delimiter = UInt8(ascii: ",") }
    if delimiter == quote { throw SQLError(.invalidParameter, "COPY delimiter and quote must be different") }
  }

  /// What the columns must fit: a width for each, and no VARBYTE where its text is changed (copy.md 5.3 and 7.8).
  ///
  /// Errors: 42601 for a count that differs, 0A000 for the type.
  func check(columns: [DataType]) throws(SQLError) {
    var clause = removesQuotes ? "REMOVEQUOTES" : nil
    if case .fixedWidth(let widths) = format {
      clause = "FIXEDWIDTH"
      guard widths.count == columns.count else {
        throw SQLError(
          .syntaxError,
          "FIXEDWIDTH describes \(widths.count) fields, but the table or column list has "
            + "\(columns.count) columns")
      }
    }
    guard let clause, let type = columns.first(where: \.isVarbyte) else { return }
    throw .notSupported("COPY with \(clause) into a column of type \(type)")
  }
}
