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
    if CopyCredentials.names.contains(clause.name) { return }
    try readIgnored(clause)
  }

  // MARK: Clauses without an argument

  private mutating func readFlag(_ clause: CopyOption) throws(SQLError) -> Bool {
    switch clause.name {
    case "gzip": compression = .gzip
    case "manifest": isManifest = true
    case "escape": hasEscapes = true
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
    case "delimiter": delimiter = try clause.character()
    case "quote": quote = try clause.character()
    case "ignoreheader": headerLines = try clause.number(in: 0...Int(Int32.max))
    case "maxerror": errorLimit = max(1, try clause.number(in: 0...100_000))
    case "encoding": try checkEncoding(clause)
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

  private func checkEncoding(_ clause: CopyOption) throws(SQLError) {
    let name = try clause.word().lowercased()
    switch name {
    case "utf8", "utf-8": return
    case "utf16", "utf16le", "utf16be", "iso88591": throw .notSupported("COPY with ENCODING \(name.uppercased())")
    default: throw SQLError(.syntaxError, "unknown ENCODING \"\(name)\"", position: clause.position)
    }
  }

  // MARK: What fields mean

  private mutating func readConversion(_ clause: CopyOption) throws(SQLError) -> Bool {
    switch clause.name {
    case "null": rules.nullText = try nullText(clause)
    case "acceptinvchars": rules.replacement = try clause.argument == nil ? UInt8(ascii: "?") : clause.character()
    case "dateformat": rules.dateFormat = DatetimeFormat(dateFormat: try clause.text())
    case "timeformat": rules.timeFormat = DatetimeFormat(timeFormat: try clause.text())
    default: return false
    }
    return true
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

  private func readIgnored(_ clause: CopyOption) throws(SQLError) {
    switch clause.name {
    case "region": _ = try clause.text()
    case "comprows": _ = try clause.number(in: 1000...Int(Int32.max))
    case "compupdate": try clause.check(words: ["on", "true", "off", "false", "preset"])
    case "statupdate": try clause.check(words: ["on", "true", "off", "false"])
    case "bzip2", "lzop", "zstd", "avro", "parquet", "orc", "shapefile", "fixedwidth", "removequotes", "encrypted",
      "ssh", "readratio", "serializetojson", "simplify":
      throw .notSupported("COPY with \(clause.shown)")
    default:
      throw SQLError(.syntaxError, "syntax error at or near \"\(clause.shown)\"", position: clause.position)
    }
  }
}
