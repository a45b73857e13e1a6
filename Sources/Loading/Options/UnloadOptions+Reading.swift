import ObjectStore
import SQLSyntax
import SQLTypes

extension UnloadOptions {
  /// Errors: 42601 for a clause that is unknown, given twice, out of place or without its argument, 22023 for an
  /// argument out of range, XX000 for malformed credentials, 0A000 for what is not built.
  package init(_ clauses: [CopyOption]) throws(SQLError) {
    self.init()
    do {
      try Self.checkCombinations(clauses)
      for clause in clauses { try read(clause) }
      try checkCharacters(clauses)
    } catch {
      // The clauses are COPY's, and so are their checks.
      var own = error
      own.message = own.message.replacing("COPY ", with: "UNLOAD ")
      throw own
    }
  }

  private mutating func read(_ clause: CopyOption) throws(SQLError) {
    if readFlag(clause) { return }
    switch clause.name {
    case "fixedwidth": format = .fixedWidth(try FixedWidthSpec.widths(clause))
    case "delimiter": delimiter = try clause.character()
    case "null": nullText = try nullText(clause)
    case "parallel": isParallel = try !["off", "false"].contains(word(clause))
    case "maxfilesize": fileLimit = try size(clause)
    case "manifest": manifest = try word(clause) == "verbose" ? .verbose : .plain
    case "extension": fileExtension = try clause.text()
    case "partition":
      if case .names(let names) = clause.argument { partitionColumns = names }
    default: try readIgnored(clause)
    }
  }

  private mutating func readFlag(_ clause: CopyOption) -> Bool {
    switch clause.name {
    case "csv": format = .csv
    case "json": format = .json
    case "gzip", "bzip2", "zstd": compression = Compression(rawValue: clause.name) ?? .none
    case "escape": hasEscapes = true
    case "addquotes": addsQuotes = true
    case "header": hasHeader = true
    case "include": keepsPartitionColumns = true
    case "allowoverwrite": overwriting = .allowed
    case "cleanpath": overwriting = .cleaned
    default: return false
    }
    return true
  }

  /// The clause's word in lower case; empty where it has none.
  private func word(_ clause: CopyOption) throws(SQLError) -> String {
    clause.argument == nil ? "" : try clause.word().lowercased()
  }

  private func size(_ clause: CopyOption) throws(SQLError) -> Int {
    guard case .number(let size) = clause.argument, Self.sizes.contains(size) else {
      throw SQLError(
        .invalidParameter, "invalid value for MAXFILESIZE, must be between 5 MB and 6.2 GB", position: clause.position)
    }
    return size
  }

  private func nullText(_ clause: CopyOption) throws(SQLError) -> [UInt8] {
    let text = Array(try clause.text().utf8)
    guard !text.contains(0x0a), !text.contains(0x0d) else {
      throw SQLError(
        .invalidParameter, "COPY null representation cannot use newline or carriage return", position: clause.position)
    }
    return text
  }

  private mutating func readIgnored(_ clause: CopyOption) throws(SQLError) {
    switch clause.name {
    case "region":
      guard try !clause.text().isEmpty else {
        throw SQLError(.invalidParameter, "invalid value for REGION: \"\"", position: clause.position)
      }
    case "kms_key_id": _ = try clause.text()
    case "encrypted": break
    case "parquet", "rowgroupsize", "master_symmetric_key": throw .notSupported("UNLOAD with \(clause.shown)")
    case let name where CopyCredentials.names.contains(name): break
    default:
      throw SQLError(.syntaxError, "syntax error at or near \"\(clause.shown)\"", position: clause.position)
    }
    withoutEffect.append(clause.shown)
  }

  /// The characters that structure a file must differ.
  private mutating func checkCharacters(_ clauses: [CopyOption]) throws(SQLError) {
    if format == .csv, !clauses.contains(where: { $0.name == "delimiter" }) { delimiter = UInt8(ascii: ",") }
    if [0x0a, 0x0d].contains(delimiter) || format == .csv && [0, UInt8(ascii: "\"")].contains(delimiter) {
      throw SQLError(.invalidParameter, "COPY delimiter cannot be newline, carriage return, or a quote of CSV")
    }
    // COPY would not find the field's end.
    if [.csv, .delimited].contains(format), nullText.contains(delimiter) {
      throw SQLError(.invalidParameter, "COPY delimiter must not appear in the NULL specification")
    }
  }
}
