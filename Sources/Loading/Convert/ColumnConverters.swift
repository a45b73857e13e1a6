import SQLTypes

/// Chooses the converter of a column, once a COPY and worker.
enum ColumnConverters {
  static func make(
    _ target: LoadedColumn, _ options: CopyOptions, _ context: DatetimeContext, _ reader: FieldReader
  ) -> any ColumnConverter {
    let rules = options.rules
    let type = target.definition.type
    switch type {
    case .boolean: return FixedConverter(target, BooleanRule(), reader)
    case .smallint, .integer, .bigint, .interval: return FixedConverter(target, IntegerRule(type), reader)
    case .real, .double: return FixedConverter(target, FloatRule(type: type), reader)
    case .decimal(let precision, let scale) where precision <= 19:
      return FixedConverter(
        target, DecimalRule(precision: precision, scale: scale, rounding: rules.rounding), reader)
    case .decimal(let precision, let scale):
      return FixedConverter(
        target, WideDecimalRule(precision: precision, scale: scale, rounding: rules.rounding), reader)
    case .date, .timestamp, .timestamptz:
      let format = type == .date ? rules.dateFormat : rules.timeFormat
      let rule = DatetimeRule(type: type, format: format, context: context, acceptsAny: rules.acceptsAnyDate)
      return FixedConverter(target, rule, reader)
    case .time: return FixedConverter(target, TimeRule(context: context), reader)
    case .timetz: return FixedConverter(target, TimeWithZoneRule(context: context), reader)
    case .char(let limit): return CharConverter(target, limit: limit, options, reader)
    case .varchar(let limit): return VarcharConverter(target, limit: limit, options, reader)
    case .unknown: return VarcharConverter(target, limit: DataType.maximumVarcharLength, options, reader)
    case .super: return RareConverter(target, reader, RareConverter.json)
    case .varbyte(let limit): return RareConverter(target, reader, RareConverter.hexadecimal(limit: limit))
    }
  }
}
