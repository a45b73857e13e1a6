import Formats
import SQLTypes

/// What the records of a text file are like: how many fields, with or without a header, blank and short lines among
/// them.
struct TextLayout {
  private(set) var fieldCount = 1
  /// The first record's fields, where they are names.
  private(set) var header: [String]?
  /// Physical lines up to the header's end.
  private(set) var headerLines = 0
  private(set) var hasBlankLines = false
  private(set) var hasShortLines = false

  init() {}

  init(_ found: DialectRecords, _ head: [UInt8], isSingle: Bool = false) {
    let full = found.full
    let widest = full.map(\.fields.count).max() ?? 1
    // A delimiter that ends every line makes no field.
    let endsEmpty = widest > 1 && full.allSatisfy { $0.fields.count < widest || $0.fields.last?.isEmpty == true }
    fieldCount = isSingle ? 1 : endsEmpty ? widest - 1 : widest
    guard !isSingle || fieldCount == 1 else { return }
    hasBlankLines = !isSingle && found.records.contains(where: \.isBlank)
    hasShortLines = full.contains { $0.fields.count < fieldCount }
    guard let first = full.first, Self.isHeader(first.fields, full.dropFirst().map(\.fields)) else { return }
    header = (0..<fieldCount).map { $0 < first.fields.count ? first.fields[$0] : "" }
    headerLines = 1 + head[..<min(first.end, head.count)].count { $0 == 0x0a }
  }

  var clauses: [String] {
    var words: [String] = []
    if headerLines > 0 { words.append("IGNOREHEADER \(headerLines)") }
    if hasBlankLines { words.append("IGNOREBLANKLINES") }
    if hasShortLines { words.append("FILLRECORD") }
    return words
  }

  // MARK: Headers

  /// A header loses a row where it is none, so it must be told: by words over columns of numbers, dates or truth
  /// values; over text alone by names that only headers have.
  private static func isHeader(_ first: [String], _ rest: [[String]]) -> Bool {
    guard !rest.isEmpty else { return false }
    var words = 0
    for (column, name) in first.enumerated() {
      let values = rest.compactMap { column < $0.count ? $0[column] : nil }.filter {
        !$0.isEmpty && !NullSpelling.isOne($0)
      }
      guard !values.isEmpty, let kind = ValueKind.common(values) else { continue }
      if name.isEmpty { continue }
      // A value of the column's kind, or what stands for NULL: line 1 is a row.
      if ValueKind.all(of: name).contains(kind) || NullSpelling.isOne(name) { return false }
      words += 1
    }
    return words > 0 || areNames(first, rest)
  }

  private static func areNames(_ first: [String], _ rest: [[String]]) -> Bool {
    guard first.allSatisfy(isIdentifier), Set(first).count == first.count else { return false }
    let repeats = first.indices.contains { column in rest.contains { column < $0.count && $0[column] == first[column] }
    }
    return !repeats && first.contains { $0.contains("_") || usualNames.contains($0.lowercased()) }
  }

  private static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first, first.isLetter || first == UInt8(ascii: "_") else { return false }
    return text.utf8.count <= 60 && text.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
  }

  private static let usualNames: Set<String> = [
    "id", "name", "title", "date", "time", "type", "status", "city", "state", "country", "email", "address", "code",
    "description",
    "value", "key", "firstname", "lastname", "text", "comment", "url", "category", "gender",
  ]
}

/// What a text may be besides text.
enum ValueKind: CaseIterable {
  case number, date, truth

  static func all(of text: String) -> Set<ValueKind> {
    var kinds: Set<ValueKind> = []
    let bare = text.filter { $0 != " " }
    if case .value = DoubleText.parse(bare) { kinds.insert(.number) }
    if bare.utf8.contains(where: \.isDigit), bare.utf8.allSatisfy({ $0.isDigit || ",.-+$%eE".utf8.contains($0) }) {
      kinds.insert(.number)
    }
    let isDate = text.withRawUTF8 { bytes in
      if case .value = DatetimeParser.timestamp(bytes) { true } else { false }
    }
    if isDate, bare.utf8.contains(where: \.isDigit) { kinds.insert(.date) }
    if ["true", "false", "t", "f", "yes", "no", "y", "n"].contains(text.lowercased()) { kinds.insert(.truth) }
    return kinds
  }

  /// What all the texts may be; nil for mere text.
  static func common(_ texts: [String]) -> ValueKind? {
    var kinds = Set(allCases)
    for text in texts {
      kinds.formIntersection(all(of: text))
      if kinds.isEmpty { return nil }
    }
    return allCases.first(where: kinds.contains)
  }
}
