import Catalogs
import Columnar

/// Rows of a system relation as they are now.
enum SystemRows {
  static func batches(_ relation: SystemRelation, _ context: SystemContext) -> [Batch] {
    let rows = relation.rows(context)
    guard !rows.isEmpty else { return [] }
    let columns = relation.columns.enumerated().map { index, column in
      Column(column.type, values: rows.map { $0[index] })
    }
    return [Batch(columns, count: rows.count)]
  }
}
