import ObjectStore
import SQLSyntax
import SQLTypes

extension CopyOptions {
  /// Errors: 42601 for a clause that is unknown, given twice, out of place or without its argument, 22023 for an
  /// argument out of range, XX000 for malformed credentials, 0A000 for what is not built.
  package init(_ clauses: [CopyOption]) throws(SQLError) {
    self.init()
    try Self.checkCombinations(clauses)
    try CopyCredentials.check(clauses)
    for clause in clauses { try read(clause) }
    try checkCharacters(clauses)
  }

  private mutating func read(_ clause: CopyOption) throws(SQLError) {
    if try readFlag(clause) { return }
    if try readFormat(clause) { return }
    if try readConversion(clause) { return }
    if CopyCredentials.names.contains(clause.name) { return withoutEffect.append(clause.shown) }
    try readIgnored(clause)
  }

  // MARK: Clauses without an argument

  private mutating func readFlag(_ clause: CopyOption) throws(SQLError) -> Bool {
    switch clause.name {
    case "gzip", "bzip2", "zstd", "lzop": compression = Compression(rawValue: clause.name) ?? .none
    case "manifest": isManifest = true
    case "escape": hasEscapes = true
    case "removequotes": removesQuotes = true
    case "fillrecord": fillsRecords = true
    case "ignoreblanklines": ignoresBlankLines = true
    case "explicit_ids": explicitIDs = true
    case "noload": isDryRun = true
    case "ignoreallerrors": errorLimit = nil
    case "acceptanydate": rules.acceptsAnyDate = true
    case "blanksasnull": rules.blanksAsNull = true
    case "emptyasnull": rules.emptyAsNull = true
    case "trimblanks": rules.trimsBlanks = true
    case "truncatecolumns": rules.truncates = true
    case "roundec": rules.rounding = .halfAwayFromZero
    default: return false
    }
    if clause.argument != nil { throw clause.misplaced }
    return true
  }

  // MARK: What the file looks like

  private mutating func readFormat(_ clause: CopyOption) throws(SQLError) -> Bool {
    switch clause.name {
    case "csv":
      if clause.argument != nil { throw clause.misplaced }
      format = .csv
    case "json": format = .json(try jsonSource(clause))
    case "parquet":
      if clause.argument != nil { throw clause.misplaced }
      format = .parquet
    case "fixedwidth": format = .fixedWidth(try FixedWidthSpec.widths(clause))
    case "delimiter": delimiter = try clause.character()
    case "quote": quote = try clause.character()
    case "ignoreheader": headerLines = try clause.number(in: 0...Int(Int32.max))
    case "maxerror": errorLimit = max(1, try clause.number(in: 0...100_000))
    case "encoding": encoding = try encoding(clause)
    default: return false
    }
    return true
  }

  private func jsonSource(_ clause: CopyOption) throws(SQLError) -> JSONSource {
    guard clause.argument != nil else { return .auto }
    return switch try clause.text() {
    case "auto": .auto
    case "auto ignorecase": .autoIgnoringCase
    case "noshred": .whole
    case let path: .paths(path)
    }
  }

  private func encoding(_ clause: CopyOption) throws(SQLError) -> TextEncoding {
    let name = try clause.word().lowercased()
    if let known = name == "utf-8" ? .utf8 : TextEncoding(rawValue: name) { return known }
    throw SQLError(.syntaxError, "unknown ENCODING \"\(name)\"", position: clause.position)
  }

  // MARK: What fields mean

  private mutating func readConversion(_ clause: CopyOption) throws(SQLError) -> Bool {
    switch clause.name {
    case "null": rules.nullText = try nullText(clause)
    case "acceptinvchars": rules.replacement = try replacement(clause)
    case "dateformat": rules.dateFormat = DatetimeFormat(dateFormat: try mask(clause, or: ["auto"]))
    case "timeformat":
      rules.timeFormat = DatetimeFormat(timeFormat: try mask(clause, or: ["auto", "epochsecs", "epochmillisecs"]))
    default: return false
    }
    return true
  }

  /// Any ASCII character but NUL.
  private func replacement(_ clause: CopyOption) throws(SQLError) -> UInt8 {
    guard clause.argument != nil else { return UInt8(ascii: "?") }
    let byte = try clause.character()
    guard byte != 0 else {
      throw SQLError(.invalidParameter, "COPY acceptinvchars cannot be NUL", position: clause.position)
    }
    return byte
  }

  /// One of the words as it is spelled, or a mask: with tokens in it, none of them a time zone's (copy.md part 3).
  private func mask(_ clause: CopyOption, or words: [String]) throws(SQLError) -> String {
    let text = try clause.text()
    if words.contains(text) { return text }
    let lower = text.lowercased()
    guard ["yy", "mm", "mon", "dd", "hh", "mi", "ss"].contains(where: lower.contains), !lower.contains("tz"),
      !lower.contains("of")
    else {
      throw SQLError(
        .invalidParameter, "invalid value for \(clause.shown): \"\(text)\"",
        hint: words.contains(lower)
          ? "Write '\(lower)' in lower case." : "It takes a mask without time zone, or '\(words[0])'.",
        position: clause.position)
    }
    return text
  }

  /// `'\0'` and `'\000'` stand for one NUL byte; all else is compared as it is written.
  private func nullText(_ clause: CopyOption) throws(SQLError) -> [UInt8] {
    let text = try clause.text()
    if text == "\\0" || text == "\\000" { return [0] }
    guard text != "\\n", !text.utf8.contains(0x0a), !text.utf8.contains(0x0d) else {
      throw SQLError(
        .invalidParameter, "COPY null representation cannot use newline or carriage return", position: clause.position)
    }
    return Array(text.utf8)
  }

  // MARK: What matters only on a cluster

  private mutating func readIgnored(_ clause: CopyOption) throws(SQLError) {
    switch clause.name {
    case "region":
      guard try !clause.text().isEmpty else {
        throw SQLError(.invalidParameter, "invalid value for REGION: \"\"", position: clause.position)
      }
    case "comprows": _ = try clause.number(in: 1000...Int(Int32.max))
    case "compupdate": try clause.check(words: ["on", "true", "off", "false", "preset"])
    case "statupdate": return try clause.check(words: ["on", "true", "off", "false"])
    case "avro", "orc", "shapefile", "encrypted", "serializetojson", "simplify":
      throw .notSupported("COPY with \(clause.shown)")
    default:
      throw SQLError(.syntaxError, "syntax error at or near \"\(clause.shown)\"", position: clause.position)
    }
    withoutEffect.append(clause.shown)
  }
}
