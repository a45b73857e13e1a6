import Formats
import ObjectStore
import SQLTypes

/// What a file is, by its first bytes, as the clauses of the COPY that reads it.
struct FileGuess {
  private static let headSize = 64 << 10

  /// `GZIP`, or empty.
  var compression = ""
  var isJSON = false
  /// Of text.
  var delimiter = UInt8(ascii: ",")
  var isCSV = false
  var fieldCount = 1
  /// The first line's fields, where they are names.
  var header: [String]?

  /// Errors: 22023 for a file that COPY's text formats cannot be, 0A000 for formats that are not supported.
  init(_ object: StoredObject) throws(SQLError) {
    var head = try Self.head(of: object, CopyOptions())
    if let name = Self.compression(head) {
      compression = name
      head = try Self.head(of: object, CopyOptions(parsing: name))
    }
    try Self.refuseBinary(head, object.name)
    let start = head.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    switch head[start...].first(where: { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }) {
    case UInt8(ascii: "{")?, UInt8(ascii: "[")?: isJSON = true
    case nil: throw SQLError(.invalidParameter, "\"\(object.name)\" holds nothing but white space")
    default: guessText(Array(head[start...]))
    }
  }

  /// The clauses, without those of the header.
  var clauses: String {
    if isJSON { return compression.isEmpty ? "JSON 'auto'" : "JSON 'auto' \(compression)" }
    let name = delimiter == UInt8(ascii: "\t") ? "\\t" : String(UnicodeScalar(delimiter))
    var words = isCSV ? ["CSV"] : []
    if !isCSV || delimiter != UInt8(ascii: ",") { words.append("DELIMITER '\(name)'") }
    if header != nil { words.append("IGNOREHEADER 1") }
    return (words + [compression]).filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func head(of object: StoredObject, _ options: CopyOptions) throws(SQLError) -> [UInt8] {
    var source = try UnitSource(object, options)
    let buffer = InputBuffer(capacity: headSize)
    while buffer.count < headSize, !source.isAtEnd {
      do throws(SQLError) {
        let count = try source.read(into: buffer.free)
        if count == 0 { break }
        buffer.count += count
      } catch {
        // Half a compressed file: its first half tells as much.
        guard buffer.count > 0 else { throw error }
        break
      }
    }
    return Array(buffer.bytes)
  }

  private static func compression(_ head: [UInt8]) -> String? {
    let marks: [([UInt8], String)] = [
      ([0x1f, 0x8b], "GZIP"), (Array("BZh".utf8), "BZIP2"), ([0x28, 0xb5, 0x2f, 0xfd], "ZSTD"),
      ([0x89, 0x4c, 0x5a, 0x4f], "LZOP"),
    ]
    return marks.first { head.starts(with: $0.0) }?.1
  }

  private static func refuseBinary(_ head: [UInt8], _ name: String) throws(SQLError) {
    for (mark, format) in [("PAR1", "Parquet"), ("ORC", "ORC"), ("Obj\u{1}", "Avro")]
    where head.starts(with: mark.utf8) {
      throw .notSupported("inspecting \(format), which \"\(name)\" is,")
    }
    if head.starts(with: [0xff, 0xfe]) || head.starts(with: [0xfe, 0xff]) {
      throw SQLError(
        .invalidParameter, "\"\(name)\" is UTF-16",
        hint: "COPY reads it with ENCODING UTF16: inspect that COPY statement.")
    }
    let strange = head.count { $0 == 0 || ($0 < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b, 1].contains($0)) }
    guard strange * 20 <= head.count, !head.prefix(512).contains(0) else {
      throw SQLError(
        .invalidParameter, "\"\(name)\" is a binary file",
        hint: "COPY reads JSON and text, plain or compressed by gzip, bzip2, zstd or lzop.")
    }
  }

  // MARK: Text

  private mutating func guessText(_ head: [UInt8]) {
    let quoted = head.contains(UInt8(ascii: "\""))
    var best = 0
    // Few files have more than 256 columns, and a batch of 1600, the most a table has, is large.
    let candidates = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: "|"), UInt8(ascii: ";")]
    let isWide = head.prefix { $0 != UInt8(ascii: "\n") }.count { candidates.contains($0) } >= 256
    for width in isWide ? [1600] : [256] {
      for candidate in candidates {
        let rows = Self.rows(head, candidate, width)
        guard let count = Self.usualCount(rows), count > best else { continue }
        best = count
        (delimiter, fieldCount) = (candidate, count)
        header = Self.header(rows.filter { $0.count >= count }.map { Array($0.prefix(count)) })
      }
    }
    isCSV = quoted || delimiter == UInt8(ascii: ",")
  }

  /// The fields of the first whole records, by the CSV mapper.
  private static func rows(_ head: [UInt8], _ delimiter: UInt8, _ width: Int) -> [[String]] {
    var options = CSVOptions(delimiter: delimiter)
    options.fillsRecord = true
    var batch = RecordBatch(columnCount: width)
    let buffer = InputBuffer(capacity: head.count)
    head.withUnsafeBytes { buffer.append($0) }
    var mapper = CSVMapper(columnCount: width, options: options)
    _ = mapper.map(buffer.bytes, from: 0, isLast: head.count < headSize, into: &batch)
    return (0..<min(batch.count, 200)).map { row in
      (0..<width).prefix { batch[$0, row].kind != .missing }.map { place in
        String(decoding: FieldReader.raw(batch[place, row], buffer.bytes), as: UTF8.self)
      }
    }
  }

  /// The number of fields that most records have. A delimiter that ends every line counts for no field.
  private static func usualCount(_ rows: [[String]]) -> Int? {
    let counts = Dictionary(grouping: rows, by: \.count).mapValues(\.count)
    guard let usual = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), usual.value * 10 >= rows.count * 6
    else { return nil }
    let endsEmpty = usual.key > 1 && rows.allSatisfy { $0.last?.isEmpty == true }
    return endsEmpty ? usual.key - 1 : usual.key
  }

  private static func header(_ rows: [[String]]) -> [String]? {
    guard rows.count > 1, let names = rows.first, Set(names).count == names.count, names.allSatisfy(isName)
    else { return nil }
    let rest = rows.dropFirst()
    let isTold = names.indices.contains { place in
      rest.contains { !isName($0[place]) && !$0[place].isEmpty } && !rest.contains { $0[place] == names[place] }
    }
    return isTold || names.allSatisfy { $0 == $0.lowercased() } ? names : nil
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, first | 0x20 >= 0x61 && first | 0x20 <= 0x7a || first == 0x5f else {
      return false
    }
    return text.utf8.count <= 60
      && text.utf8.allSatisfy {
        $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7a || 0x30...0x39 ~= $0 || [0x5f, 0x20, 0x2d].contains($0)
      }
  }
}
