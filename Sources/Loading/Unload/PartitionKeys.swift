import Columnar
import Formats
import SQLTypes

/// The columns of PARTITION BY: what divides rows, and what the folders are called (copy.md part 9).
///
/// A folder is `column=value/` for each column, as Apache Hive writes them: bytes that would end a name or mean
/// something in it stand as `%2F`. Values that SQL calls equal share a folder, named after the first.
struct PartitionKeys: Sendable {
  private struct Key: Sendable {
    var column: Int
    var name: String
  }

  private static let null = "__HIVE_DEFAULT_PARTITION__"
  private static let special = Set("\"#%'*/:=?\\{[]^\u{7f}".utf8)
  private static let writer = FieldFormat.delimited(
    EscapingWriter(delimiter: UInt8(ascii: "|"), escapes: false, quotes: false, null: [], isText: false))

  private let keys: [Key]
  /// The columns that files have.
  let kept: [Int]

  /// nil without PARTITION BY. Errors: 42703 and 42701 for names that are no columns, or twice; 0A000 for types that
  /// cannot divide; 22023 where no column would be left.
  init?(_ options: UnloadOptions, _ columns: [OutputColumn]) throws(SQLError) {
    guard !options.partitionColumns.isEmpty else { return nil }
    var keys: [Key] = []
    for name in options.partitionColumns {
      guard let column = columns.firstIndex(where: { $0.name == name }) else {
        throw SQLError(.undefinedColumn, "column \"\(name)\" of PARTITION BY is not in the query's result")
      }
      guard !keys.contains(where: { $0.column == column }) else {
        throw SQLError(.duplicateColumn, "column \"\(name)\" specified more than once")
      }
      try Self.check(columns[column])
      keys.append(Key(column: column, name: name))
    }
    self.keys = keys
    let divided = Set(keys.map(\.column))
    guard divided.count < columns.count else {
      throw SQLError(
        .invalidParameter, "PARTITION BY must leave at least one column of the query that divides nothing")
    }
    kept = columns.indices.filter { options.keepsPartitionColumns || !divided.contains($0) }
  }

  private static func check(_ column: OutputColumn) throws(SQLError) {
    switch column.type {
    case .smallint, .integer, .bigint, .decimal, .real, .boolean, .char, .charIgnoringCase, .varchar,
      .varcharIgnoringCase, .date,
      .timestamp, .unknown:
      return
    default:
      throw SQLError(
        .featureNotSupported, "PARTITION BY does not support columns of type \(column.type)",
        detail: "Column \"\(column.name)\" has that type.")
    }
  }

  /// The rows of each partition, in the order of their first rows.
  func divide(_ batch: Batch) throws(SQLError) -> [(folder: String, rows: Batch)] {
    let columns = KeyColumns(keys.map { batch.columns[$0.column] }, count: batch.count)
    let grouping = RowGroups(columns, hashes: columns.hashes())
    let partitions = RowPartitions(grouping.groups, count: grouping.count)
    let files = batch.picking(kept)
    var answer: [(folder: String, rows: Batch)] = []
    for group in 0..<partitions.count {
      let rows = partitions.rows[partitions.range(group)]
      let folder = try folder(batch, Int(grouping.firstRows[group]))
      answer.append((folder, rows.count == batch.count ? files : files.gather(Array(rows))))
    }
    return answer
  }

  private func folder(_ batch: Batch, _ row: Int) throws(SQLError) -> String {
    var folder = ""
    for key in keys {
      let column = batch.columns[key.column]
      let value = column.isValid(row) ? Self.encoded(try Self.text(column, row)) : Self.null
      folder += Self.encoded(key.name.utf8) + "=" + value + "/"
    }
    return folder
  }

  /// As it stands in a file.
  private static func text(_ column: Column, _ row: Int) throws(SQLError) -> [UInt8] {
    let piece = RenderedPiece(keepsEnds: false)
    let text = try ColumnText(column.type, RowFormat.Field(writer: writer, end: 0x0a))
    piece.append([try text.render(column, row..<row + 1, nil)], rows: 1)
    return piece.buffer.bytes.dropLast()
  }

  private static func encoded(_ text: some Sequence<UInt8>) -> String {
    var bytes: [UInt8] = []
    for byte in text {
      if byte >= 0x20 && !special.contains(byte) {
        bytes.append(byte)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        bytes += Array("%\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
