/// The clauses of COPY and UNLOAD: what each is called and what may follow it (copy.md 1.4, part 9).
package enum CopyClause {
  package enum Argument: Sendable {
    case none
    /// `[AS] 'text'`
    case string
    /// `[AS] ['text']`
    case optionalString
    /// `[AS] n`
    case number
    /// `[ON | OFF | …]`
    case optionalWord(Set<String>)
    /// `[AS] word`, or the word in quotes
    case word(Set<String>)
    /// `DEFAULT` or text
    case role
    /// `[AUTO] ['tolerance']`
    case simplify
    /// `[AS] n [MB | GB]`, in bytes
    case size
    /// `BY (a, b)`
    case names
  }

  private static let switches: Set<String> = ["on", "off", "true", "false"]

  private static let shared: [String: Argument] = [
    "iam_role": .role, "credentials": .string, "access_key_id": .string, "secret_access_key": .string,
    "session_token": .string, "master_symmetric_key": .string, "region": .string,
    "csv": .none, "json": .optionalString, "parquet": .none, "delimiter": .string, "fixedwidth": .string,
    "null": .string, "escape": .none, "gzip": .none, "bzip2": .none, "zstd": .none,
  ]

  package static let copy: [String: Argument] = shared.merging(
    [
      "avro": .optionalString, "orc": .none, "shapefile": .none, "simplify": .simplify, "serializetojson": .none,
      "quote": .string, "lzop": .none, "encrypted": .none, "manifest": .none, "ssh": .none, "readratio": .number,
      "acceptanydate": .none, "acceptinvchars": .optionalString, "blanksasnull": .none, "dateformat": .string,
      "emptyasnull": .none, "encoding": .word(["utf8", "utf16", "utf16le", "utf16be", "iso88591"]),
      "explicit_ids": .none, "fillrecord": .none, "ignoreblanklines": .none, "ignoreheader": .number,
      "removequotes": .none, "roundec": .none, "timeformat": .string, "trimblanks": .none, "truncatecolumns": .none,
      "comprows": .number, "compupdate": .optionalWord(switches.union(["preset"])), "ignoreallerrors": .none,
      "maxerror": .number, "noload": .none, "statupdate": .optionalWord(switches),
    ], uniquingKeysWith: { _, own in own })

  package static let unload: [String: Argument] = shared.merging(
    [
      "json": .none, "partition": .names, "include": .none, "manifest": .optionalWord(["verbose"]), "header": .none,
      "encrypted": .optionalWord(["auto"]), "kms_key_id": .string, "addquotes": .none, "allowoverwrite": .none,
      "cleanpath": .none, "parallel": .optionalWord(switches), "maxfilesize": .size, "rowgroupsize": .size,
      "extension": .string,
    ], uniquingKeysWith: { _, own in own })

  /// What may follow `[FORMAT] [AS]`.
  static let formats: Set<String> = [
    "csv", "json", "avro", "parquet", "orc", "shapefile", "delimiter", "fixedwidth",
  ]
}

extension CopyClause.Argument {
  /// What follows the clause's word, as the grammar prints it; empty where nothing may.
  package var grammar: String {
    switch self {
    case .none: ""
    case .string: "[AS] 'text'"
    case .optionalString: "[AS] ['text']"
    case .number: "[AS] n"
    case .optionalWord(let words): "[\(Self.choices(words))]"
    case .word(let words): "[AS] \(Self.choices(words))"
    case .role: "[AS] DEFAULT | 'arn'"
    case .simplify: "[AUTO] ['tolerance']"
    case .size: "[AS] n [MB | GB]"
    case .names: "BY (column, …)"
    }
  }

  private static func choices(_ words: Set<String>) -> String {
    words.sorted().map { $0.uppercased() }.joined(separator: " | ")
  }
}
