import Columnar
import Formats
import SQLTypes

/// The dictionaries of some batches' string columns as finished fields: quotes are decided, and doubled, once a value
/// instead of once a row.
///
/// Batches that share a dictionary share its texts. A dictionary with as many values as half its rows is not worth it.
struct DictionaryTexts: Sendable {
  /// The fields of a dictionary's values, by code.
  enum Rendered: Sendable {
    case cells(DictionaryCells)
    /// Some are longer than a cell. The last one is the field of a NULL.
    case texts(FieldTexts)
  }

  /// Values that are rendered at a time, to see whether all fit cells.
  private static let block = 1 << 10

  /// A dictionary is known by the address of its values, which the batches keep.
  fileprivate struct Key: Hashable, Sendable {
    var address: UInt
    var writer: FieldFormat
    var end: UInt8?

    init?(_ column: Column, _ format: RowFormat.Field) {
      // A dictionary may hold values of no row, which must not be refused.
      guard !format.writer.mayRefuse else { return nil }
      guard case .strings(let strings) = column.storage, strings.codes != nil, !column.isConstant else { return nil }
      address = strings.address
      writer = format.writer
      end = format.end
    }
  }

  /// A dictionary in one format.
  struct Use: Sendable {
    fileprivate var key: Key
    fileprivate var values: [StringView]
    fileprivate var rows = 0

    func rendered() throws -> Rendered { try DictionaryTexts.render(values, key) }
  }

  private let texts: [Key: Rendered]

  /// `rendered` is what each of the uses gave.
  init(_ uses: [Use], _ rendered: [Rendered]) {
    texts = Dictionary(uniqueKeysWithValues: zip(uses.map(\.key), rendered))
  }

  /// The fields of a column's dictionary, by code, if they were rendered.
  subscript(column: Column, format: RowFormat.Field) -> Rendered? {
    texts.isEmpty ? nil : Key(column, format).flatMap { texts[$0] }
  }

  /// The dictionaries worth rendering.
  static func uses(in batches: [Batch], _ format: RowFormat) -> [Use] {
    var uses: [Use] = []
    var indices: [Key: Int] = [:]
    for batch in batches {
      for (column, field) in zip(batch.columns, format.fields) {
        guard case .strings(let strings) = column.storage, let key = Key(column, field) else { continue }
        if indices[key] == nil {
          indices[key] = uses.count
          uses.append(Use(key: key, values: strings.values))
        }
        if let index = indices[key] { uses[index].rows += batch.count }
      }
    }
    return uses.filter { $0.values.count <= $0.rows / 2 }
  }

  fileprivate static func render(_ views: [StringView], _ key: Key) throws -> Rendered {
    try views.withUnsafeBufferPointer { views in
      if let cells = try cells(views, key) { return .cells(cells) }
      let texts = FieldTexts(capacity: views.count + 1)
      try finish(views, key, into: texts, isWithNull: true)
      return .texts(texts)
    }
  }

  /// Nil where a text is too long for a cell.
  private static func cells(_ views: UnsafeBufferPointer<StringView>, _ key: Key) throws -> DictionaryCells? {
    let cells = DictionaryCells(values: views.count)
    let texts = FieldTexts(capacity: block)
    for start in stride(from: 0, to: views.count, by: block) {
      let some = UnsafeBufferPointer(rebasing: views[start..<min(start + block, views.count)])
      try finish(some, key, into: texts)
      guard cells.put(texts, rows: some.count, at: start) else { return nil }
    }
    try [TextValue.null].withUnsafeBufferPointer { try key.writer.finish($0, end: key.end, into: texts) }
    return cells.put(texts, rows: 1, at: cells.nullIndex) ? cells : nil
  }

  private static func finish(
    _ views: UnsafeBufferPointer<StringView>, _ key: Key, into texts: FieldTexts, isWithNull: Bool = false
  ) throws {
    var values = views.indices.map { (views.baseAddress.unsafelyUnwrapped + $0).text }
    if isWithNull { values.append(.null) }
    try values.withUnsafeBufferPointer { try key.writer.finish($0, end: key.end, into: texts) }
  }
}
