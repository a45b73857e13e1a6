import SQLTypes

/// Constants converted while planning, so that a malformed literal is an error even where no row is read.
extension FunctionCatalog {
  /// nil when the conversion is left to the kernels: it depends on the time or the session, or it is none.
  static func fold(
    _ value: Value, _ from: DataType, to type: DataType, _ mode: CastMode
  ) throws(SQLError) -> BoundExpression? {
    guard canCast(from, to: type), !isLeftToKernels(value, from, type) else { return nil }
    do {
      let converted = try ValueText.convert(value, from: from, to: type, isAssignment: mode == .assignment)
      return .constant(converted, type)
    } catch {
      if mode == .attempt { return .constant(.null, type) }
      if mode == .assignment && !TypeRules.canCast(from, to: type, .assignment) { return nil }
      throw error
    }
  }

  /// `'now'`, `'today'`, and all that depends on the session's time zone or order of dates; also what only the kernels
  /// convert.
  private static func isLeftToKernels(_ value: Value, _ from: DataType, _ type: DataType) -> Bool {
    if from == .time && type == .interval { return true }
    if from.namesObjects || type.namesObjects { return true }
    let zoned: [DataType] = [.timestamptz, .timetz]
    if zoned.contains(from) || zoned.contains(type) { return true }
    if from.family == .super || type.family == .super || from.family == .varbyte || type.family == .varbyte {
      return true
    }
    guard type.isDatetime, case .string(let text) = value else { return false }
    return ["now", "today", "tomorrow", "yesterday"].contains { text.lowercased().contains($0) }
      || dependsOnOrder(value, from, type)
  }

  /// `'01/02/2024'`: another date in another order of DateStyle, or one there and none here.
  private static func dependsOnOrder(_ text: Value, _ from: DataType, _ type: DataType) -> Bool {
    let read = { order in try? ValueText.convert(text, from: from, to: type, DatetimeContext(order: order)) }
    let usual = read(DateOrder.monthFirst)
    return read(.dayFirst) != usual || read(.yearFirst) != usual
  }
}
