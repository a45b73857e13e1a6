import Formats
import SQLTypes

/// Delimiters, quotes, escapes, and lines that lack fields or have too many.
extension Cause {
  private var hasEmptyRecord: Bool { complaint.record.allSatisfy { $0 == 0x0a || $0 == 0x0d } }

  private var holdsNUL: Bool {
    if case .record(.nul) = complaint.fault { true } else { false }
  }

  private var hasOpenQuote: Bool { complaint.fault == .record(.openQuote) }

  private var hasBadQuote: Bool { complaint.fault == .record(.badQuote) }

  /// Of one record, with the layout as it is.
  var recordRemedies: [Remedy] {
    var found: [Remedy] = []
    if hasEmptyRecord { found.append(Remedy("The line is blank") { $0.ignoresBlankLines = true }) }
    if holdsNUL, hasLoneNUL { found.append(Remedy("A field is one NUL byte (00)") { $0.rules.nullText = [0] }) }
    if complaint.code == 1202, let identity = setting.target.table.columns.first(where: { $0.identity != nil }) {
      found.append(
        Remedy("The file holds the IDENTITY column \"\(identity.name)\"") { $0.explicitIDs = true })
    }
    if options.format == .delimited { found += escapeRemedies }
    if options.format == .csv, !hasEnclosedFields(options.delimiter) { found += plainRemedies }
    if complaint.code == 1214, !hasOpenQuote, !hasBadQuote {
      found.append(Remedy("The line ends before its last column") { $0.fillsRecords = true })
    }
    // The wrong delimiter leaves every line short: that is asked first.
    let isShort = complaint.code == 1214 && !complaint.record.contains(options.delimiter)
    return isShort && !hasEmptyRecord ? layoutRemedies + found : found
  }

  private var escapeRemedies: [Remedy] {
    let backslash = UInt8(ascii: "\\")
    guard complaint.record.contains(backslash) || sample.text(options)?.buffer.bytes.contains(backslash) == true else {
      return []
    }
    var both = Remedy("Backslashes stand before quotes and delimiters") { options in
      (options.hasEscapes, options.removesQuotes) = (true, true)
    }
    both.takesHeader = true
    return [Remedy("A backslash stands before the delimiter or the line's end") { $0.hasEscapes = true }, both]
  }

  /// CSV for files whose quotes enclose nothing.
  private var plainRemedies: [Remedy] {
    let delimiter = options.delimiter
    let plain = Remedy("A quote stands alone in a field") { options in
      (options.format, options.delimiter) = (.delimited, delimiter)
    }
    let escaped = Remedy("A backslash stands before the delimiter") { options in
      (options.format, options.delimiter, options.hasEscapes) = (.delimited, delimiter, true)
    }
    return complaint.record.contains(UInt8(ascii: "\\")) ? [escaped, plain] : [plain]
  }

  private var hasLoneNUL: Bool {
    let ends: Set<UInt8> = [options.delimiter, 0x0a, 0x0d]
    let record = complaint.record
    return record.indices.contains { index in
      record[index] == 0 && (index == 0 || ends.contains(record[index - 1]))
        && (index + 1 == record.count || ends.contains(record[index + 1]))
    }
  }

  /// Whether a field of the sample begins and ends with a quote.
  private func hasEnclosedFields(_ delimiter: UInt8) -> Bool {
    guard let bytes = sample.text(options)?.buffer.bytes else { return false }
    let (quote, ends) = (options.quote, Set([delimiter, 0x0a, 0x0d]))
    var isOpen = false
    for index in bytes.indices where bytes[index] == quote {
      if index == 0 || ends.contains(bytes[index - 1]) { isOpen = true }
      if isOpen, index > 0, index + 1 == bytes.count || ends.contains(bytes[index + 1]),
        !ends.contains(bytes[index - 1])
      {
        return true
      }
    }
    return false
  }

  // MARK: Another layout

  private static let delimiters: [(UInt8, String)] = [
    (UInt8(ascii: ","), "commas"), (0x09, "tabs"), (UInt8(ascii: "|"), "bars"), (UInt8(ascii: ";"), "semicolons"),
    (UInt8(ascii: "^"), "carets"), (UInt8(ascii: "~"), "tildes"), (UInt8(ascii: ":"), "colons"), (0x01, "bytes 01"),
    (UInt8(ascii: " "), "blanks"),
  ]

  /// Other delimiters, and CSV: for what the record holds.
  var layoutRemedies: [Remedy] {
    if case .fixedWidth = options.format { return [] }
    // A JSON record that is cut off may load as a line of fields, and is none.
    if case .json = options.format, jsonRecord.first == UInt8(ascii: "{") { return [] }
    let record = Set(complaint.record)
    let quotes = [UInt8(ascii: "\""), UInt8(ascii: "'")].filter(record.contains)
    let held = Self.delimiters.filter { record.contains($0.0) }
    var found: [Remedy] = []
    for (delimiter, name) in held {
      let cause = quotes.isEmpty ? "The line has \(name)" : "Fields stand in quotes"
      if !quotes.isEmpty {
        for quote in quotes { found.append(layout(cause, .csv, delimiter, quote: quote)) }
        found.append(layout(cause, .delimited, delimiter, removesQuotes: true))
      }
      if delimiter == UInt8(ascii: ",") { found.append(layout("The line has commas", .csv, delimiter)) }
      // Quotes around fields would become part of them.
      if quotes.isEmpty || !hasEnclosedFields(delimiter) {
        found.append(layout("The line has \(name)", .delimited, delimiter))
      }
    }
    if held.isEmpty, !quotes.isEmpty { found.append(layout("The value stands in quotes", .csv, UInt8(ascii: ","))) }
    return found
  }

  private func layout(
    _ cause: String, _ format: CopyOptions.Format, _ delimiter: UInt8, quote: UInt8 = UInt8(ascii: "\""),
    removesQuotes: Bool = false
  ) -> Remedy {
    var remedy = Remedy(cause) { options in
      (options.format, options.delimiter, options.quote) = (format, delimiter, quote)
      options.removesQuotes = removesQuotes
      if format == .csv { options.hasEscapes = false }
    }
    remedy.takesHeader = true
    return remedy
  }

  // MARK: Words

  static let returnsAlone =
    "Lines end in a carriage return alone (0d), which ends no record: write line feeds (0a) instead."

  var recordText: String? {
    guard complaint.column == nil || [1202, 1214, 1216].contains(complaint.code) else { return nil }
    if !sample.stored.contains(0x0a), sample.stored.contains(0x0d) { return Self.returnsAlone }
    if holdsNUL { return "A NUL byte (00) stands in the line and ends the record: take it out of the file." }
    if hasOpenQuote { return "A quote is opened and never closed: close it, or double it inside a field." }
    if complaint.fault == .record(.tooLong) {
      return "The record is longer than 4 MB: look for a quote or a line end that is missing."
    }
    if hasBadQuote { return "A quote inside a field must be doubled." }
    switch complaint.code {
    case 1202: return "The line has more fields than there are columns: compare the table, or name a column list."
    case 1214: return "The line has fewer fields than there are columns: compare the table, or name a column list."
    case 1221:
      return "ENCODING UTF16 is for files with a byte order mark, UTF16LE and UTF16BE for those without; the default "
        + "is UTF8."
    default: return nil
    }
  }

  private var jsonRecord: ArraySlice<UInt8> {
    complaint.record.drop { $0 == 0x20 || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 }
  }

  var jsonText: String? {
    let record = jsonRecord
    if [.field(.indexOutOfRange), .field(.notAnObject)].contains(complaint.fault) {
      return record.first == UInt8(ascii: "[")
        ? "An array is one record: write its objects one after the other, without brackets and commas."
        : "Compare the jsonpaths with the record."
    }
    if let word = Self.foreignWord(record) { return "JSON has no \(word)." }
    if case .record(.json(.notARecord, _, _)) = complaint.fault {
      return "Nothing but white space may stand between JSON records: take it out."
    }
    return "The record is cut off or is no JSON: correct the file."
  }

  /// A word that other languages have where JSON has none.
  private static func foreignWord(_ record: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: record, as: UTF8.self)
    let words = [
      ("NaN", "NaN: write null"), ("Infinity", "Infinity: write null"), ("None", "None: write null"),
      ("True", "True: write true"), ("False", "False: write false"), ("undefined", "undefined: write null"),
    ]
    for (word, hint) in words {
      for start in [": \(word)", ":\(word)", ",\(word)", "[\(word)", ", \(word)"] where text.contains(start) {
        return hint
      }
    }
    if text.hasPrefix("{'") { return "strings in single quotes: write double ones" }
    if text.contains(",}") || text.contains(",]") || text.contains(", }") { return "comma behind the last member" }
    return nil
  }
}
