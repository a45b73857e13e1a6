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
  case floats(FixedWidthConverter<FloatRule>)
  case dates(FixedWidthConverter<DateRule>)
  case booleans(FixedWidthConverter<PlainRule<Bool>>)
  case int64s(FixedWidthConverter<PlainRule<Int64>>)
  case int128s(FixedWidthConverter<PlainRule<Int128>>)
  case intervals(FixedWidthConverter<PlainRule<Interval>>)
  case varchars(VarcharConverter)
  case chars(CharConverter)
  case texts(TextualConverter)

  init(_ target: LoadedColumn, _ options: CopyOptions, _ context: DatetimeContext, _ reader: FieldReader) {
    let type = target.definition.type
    let reading = FieldReading(type, options.rules, context)
    switch type {
    case .smallint, .integer, .bigint: self = .integers(FixedWidthConverter(target, IntegerRule(reading), reader))
    case .real, .double: self = .floats(FixedWidthConverter(target, FloatRule(reading), reader))
    case .boolean: self = .booleans(FixedWidthConverter(target, PlainRule(reading: reading), reader))
    case .decimal(let precision, let scale) where type.physical == .int64:
      let rule = DecimalRule(reading, precision: precision, scale: scale)
      self = .decimals(FixedWidthConverter(target, rule, reader))
    case .date: self = .dates(FixedWidthConverter(target, DateRule(reading), reader))
    case .decimal, .time, .timestamp, .timestamptz, .timetz:
      self =
        type.physical == .int64
        ? .int64s(FixedWidthConverter(target, PlainRule(reading: reading), reader))
        : .int128s(FixedWidthConverter(target, PlainRule(reading: reading), reader))
    case .char(let limit), .charIgnoringCase(let limit):
      self = .chars(CharConverter(target, limit: limit, options, reader))
    case .varchar(let limit), .varcharIgnoringCase(let limit):
      self = .varchars(VarcharConverter(target, limit: limit, options, reader))
    case .hllsketch: self = .texts(TextualConverter(target, reader, TextualConverter.sketch))
    case .super: self = .texts(TextualConverter(target, reader, TextualConverter.json))
    case .varbyte(let limit):
      self = .texts(TextualConverter(target, reader, TextualConverter.hexadecimal(limit: limit)))
    case .interval, .intervalYearToMonth, .intervalDayToSecond:
      self = .intervals(FixedWidthConverter(target, PlainRule(reading: reading), reader))
    // `CopyTarget` and tables let no such column in.
    case .unknown, .catalog:
      self = .varchars(VarcharConverter(target, limit: DataType.maximumVarcharLength, options, reader))
    }
  }

  /// `fields` holds at most `RecordBatch.capacity` slices of `window`.
  func convert(_ fields: UnsafeBufferPointer<FieldSlice>, in window: UnsafeRawBufferPointer, _ rejects: RowRejects) {
    switch self {
    case .integers(let converter): converter.convert(fields, in: window, rejects)
    case .decimals(let converter): converter.convert(fields, in: window, rejects)
    case .floats(let converter): converter.convert(fields, in: window, rejects)
    case .dates(let converter): converter.convert(fields, in: window, rejects)
    case .booleans(let converter): converter.convert(fields, in: window, rejects)
    case .int64s(let converter): converter.convert(fields, in: window, rejects)
    case .int128s(let converter): converter.convert(fields, in: window, rejects)
    case .intervals(let converter): converter.convert(fields, in: window, rejects)
    case .varchars(let converter): converter.convert(fields, in: window, rejects)
    case .chars(let converter): converter.convert(fields, in: window, rejects)
    case .texts(let converter): converter.convert(fields, in: window, rejects)
    }
  }

  /// Placeholders for a batch of rows that are all rejected already.
  func skip(_ rows: Int) {
    switch self {
    case .integers(let converter): converter.skip(rows)
    case .decimals(let converter): converter.skip(rows)
    case .floats(let converter): converter.skip(rows)
    case .dates(let converter): converter.skip(rows)
    case .booleans(let converter): converter.skip(rows)
    case .int64s(let converter): converter.skip(rows)
    case .int128s(let converter): converter.skip(rows)
    case .intervals(let converter): converter.skip(rows)
    case .varchars(let converter): converter.skip(rows)
    case .chars(let converter): converter.skip(rows)
    case .texts(let converter): converter.skip(rows)
    }
  }

  /// The values so far; the converter starts again with none.
  func finish() -> Column {
    switch self {
    case .integers(let converter): converter.finish()
    case .decimals(let converter): converter.finish()
    case .floats(let converter): converter.finish()
    case .dates(let converter): converter.finish()
    case .booleans(let converter): converter.finish()
    case .int64s(let converter): converter.finish()
    case .int128s(let converter): converter.finish()
    case .intervals(let converter): converter.finish()
    case .varchars(let converter): converter.finish()
    case .chars(let converter): converter.finish()
    case .texts(let converter): converter.finish()
    }
  }
}
