import Formats
import SQLTypes

/// How a text file separates, quotes and escapes its fields.
///
/// The dialect is the one under which the lines are most alike, not the one that makes the most fields of them:
///
///     a|b             bars: 2, 2, 2 fields         commas: 1, 2, 2
///     1|x,y
///     2|z,w
struct TextDialect: Hashable {
  var delimiter = UInt8(ascii: ",")
  /// Fields stand in quotes: CSV. Nil for plain text.
  var quote: UInt8? = UInt8(ascii: "\"")
  /// A backslash stands before delimiters and line ends.
  var hasEscapes = false

  /// The first so many records are looked at.
  private static let recordLimit = 500
  private static let usualDelimiters = [0x09, UInt8(ascii: "|"), UInt8(ascii: ";"), UInt8(ascii: ",")]
  private static let rareDelimiters = [UInt8(ascii: "^"), UInt8(ascii: "~"), 0x01, 0x1f]

  var clauses: [String] {
    var words = quote == nil ? [] : ["CSV"]
    if quote == nil || delimiter != UInt8(ascii: ",") {
      words.append("DELIMITER \(ClauseDifference.character(delimiter))")
    }
    if let quote, quote != UInt8(ascii: "\"") { words.append("QUOTE \(ClauseDifference.character(quote))") }
    if hasEscapes { words.append("ESCAPE") }
    return words
  }

  // MARK: Guessing

  static func guess(_ head: [UInt8], isWhole: Bool) -> (TextDialect, TextLayout) {
    let records = candidates(head).map { ($0, DialectRecords($0, head, isWhole: isWhole, limit: recordLimit)) }
    let likely = records.filter { $0.1.isLikely }
    // The first of equals: the usual candidates come first.
    if let best = likely.max(by: { $0.1.rank < $1.1.rank }) { return (best.0, TextLayout(best.1, head)) }
    let single = single(head)
    return (
      single, TextLayout(DialectRecords(single, head, isWhole: isWhole, limit: recordLimit), head, isSingle: true)
    )
  }

  private static func candidates(_ head: [UInt8]) -> [TextDialect] {
    let held = Set(head)
    return (usualDelimiters + rareDelimiters).filter(held.contains).flatMap { delimiter -> [TextDialect] in
      var found: [TextDialect] = []
      for quote in [UInt8(ascii: "\""), UInt8(ascii: "'")] where encloses(quote, delimiter, head) {
        found.append(TextDialect(delimiter: delimiter, quote: quote))
      }
      if found.isEmpty, delimiter == UInt8(ascii: ","), !held.contains(UInt8(ascii: "\"")) {
        found.append(TextDialect(delimiter: delimiter))
      }
      found.append(TextDialect(delimiter: delimiter, quote: nil))
      if escapes(delimiter, head) { found.append(TextDialect(delimiter: delimiter, quote: nil, hasEscapes: true)) }
      return found
    }
  }

  /// Whether a field begins and ends with the quote.
  private static func encloses(_ quote: UInt8, _ delimiter: UInt8, _ head: [UInt8]) -> Bool {
    let ends: Set<UInt8> = [delimiter, 0x0a, 0x0d]
    var isOpen = false
    for index in head.indices where head[index] == quote {
      let isStart = index == 0 || ends.contains(head[index - 1])
      if isOpen, !isStart || head[index - 1] == 0x0a, index + 1 == head.count || ends.contains(head[index + 1]) {
        return true
      }
      // An empty field, `""`, begins and ends at once.
      if isOpen, isStart { isOpen = false }
      if isStart { isOpen = true }
      if isOpen, index > 0, head[index - 1] == quote, index + 1 == head.count || ends.contains(head[index + 1]) {
        return true
      }
    }
    return false
  }

  private static func escapes(_ delimiter: UInt8, _ head: [UInt8]) -> Bool {
    let escaped: Set<UInt8> = [delimiter, 0x0a, UInt8(ascii: "\\")]
    return head.indices.dropLast().contains { head[$0] == UInt8(ascii: "\\") && escaped.contains(head[$0 + 1]) }
  }

  /// For lines of one field: CSV, or a delimiter that no line has.
  private static func single(_ head: [UInt8]) -> TextDialect {
    let held = Set(head)
    let quote = UInt8(ascii: "\"")
    let isQuoted = encloses(quote, UInt8(ascii: ","), head)
    if !held.contains(UInt8(ascii: ",")), isQuoted || !held.contains(quote) { return TextDialect() }
    let free =
      [UInt8(ascii: "|"), 0x09, UInt8(ascii: "^"), UInt8(ascii: "~"), 0x01].first { !held.contains($0) } ?? 0x01
    return TextDialect(delimiter: free, quote: isQuoted ? quote : nil)
  }
}

/// The records of a file's start under some dialect.
struct DialectRecords {
  struct Record {
    var fields: [String]
    /// In the text.
    var start: Int
    var end: Int

    var isBlank: Bool { fields.count == 1 && fields[0].isEmpty }
  }

  private static let widest = 1600

  private(set) var records: [Record] = []
  private(set) var failures = 0
  /// Fields that hold another delimiter, weighed.
  private var dirt = 0.0
  private var fieldCount = 0

  init(_ dialect: TextDialect, _ head: [UInt8], isWhole: Bool, limit: Int) {
    let buffer = InputBuffer(capacity: head.count)
    head.withUnsafeBytes { buffer.append($0) }
    let first = head.prefix { $0 != 0x0a }.count { $0 == dialect.delimiter }
    // Few files have more than 256 columns, and a batch of 1600, the most a table has, is large.
    let width = first >= 200 ? Self.widest : 256
    var options = CopyOptions()
    options.format = dialect.quote == nil ? .delimited : .csv
    options.delimiter = dialect.delimiter
    options.quote = dialect.quote ?? options.quote
    options.hasEscapes = dialect.hasEscapes
    options.fillsRecords = true
    var mapper = options.textMapper(columnCount: width).0
    var batch = RecordBatch(columnCount: width)
    _ = mapper.map(buffer.bytes, from: 0, isLast: isWhole, into: &batch)
    let reader = FieldReader(options)
    for row in 0..<min(batch.count, limit) { add(row, batch, buffer.bytes, reader, dialect) }
    let end = records.last?.end ?? head.count
    failures = batch.failures.count { $0.start <= end }
  }

  private mutating func add(
    _ row: Int, _ batch: RecordBatch, _ window: UnsafeRawBufferPointer, _ reader: FieldReader, _ dialect: TextDialect
  ) {
    var fields: [String] = []
    for column in 0..<batch.columnCount {
      let field = batch[column, row]
      if field.kind == .missing { break }
      let text = String(decoding: reader.textBesidesNull(field, window), as: UTF8.self)
      fields.append(text)
      fieldCount += 1
      if field.kind == .text { dirt += Self.dirt(in: text, dialect.delimiter) }
    }
    records.append(Record(fields: fields, start: Int(batch.starts[row]), end: Int(batch.ends[row])))
  }

  /// A comma may stand in numbers and in prose; the others hardly.
  private static func dirt(in text: String, _ delimiter: UInt8) -> Double {
    var dirt = 0.0
    for byte in Set(text.utf8) where byte != delimiter {
      if [0x09, UInt8(ascii: "|"), UInt8(ascii: ";"), 0x01, 0x1f].contains(byte) { dirt = max(dirt, 1) }
      if byte == UInt8(ascii: ",") { dirt = max(dirt, 0.3) }
      if byte == UInt8(ascii: "\"") { dirt = max(dirt, 0.2) }
    }
    return dirt
  }

  var full: [Record] { records.filter { !$0.isBlank } }

  /// The number of fields that most records have, the larger of equals.
  var usualCount: Int {
    let counts = Dictionary(grouping: full, by: \.fields.count).mapValues(\.count)
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 1
  }

  private var alike: Double {
    let total = full.count + failures
    guard total > 0 else { return 0 }
    let usual = usualCount
    return Double(full.count { $0.fields.count == usual }) / Double(total)
  }

  /// Several fields, as many in most lines.
  var isLikely: Bool { usualCount > 1 && alike >= 0.6 }

  /// Lines alike first; then fields without another's delimiter; then as many fields as there are.
  var rank: (alike: Double, clean: Double, count: Int) {
    let clean = 1 - dirt / Double(max(1, fieldCount))
    return (alike, (clean * 100).rounded(), usualCount)
  }
}
