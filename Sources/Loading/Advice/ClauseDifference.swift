import Formats
import ObjectStore
import SQLTypes

/// What to change in a COPY's clauses, in words: `add NULL AS 'NULL'`.
enum ClauseDifference {
  static func text(_ before: CopyOptions, _ after: CopyOptions) -> String? {
    let (old, new) = (clauses(before), clauses(after))
    let added = new.filter { clause in !old.contains { $0 == clause } }.map(\.text)
    let removed = old.filter { clause in !new.contains { $0.name == clause.name } }.map(\.text)
    switch (added.isEmpty, removed.isEmpty) {
    case (true, true): return nil
    case (true, false): return "leave out \(removed.joined(separator: " "))"
    case (false, true):
      let replaced = old.filter { clause in new.contains { $0.name == clause.name && $0 != clause } }.map(\.text)
      return replaced.isEmpty
        ? "add \(added.joined(separator: " "))"
        : "write \(added.joined(separator: " ")) instead of \(replaced.joined(separator: " "))"
    case (false, false): return "write \(added.joined(separator: " ")) instead of \(removed.joined(separator: " "))"
    }
  }

  private struct Clause: Hashable {
    var name: String
    var text: String
  }

  private static func clauses(_ options: CopyOptions) -> [Clause] {
    layout(options) + files(options) + values(options)
  }

  private static func layout(_ options: CopyOptions) -> [Clause] {
    var found: [Clause] = []
    var usual = UInt8(ascii: "|")
    switch options.format {
    case .csv:
      found.append(Clause(name: "format", text: "CSV"))
      usual = UInt8(ascii: ",")
    case .json(let source): found.append(Clause(name: "format", text: "JSON \(source.literal)"))
    case .fixedWidth: found.append(Clause(name: "format", text: "FIXEDWIDTH"))
    case .parquet: found.append(Clause(name: "format", text: "PARQUET"))
    case .delimited: break
    }
    if [.csv, .delimited].contains(options.format), options.delimiter != usual {
      found.append(Clause(name: "delimiter", text: "DELIMITER \(character(options.delimiter))"))
    }
    if options.format == .csv, options.quote != UInt8(ascii: "\"") {
      found.append(Clause(name: "quote", text: "QUOTE \(character(options.quote))"))
    }
    let flags = [
      ("ESCAPE", options.hasEscapes), ("REMOVEQUOTES", options.removesQuotes), ("FILLRECORD", options.fillsRecords),
      ("IGNOREBLANKLINES", options.ignoresBlankLines), ("EXPLICIT_IDS", options.explicitIDs),
    ]
    found += flags.filter(\.1).map { Clause(name: $0.0, text: $0.0) }
    if options.headerLines > 0 {
      found.append(Clause(name: "ignoreheader", text: "IGNOREHEADER \(options.headerLines)"))
    }
    return found
  }

  private static func files(_ options: CopyOptions) -> [Clause] {
    var found: [Clause] = []
    if options.compression != .none { found.append(Clause(name: "compression", text: options.compression.clause)) }
    if options.encoding != .utf8 {
      found.append(Clause(name: "encoding", text: "ENCODING \(options.encoding.keyword)"))
    }
    return found
  }

  private static func values(_ options: CopyOptions) -> [Clause] {
    let rules = options.rules
    var found: [Clause] = []
    if rules.nullText != Array("\\N".utf8) {
      let text = rules.nullText == [0] ? "\\0" : String(decoding: rules.nullText, as: UTF8.self)
      found.append(Clause(name: "null", text: "NULL AS \(DDLText.optionLiteral(text))"))
    }
    if rules.dateFormat != .standard {
      found.append(Clause(name: "dateformat", text: "DATEFORMAT '\(rules.dateFormat.display(for: .date))'"))
    }
    if rules.timeFormat != .standard {
      found.append(Clause(name: "timeformat", text: "TIMEFORMAT '\(rules.timeFormat.display(for: .timestamp))'"))
    }
    let flags = [
      ("ACCEPTANYDATE", rules.acceptsAnyDate), ("ACCEPTINVCHARS", rules.replacement != nil),
      ("TRIMBLANKS", rules.trimsBlanks), ("TRUNCATECOLUMNS", rules.truncates), ("EMPTYASNULL", rules.emptyAsNull),
      ("BLANKSASNULL", rules.blanksAsNull),
    ]
    return found + flags.filter(\.1).map { Clause(name: $0.0, text: $0.0) }
  }

  /// A character as DELIMITER and QUOTE take it.
  static func character(_ byte: UInt8) -> String {
    switch byte {
    case 0x09: return "'\\t'"
    case UInt8(ascii: "\\"): return "'\\\\'"
    case 0..<0x20, 0x7f...:
      let digits = String(byte, radix: 8)
      return "'\\\(String(repeating: "0", count: 3 - digits.utf8.count))\(digits)'"
    default: return DDLText.optionLiteral(String(UnicodeScalar(byte)))
    }
  }
}

extension CopyOptions.JSONSource {
  var literal: String {
    switch self {
    case .auto: "'auto'"
    case .autoIgnoringCase: "'auto ignorecase'"
    case .whole: "'noshred'"
    case .paths(let name): DDLText.optionLiteral(name)
    }
  }
}
