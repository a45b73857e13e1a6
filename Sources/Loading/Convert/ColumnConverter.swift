import Columnar
import Formats
import SQLTypes

/// Turns the fields of one column into values, a batch of records at a time: chosen once a COPY and worker.
///
/// A row that cannot be converted is rejected and gets a placeholder, so that all columns stay in step; so does a row
/// that an earlier column has rejected. A batch's values are taken over, or forgotten where all rows are rejected, when
/// all columns are through. An enum, because calls through a protocol would not be specialised.
enum ColumnConverter {
  case integers(FixedWidthConverter<IntegerRule>)
  case decimals(FixedWidthConverter<DecimalRule>)
  case floats(FixedWidthConverter<FloatRule>)
  case dates(FixedWidthConverter<DateRule>)
  case timestamps(FixedWidthConverter<TimestampRule>)
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
    case .timestamp: self = .timestamps(FixedWidthConverter(target, TimestampRule(reading), reader))
    case .decimal, .time, .timestamptz, .timetz:
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

  /// Converts a batch, to be appended or discarded next: `fields` holds at most `RecordBatch.capacity` slices of
  /// `window`.
  func convert(_ fields: UnsafeBufferPointer<FieldSlice>, in window: UnsafeRawBufferPointer, _ rejects: RowRejects) {
    switch self {
    case .integers(let converter): converter.convert(fields, in: window, rejects)
    case .decimals(let converter): converter.convert(fields, in: window, rejects)
    case .floats(let converter): converter.convert(fields, in: window, rejects)
    case .dates(let converter): converter.convert(fields, in: window, rejects)
    case .timestamps(let converter): converter.convert(fields, in: window, rejects)
    case .booleans(let converter): converter.convert(fields, in: window, rejects)
    case .int64s(let converter): converter.convert(fields, in: window, rejects)
    case .int128s(let converter): converter.convert(fields, in: window, rejects)
    case .intervals(let converter): converter.convert(fields, in: window, rejects)
    case .varchars(let converter): converter.convert(fields, in: window, rejects)
    case .chars(let converter): converter.convert(fields, in: window, rejects)
    case .texts(let converter): converter.convert(fields, in: window, rejects)
    }
  }

  /// The value of a row of the batch, which is a placeholder, is NULL.
  func setNull(_ row: Int) {
    switch self {
    case .integers(let converter): converter.setNull(row)
    case .decimals(let converter): converter.setNull(row)
    case .floats(let converter): converter.setNull(row)
    case .dates(let converter): converter.setNull(row)
    case .timestamps(let converter): converter.setNull(row)
    case .booleans(let converter): converter.setNull(row)
    case .int64s(let converter): converter.setNull(row)
    case .int128s(let converter): converter.setNull(row)
    case .intervals(let converter): converter.setNull(row)
    case .varchars(let converter): converter.setNull(row)
    case .chars(let converter): converter.setNull(row)
    case .texts(let converter): converter.setNull(row)
    }
  }

  /// Takes over the values of the batch.
  func append(_ rows: Int) {
    switch self {
    case .integers(let converter): converter.append(rows)
    case .decimals(let converter): converter.append(rows)
    case .floats(let converter): converter.append(rows)
    case .dates(let converter): converter.append(rows)
    case .timestamps(let converter): converter.append(rows)
    case .booleans(let converter): converter.append(rows)
    case .int64s(let converter): converter.append(rows)
    case .int128s(let converter): converter.append(rows)
    case .intervals(let converter): converter.append(rows)
    case .varchars(let converter): converter.append(rows)
    case .chars(let converter): converter.append(rows)
    case .texts(let converter): converter.append(rows)
    }
  }

  /// Forgets the values of the batch.
  func discard(_ rows: Int) {
    switch self {
    case .integers(let converter): converter.discard()
    case .decimals(let converter): converter.discard()
    case .floats(let converter): converter.discard()
    case .dates(let converter): converter.discard()
    case .timestamps(let converter): converter.discard()
    case .booleans(let converter): converter.discard()
    case .int64s(let converter): converter.discard()
    case .int128s(let converter): converter.discard()
    case .intervals(let converter): converter.discard()
    case .varchars(let converter): converter.discard(rows)
    case .chars(let converter): converter.discard(rows)
    case .texts(let converter): converter.discard(rows)
    }
  }

  /// The values so far; the converter starts again with none.
  func finish() -> Column {
    switch self {
    case .integers(let converter): converter.finish()
    case .decimals(let converter): converter.finish()
    case .floats(let converter): converter.finish()
    case .dates(let converter): converter.finish()
    case .timestamps(let converter): converter.finish()
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
