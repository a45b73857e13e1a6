import Columnar
import Planning
import SQLTypes

/// TO_CHAR, TO_DATE, TO_TIMESTAMP, TO_NUMBER: a template, read once where it is constant.
extension KernelCall {
  func template(_ function: TemplateFunction) throws -> Column {
    switch function {
    case .formatDatetime: try formatDatetimes()
    case .formatInterval: try formatIntervals()
    case .formatNumber: try formatNumbers()
    case .parseNumber: try parseNumbers()
    case .parseTeradataNumber: try parseTeradataNumbers()
    case .parseDate:
      try parseDatetimes { template, bytes, isStrict throws(SQLError) in try template.date(bytes, isStrict: isStrict) }
    case .parseTimestamp:
      try parseDatetimes { [zone = try context.datetimes.zone] template, bytes, isStrict throws(SQLError) in
        zone.utc(fromLocal: try template.timestamp(bytes, isStrict: isStrict))
      }
    }
  }

  private func formatDatetimes() throws -> Column {
    let values = try first.ints
    let mask = first.indexMask
    let zone = try context.datetimes.zone
    let isZoned = first.type == .timestamptz
    var templates = Templates(views: try views(1)) { DatetimeTemplate($0) }
    return try written { row, scratch throws(SQLError) in
      let template = try templates.template(row)
      if isZoned {
        template.append(timestamptz: values[row & mask], zone: zone, to: &scratch)
      } else {
        template.append(timestamp: values[row & mask], to: &scratch)
      }
    }
  }

  /// Intervals within a day, as times of day; what months and days print as is not built.
  private func formatIntervals() throws -> Column {
    let spans = try first.intervals
    let mask = first.indexMask
    var templates = Templates(views: try views(1)) { DatetimeTemplate($0) }
    return try written { row, scratch throws(SQLError) in
      let span = spans[row & mask]
      guard span.months == 0, (0..<Timestamp.microsecondsPerDay).contains(span.microseconds) else {
        throw .notSupported("TO_CHAR of an interval of a day or more")
      }
      let template = try templates.template(row)
      template.append(timestamp: span.microseconds, to: &scratch)
    }
  }

  private func formatNumbers() throws -> Column {
    var templates = Templates(views: try views(1)) { text throws(SQLError) in try NumericTemplate(text) }
    let mask = first.indexMask
    if first.type.isFloat {
      let values = try first.doubles
      return try written { row, scratch throws(SQLError) in
        scratch.append(contentsOf: try templates.template(row).text(values[row & mask]).utf8)
      }
    }
    let values = try first.int128s
    let scale = first.type.scale
    return try written { row, scratch throws(SQLError) in
      scratch.append(contentsOf: try templates.template(row).text(values[row & mask], scale: scale).utf8)
    }
  }

  private func parseNumbers() throws -> Column {
    var templates = Templates(views: try views(1)) { text throws(SQLError) in try NumericTemplate(text) }
    let (texts, mask) = try views(0)
    var values = [Int128](repeating: 0, count: count)
    for row in 0..<count where validity[row] {
      let template = try templates.template(row)
      let number = try template.number(texts[row & mask].string)
      let scale = template.decimalType.scale
      guard let converted = DecimalArithmetic.convert(number, from: scale, precision: type.precision, scale: type.scale)
      else { throw SQLError.numericOverflow(type) }
      values[row] = converted
    }
    return column(values)
  }

  /// TEXT_TO_INT_ALT cuts the fraction, TEXT_TO_NUMERIC_ALT rounds half to even.
  private func parseTeradataNumbers() throws -> Column {
    let (texts, mask) = try views(0)
    let rounding = type.isInteger ? DecimalRounding.truncate : .halfEven
    let (precision, scale) = type.isInteger ? (10, 0) : (type.precision, type.scale)
    let format = arguments.count > 1 ? try TeradataFormat(constantText(1)) : nil
    var values = [Int128](repeating: 0, count: count)
    for row in 0..<count where validity[row] {
      let view = texts[row & mask]
      let parsed = view.withBytes { bytes in
        format?.parse(bytes, precision: precision, scale: scale, rounding: rounding)
          ?? TeradataNumber.parse(bytes, precision: precision, scale: scale, rounding: rounding)
      }
      guard let value = parsed.found, !type.isInteger || type.integerRange.contains(Int64(value)) else {
        if case .invalid = parsed {
          throw SQLError(.invalidText, "invalid input syntax for type \(type.familyName): \"\(view.string)\"")
        }
        throw type.isInteger ? SQLError(.numericOutOfRange, "integer out of range") : .numericOverflow(type)
      }
      values[row] = value
    }
    return column(values)
  }

  /// (text, template[, strict]): days, or microseconds of UTC.
  private func parseDatetimes(
    _ body: (DatetimeTemplate, UnsafeRawBufferPointer, Bool) throws(SQLError) -> Int64
  ) throws -> Column {
    var templates = Templates(views: try views(1)) { DatetimeTemplate($0) }
    let (texts, mask) = try views(0)
    let (isStrict, strictMask) = arguments.count > 2 ? (try arguments[2].bools, arguments[2].indexMask) : ([false], 0)
    var values = [Int64](repeating: 0, count: count)
    for row in 0..<count where validity[row] {
      let template = try templates.template(row)
      let strict = isStrict[row & strictMask]
      values[row] = try texts[row & mask].withBytes { bytes throws(SQLError) in
        try body(template, bytes, strict)
      }
    }
    return column(values)
  }
}

/// Templates by row; the last one read is kept.
private struct Templates<Template> {
  private let views: (views: [StringView], mask: Int)
  private let read: (String) throws(SQLError) -> Template
  private var last: (view: StringView, template: Template)?

  init(views: (views: [StringView], mask: Int), _ read: @escaping (String) throws(SQLError) -> Template) {
    self.views = views
    self.read = read
  }

  mutating func template(_ row: Int) throws(SQLError) -> Template {
    let view = views.views[row & views.mask]
    if let last, last.view == view { return last.template }
    let template = try read(view.string)
    last = (view, template)
    return template
  }
}
