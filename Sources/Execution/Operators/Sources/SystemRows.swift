import Catalogs
import Columnar

/// Rows of a system relation as they are now.
enum SystemRows {
  static func batches(_ relation: SystemRelation, _ context: SystemContext) -> [Batch] {
    let rows = relation.rows(context)
    return rows.count == 0 ? [] : [rows]
  }
}
