import Catalogs
import Formats
import SQLTypes

/// Values that their column's type refuses.
extension Cause {
  var valueRemedies: [Remedy] {
    guard let column else { return [] }
    switch complaint.code {
    case 1213: return nullRemedies
    case 1204 where column.type.isCharacter: return widthRemedies(column.type)
    case 1218, 1224, 1219: return textRemedies
    case 1220: return characterRemedies(column.type)
    default: break
    }
    var found: [Remedy] = []
    if invisible == nil, let field = complaint.field, NullSpelling.isOne(value), !isJSON {
      let text = field.text
      found.append(Remedy("The value stands for NULL") { $0.rules.nullText = text })
    }
    if isQuoted { found += layoutRemedies }
    if column.type.isDatetime { found += datetimeRemedies(column.type) }
    if column.type.isNumeric { found += numberRemedies(column.type) }
    return found + textRemedies
  }

  private var isQuoted: Bool {
    guard let first = complaint.field?.text.first, let last = complaint.field?.text.last else { return false }
    return first == UInt8(ascii: "\"") || last == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
  }

  /// The column as text, whatever its values are.
  private var textRemedies: [Remedy] {
    var remedy = Remedy(textCause, type: .varchar(fitting: room))
    if complaint.code == 1218 { return [] }
    remedy.words =
      "correct the file, or make the column \(DataType.varchar(fitting: room).ddl)"
    return [remedy]
  }

  private var textCause: String {
    if let invisible { return "The value holds an invisible character (\(invisible)); take it out" }
    switch (complaint.code, column?.type) {
    case (1210, _): return "BOOLEAN takes t, true, y, yes, 1 and their opposites"
    case (1219, _): return "VARBYTE takes hexadecimal digits"
    case (1224, _): return "A SUPER column takes JSON: text needs double quotes, and NULL is null or an empty field"
    case (1205, _): return "The value is no date that COPY reads"
    case (1206, _): return "The value is no time that COPY reads"
    default: return "The value is no number of the column's type"
    }
  }

  var valueText: String? {
    if let invisible, complaint.code != 1218 {
      return "The value holds an invisible character (\(invisible)): take it out of the file."
    }
    switch complaint.code {
    case 1218: return "The string begins with \\u0000: take it out of the file."
    case 1213: return "The column is NOT NULL and has no value here: correct the file, or drop NOT NULL."
    case 1224: return "A SUPER column takes JSON: text needs double quotes, and NULL is null or an empty field."
    case 1220: return "The bytes are no UTF-8: correct the file."
    default: return nil
    }
  }

  // MARK: NULL

  private var nullRemedies: [Remedy] {
    var found: [Remedy] = []
    let rules = options.rules
    if rules.emptyAsNull || rules.blanksAsNull {
      found.append(
        Remedy("EMPTYASNULL and BLANKSASNULL make NULL of the value, and the column is NOT NULL") { options in
          (options.rules.emptyAsNull, options.rules.blanksAsNull) = (false, false)
        })
    }
    if rules.nullText != CopyOptions().rules.nullText {
      found.append(
        Remedy("NULL AS makes NULL of the value, and the column is NOT NULL") { options in
          options.rules.nullText = CopyOptions().rules.nullText
        })
    }
    var nullable = Remedy("The column is NOT NULL and has no value here") { _ in }
    nullable.column = { $0.isNullable = true }
    nullable.words = "correct the file, or drop NOT NULL"
    return found + [nullable]
  }

  // MARK: Text

  private func widthRemedies(_ type: DataType) -> [Remedy] {
    guard let field = complaint.field, let limit = type.characterLength else { return [] }
    let count = String(decoding: field.text, as: UTF8.self).count
    let isCounted = field.count == field.text.count && count <= limit && field.count > limit
    let cause =
      "The value has \(field.count) bytes, \(limit) fit"
      + (isCounted ? " (its \(count) characters count as bytes)" : "")
    let wider = Remedy.wider(cause, max(room, field.count))
    return wider + [Remedy(cause) { $0.rules.truncates = true }]
  }

  private func characterRemedies(_ type: DataType) -> [Remedy] {
    guard let field = complaint.field else { return [] }
    let bytes = field.text.filter { $0 >= 0x80 }.prefix(4)
    if let limit = type.charLength {
      let cause = "CHAR takes ASCII alone, and the value holds the bytes \(UTF8Check.hex(bytes))"
      let text = DataType.varchar(max(limit, room))
      var latin = Remedy(cause, type: .varchar(max(limit, 2 * room)))
      latin.change = { $0.encoding = .iso88591 }
      var repaired = Remedy(cause, type: text)
      repaired.change = { $0.rules.replacement = UInt8(ascii: "?") }
      return [Remedy(cause, type: text), latin, repaired]
    }
    return [
      Remedy("The value is no UTF-8 (bytes \(UTF8Check.hex(bytes)))") { $0.rules.replacement = UInt8(ascii: "?") }
    ]
  }

  /// The bytes and the name of a character that no one sees.
  var invisible: String? {
    guard let text = complaint.field?.text else { return nil }
    let marks: [([UInt8], String)] = [
      ([0xc2, 0xa0], "a no-break space"), ([0xef, 0xbb, 0xbf], "a byte order mark"),
      ([0xe2, 0x80, 0x8b], "a zero-width space"), ([0xe2, 0x80, 0x8c], "a zero-width non-joiner"),
      ([0xe2, 0x80, 0x8d], "a zero-width joiner"), ([0xe2, 0x80, 0x8e], "a left-to-right mark"),
      ([0xe2, 0x80, 0x8f], "a right-to-left mark"), ([0xe2, 0x80, 0xaf], "a narrow no-break space"),
      ([0xe2, 0x80, 0xa8], "a line separator"), ([0xe2, 0x81, 0xa0], "a word joiner"), ([0xc2, 0xad], "a soft hyphen"),
      ([0xe2, 0x80, 0x89], "a thin space"), ([0xe3, 0x80, 0x80], "a wide space"),
    ]
    for index in text.indices {
      if let mark = marks.first(where: { text[index...].starts(with: $0.0) }) {
        return "bytes \(UTF8Check.hex(mark.0)), \(mark.1)"
      }
      if text[index] < 0x20 && text[index] != 0x09 || text[index] == 0x7f {
        return "byte \(UTF8Check.hex([text[index]]))"
      }
    }
    return nil
  }

  // MARK: Numbers

  private func numberRemedies(_ type: DataType) -> [Remedy] {
    let text = value
    guard !text.isEmpty, text.utf8.allSatisfy({ $0.isDigit || "+-.eE".utf8.contains($0) }) else { return [] }
    let whole = text.drop { $0 == "-" || $0 == "+" }.prefix { $0.isNumber }.count
    let fraction = text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
    if text.lowercased().contains("e") { return [Remedy("The number has an exponent", type: .double)] }
    if complaint.code == 1207 || complaint.code == 1209, fraction > 0 || text.contains(".") {
      let scale = min(max(fraction, 1), 37)
      return [
        Remedy("The number has a fraction", type: .decimal(precision: min(38, max(18, whole + scale)), scale: scale)),
        Remedy("The number has a fraction", type: .double),
      ]
    }
    let wider: [DataType] = [
      .integer, .bigint, .decimal(precision: 38, scale: min(fraction, max(0, 38 - whole))), .double,
    ]
    return wider.map { Remedy("The number does not fit \(type.ddl)", type: $0) }
  }

  // MARK: Dates and times

  private static let dates = [
    "DD/MM/YYYY", "MM/DD/YYYY", "DD.MM.YYYY", "DD-MM-YYYY", "MM-DD-YYYY", "YYYY/MM/DD", "YYYY.MM.DD", "YYYYMMDD",
    "DD-MON-YYYY", "DD MON YYYY", "MON DD, YYYY", "MON DD YYYY", "DD/MM/YY", "MM/DD/YY", "DD.MM.YY", "DD-MON-YY",
    "YYYY-MM-DD",
  ]
  private static let times = [" HH:MI:SS", " HH:MI:SS AM", " HH:MI", " HH:MI AM", "THH:MI:SS", "THH:MI", "HHMISS", ""]

  private func datetimeRemedies(_ type: DataType) -> [Remedy] {
    guard type == .date || type == .timestamp || type == .timestamptz else { return [] }
    let epochs = epochRemedies(type)
    var formats = [DatetimeFormat.standard, .automatic]
    formats +=
      type == .date
      ? Self.dates.map { DatetimeFormat(dateFormat: $0) }
      : Self.dates.flatMap { date in Self.times.map { DatetimeFormat(timeFormat: date + $0) } }
    let cause = "The \(type == .date ? "date" : "time") is in another format"
    let current = type == .date ? options.rules.dateFormat : options.rules.timeFormat
    let bytes = complaint.field?.text ?? []
    let fitting = formats.filter { format in
      format != current
        && bytes.withUnsafeBytes { bytes in
          if case .value = type == .date ? format.date(bytes) : format.timestamp(bytes) { true } else { false }
        }
    }
    let others = fitting.map { format in
      Remedy(cause) { options in
        if type == .date { options.rules.dateFormat = format } else { options.rules.timeFormat = format }
      }
    }
    return epochs + others + anyDateRemedies(type)
  }

  private func epochRemedies(_ type: DataType) -> [Remedy] {
    let text = value
    guard text.utf8.count == 13 || text.utf8.count == 10, text.utf8.allSatisfy(\.isDigit) else { return [] }
    let isMilliseconds = text.utf8.count == 13
    let cause = "The value counts \(isMilliseconds ? "milliseconds" : "seconds") since 1970"
    var remedy = Remedy(cause) { $0.rules.timeFormat = isMilliseconds ? .epochMilliseconds : .epochSeconds }
    if type == .date { remedy.column = { $0.type = .timestamp } }
    return [remedy]
  }

  /// Only where the digits make a date that no calendar has: what is no date at all would be lost.
  private func anyDateRemedies(_ type: DataType) -> [Remedy] {
    let bytes = complaint.field?.text ?? []
    let current = type == .date ? options.rules.dateFormat : options.rules.timeFormat
    let isImpossible = bytes.withUnsafeBytes { bytes in
      let parsed = type == .date ? current.date(bytes) : current.timestamp(bytes)
      return parsed == .outOfRange || DatetimeParser.date(bytes) == .outOfRange
    }
    let isZero =
      bytes.contains(UInt8(ascii: "0")) && !bytes.contains { $0.isDigit && $0 != UInt8(ascii: "0") || $0.isLetter }
    guard isImpossible || isZero else { return [] }
    return [Remedy("There is no such date, and the column may be NULL") { $0.rules.acceptsAnyDate = true }]
  }
}

extension Remedy {
  /// VARCHAR with room for the value.
  static func wider(_ cause: String, _ width: Int) -> [Remedy] {
    guard width <= DataType.maximumVarcharLength else { return [] }
    let type = DataType.varchar(fitting: width)
    var remedy = Remedy(cause, type: type)
    remedy.words = "make the column \(type.ddl), or add TRUNCATECOLUMNS"
    return [remedy]
  }
}
