import Columnar
import Formats
import SQLTypes
import Scheduling

/// The dictionaries of a table's string columns as finished fields: quotes are decided, and doubled, once a value instead of
/// once a row.
///
/// Batches that share a dictionary share its texts. A dictionary with as many values as half its rows is not worth it.
struct DictionaryTexts: Sendable {
  /// A dictionary is known by the address of its values, which the table keeps.
  private struct Key: Hashable, Sendable {
    var address: UInt
    var isLast: Bool

    init?(_ column: Column, isLast: Bool) {
      guard case .strings(let strings) = column.storage, strings.codes != nil, !column.isConstant else { return nil }
      address = strings.values.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
      self.isLast = isLast
    }
  }

  private struct Use: Sendable {
    var key: Key
    var values: [StringView]
    var rows = 0
  }

  private let texts: [Key: FieldTexts]

  init(_ table: ExportTable, _ writer: DelimitedWriter, _ pool: WorkerPool) throws {
    let uses = Self.uses(in: table).filter { $0.values.count <= $0.rows / 2 }
    let rendered = try pool.map(count: uses.count) { index in
      Self.render(uses[index].values, writer, end: writer.end(isLast: uses[index].key.isLast))
    }
    texts = Dictionary(uniqueKeysWithValues: zip(uses.map(\.key), rendered))
  }

  /// The fields of a column's dictionary, by code, if they were rendered.
  subscript(column: Column, isLast isLast: Bool) -> FieldTexts? { Key(column, isLast: isLast).flatMap { texts[$0] } }

  private static func uses(in table: ExportTable) -> [Use] {
    var uses: [Use] = []
    var places: [Key: Int] = [:]
    for batch in table.batches {
      for (number, column) in batch.columns.enumerated() {
        guard case .strings(let strings) = column.storage,
          let key = Key(column, isLast: number == batch.columns.count - 1)
        else { continue }
        if places[key] == nil {
          places[key] = uses.count
          uses.append(Use(key: key, values: strings.values))
        }
        if let place = places[key] { uses[place].rows += batch.count }
      }
    }
    return uses
  }

  private static func render(_ views: [StringView], _ writer: DelimitedWriter, end: UInt8) -> FieldTexts {
    let texts = FieldTexts(capacity: max(1, views.count))
    views.withUnsafeBufferPointer { views in
      let values = views.indices.map { place in
        // A short string's bytes stand in its view, behind the four of its length.
        let inside = (UnsafeRawPointer(views.baseAddress.unsafelyUnwrapped + place) + 4)
        return views[place].isInline
          ? TextValue(inside.assumingMemoryBound(to: UInt8.self), count: views[place].count)
          : views[place].withBytes { TextValue($0.baseAddress?.assumingMemoryBound(to: UInt8.self), count: $0.count) }
      }
      values.withUnsafeBufferPointer { writer.finish($0, end: end, into: texts) }
    }
    return texts
  }
}
