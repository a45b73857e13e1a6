import Columnar
import Planning
import SQLTypes

/// Casts to the types that only system relations have. Their columns are short: one value after the other is converted,
/// as constants are.
extension ColumnCast {
  func toCatalogType(_ target: CatalogType) throws -> Column {
    if target.isObjectID, source.type.isObjectID { return source.retyped(type) }
    if target.isObjectID, case .catalog(.shownName(let kind)) = source.type { return try objectIDs(kind, missing: 0) }
    if case .named(let kind) = target, source.type.isCharacter { return try objectIDs(kind) }
    if case .shownName(let kind) = target, source.type.physical == .int64 {
      return Column(type, strings: try names(kind), validity: source.validity)
    }
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

  /// Names of objects as ids; `missing` for names that nothing has, where it is given.
  private func objectIDs(_ kind: CatalogType.ObjectKind, missing: Int64? = nil) throws -> Column {
    let system = try context.objects
    let texts = try source.strings
    var values: [Value] = []
    for row in 0..<count {
      do throws(SQLError) {
        values.append(source.isValid(row) ? .int(Int64(try system.id(of: texts.view(row).string, kind))) : .null)
      } catch {
        guard mode == .attempt || missing != nil else { throw error }
        values.append(missing.map { .int($0) } ?? .null)
      }
    }
    return Column(type, values: values)
  }

  /// Ids as the names of objects.
  func names(_ kind: CatalogType.ObjectKind) throws -> StringColumn {
    let system = try context.objects
    let ids = try source.ints
    var builder = StringBuilder(capacity: count)
    for row in 0..<count {
      if source.isValid(row) {
        builder.append(system.name(of: Int(ids[row]), kind))
      } else {
        builder.appendNull()
      }
    }
    return builder.finish()
  }
}
