import Columnar
import Formats
import SQLTypes

/// Turns the fields of one column into values, a batch of records at a time: chosen once a COPY and worker.
///
/// A row that cannot be converted is rejected and gets a placeholder, so that all columns stay in step; so does a row
/// that an earlier column has rejected. An enum, because calls through a protocol would not be specialised.
enum ColumnConverter {
  case integers(FixedWidthConverter<IntegerRule>)
  case decimals(FixedWidthConverter<DecimalRule>)
  case wideDecimals(FixedWidthConverter<WideDecimalRule>)
  case floats(FixedWidthConverter<FloatRule>)
  case booleans(FixedWidthConverter<BooleanRule>)
  case datetimes(FixedWidthConverter<DatetimeRule>)
  case times(FixedWidthConverter<TimeRule>)
  case timesWithZone(FixedWidthConverter<TimeWithZoneRule>)
  case varchars(VarcharConverter)
  case chars(CharConverter)
  case superOrVarbyte(SuperOrVarbyteConverter)

  init(_ target: LoadedColumn, _ options: CopyOptions, _ context: DatetimeContext, _ reader: FieldReader) {
    let rules = options.rules
    let type = target.definition.type
    switch type {
    case .boolean: self = .booleans(FixedWidthConverter(target, BooleanRule(), reader))
    case .smallint, .integer, .bigint: self = .integers(FixedWidthConverter(target, IntegerRule(type), reader))
    case .real, .double: self = .floats(FixedWidthConverter(target, FloatRule(isReal: type == .real), reader))
    case .decimal(let precision, let scale) where precision <= 19:
      let rule = DecimalRule(precision: precision, scale: scale, rounding: rules.rounding)
      self = .decimals(FixedWidthConverter(target, rule, reader))
    case .decimal(let precision, let scale):
      let rule = WideDecimalRule(precision: precision, scale: scale, rounding: rules.rounding)
      self = .wideDecimals(FixedWidthConverter(target, rule, reader))
    case .date, .timestamp, .timestamptz:
      self = .datetimes(FixedWidthConverter(target, DatetimeRule(type, rules, context), reader))
    case .time: self = .times(FixedWidthConverter(target, TimeRule(context: context), reader))
    case .timetz: self = .timesWithZone(FixedWidthConverter(target, TimeWithZoneRule(context: context), reader))
    case .char(let limit): self = .chars(CharConverter(target, limit: limit, options, reader))
    case .varchar(let limit): self = .varchars(VarcharConverter(target, limit: limit, options, reader))
    case .super: self = .superOrVarbyte(SuperOrVarbyteConverter(target, reader, SuperOrVarbyteConverter.json))
    case .varbyte(let limit):
      self = .superOrVarbyte(SuperOrVarbyteConverter(target, reader, SuperOrVarbyteConverter.hexadecimal(limit: limit)))
    // `CopyTarget` lets no such column in.
    case .unknown, .interval:
      self = .varchars(VarcharConverter(target, limit: DataType.maximumVarcharLength, options, reader))
    }
  }

  /// `fields` holds at most `RecordBatch.capacity` slices of `window`.
  func convert(_ fields: UnsafeBufferPointer<FieldSlice>, in window: UnsafeRawBufferPointer, _ rejects: RowRejects) {
    switch self {
    case .integers(let converter): converter.convert(fields, in: window, rejects)
    case .decimals(let converter): converter.convert(fields, in: window, rejects)
    case .wideDecimals(let converter): converter.convert(fields, in: window, rejects)
    case .floats(let converter): converter.convert(fields, in: window, rejects)
    case .booleans(let converter): converter.convert(fields, in: window, rejects)
    case .datetimes(let converter): converter.convert(fields, in: window, rejects)
    case .times(let converter): converter.convert(fields, in: window, rejects)
    case .timesWithZone(let converter): converter.convert(fields, in: window, rejects)
    case .varchars(let converter): converter.convert(fields, in: window, rejects)
    case .chars(let converter): converter.convert(fields, in: window, rejects)
    case .superOrVarbyte(let converter): converter.convert(fields, in: window, rejects)
    }
  }

  /// The values so far; the converter starts again with none.
  func finish() -> Column {
    switch self {
    case .integers(let converter): converter.finish()
    case .decimals(let converter): converter.finish()
    case .wideDecimals(let converter): converter.finish()
    case .floats(let converter): converter.finish()
    case .booleans(let converter): converter.finish()
    case .datetimes(let converter): converter.finish()
    case .times(let converter): converter.finish()
    case .timesWithZone(let converter): converter.finish()
    case .varchars(let converter): converter.finish()
    case .chars(let converter): converter.finish()
    case .superOrVarbyte(let converter): converter.finish()
    }
  }
}
