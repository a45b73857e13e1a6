import Columnar
import Planning
import SQLTypes

/// Casts to the types that only system relations have. Their columns are short: one value after the other is converted, as
/// constants are.
extension ColumnCast {
  func toCatalogType(_ target: CatalogType) throws -> Column {
    if target.isObjectID, source.type.isObjectID { return source.retyped(type) }
    let datetimes = try context.datetimes
    var values: [Value] = []
    for row in 0..<count {
      guard source.isValid(row) else {
        values.append(.null)
        continue
      }
      do throws(SQLError) {
        values.append(try ValueText.convert(source.value(row), from: source.type, to: type, datetimes))
      } catch {
        guard mode == .attempt else { throw error }
        values.append(.null)
      }
    }
    return Column(type, values: values)
  }
}
