import SQLTypes

/// Functions that name a date part, which must be a literal (sql.md 2.4).
extension FunctionCatalog {
  static func resolveDate(_ name: String, _ arguments: [BoundExpression]) throws(SQLError) -> BoundExpression? {
    switch name {
    case "extract": try extract(arguments)
    case "date_part", "datepart", "pgdate_part": try datePart(arguments)
    case "date_trunc": try dateTruncate(arguments)
    case "dateadd", "date_add": try dateAdd(arguments)
    case "datediff", "date_diff": try dateDifference(arguments)
    case "date_part_year" where arguments.count == 1: try extract([partLiteral("year")] + arguments)
    case "age" where arguments.count == 1:
      try resolve(name, [cast(.call(.session(.currentDate), [], .date), to: .timestamp, .explicit)] + arguments)
    case "trunc" where arguments.count == 1 && arguments[0].type.isDatetime:
      try cast(arguments[0], to: .date, .explicit)
    default: nil
    }
  }

  private static func partLiteral(_ name: String) -> BoundExpression {
    .constant(.string(name), .varchar(name.utf8.count))
  }

  /// The part that the first argument names, and that argument as the kernel takes it.
  private static func part(
    _ name: String, _ arguments: [BoundExpression], count: Int
  ) throws(SQLError) -> (DatePart, BoundExpression) {
    guard arguments.count == count, let text = arguments[0].literalText else { throw undefined(name, arguments) }
    guard let part = DatePart(name: text) else {
      throw SQLError(.invalidParameter, "timestamp units \"\(text)\" not recognized")
    }
    return (part, partLiteral(text))
  }

  /// A datetime or interval as it is; a literal is a timestamp. Anything else has no date parts.
  private static func moment(
    _ name: String, _ arguments: [BoundExpression], _ index: Int
  ) throws(SQLError) -> BoundExpression {
    let argument = arguments[index]
    if argument.isUntyped { return try cast(argument, to: .timestamp, .explicit) }
    if argument.type.isInterval { return try cast(argument, to: .interval, .explicit) }
    guard argument.type.isDatetime else { throw undefined(name, arguments) }
    return argument
  }

  private static func check(_ part: DatePart, _ type: DataType) throws(SQLError) {
    let isTime = type == .time || type == .timetz
    let hasZone = type == .timestamptz || type == .timetz
    if isTime && !part.isTimePart && !(part.isZonePart && hasZone) || part.isZonePart && !hasZone {
      throw SQLError(.featureNotSupported, "\"\(type.familyName)\" units \"\(part)\" not supported")
    }
  }

  /// INTEGER, but DOUBLE PRECISION of a TIMESTAMPTZ; epochs are BIGINT so that the year 2038 passes.
  private static func extract(_ arguments: [BoundExpression]) throws(SQLError) -> BoundExpression {
    let (part, literal) = try part("pg_catalog.date_part", arguments, count: 2)
    let moment = try moment("pg_catalog.date_part", arguments, 1)
    try check(part, moment.type)
    let type: DataType = moment.type == .timestamptz ? .double : part == .epoch ? .bigint : .integer
    return .call(.datePart(.extract), [literal, moment], type)
  }

  private static func datePart(_ arguments: [BoundExpression]) throws(SQLError) -> BoundExpression {
    let (part, literal) = try part("pg_catalog.pgdate_part", arguments, count: 2)
    let moment = try moment("pg_catalog.pgdate_part", arguments, 1)
    try check(part, moment.type)
    return .call(.datePart(.fraction), [literal, moment], .double)
  }

  private static func dateTruncate(_ arguments: [BoundExpression]) throws(SQLError) -> BoundExpression {
    let name = "pg_catalog.date_trunc"
    let (part, literal) = try part(name, arguments, count: 2)
    var moment = try moment(name, arguments, 1)
    if moment.type == .date { moment = try cast(moment, to: .timestamp, .explicit) }
    guard moment.type == .timestamp || moment.type == .timestamptz else { throw undefined(name, arguments) }
    guard part.truncate(0) != nil else {
      throw SQLError(.featureNotSupported, "timestamp units \"\(part)\" not supported")
    }
    return .call(.datePart(.truncate), [literal, moment], moment.type)
  }

  private static func dateAdd(_ arguments: [BoundExpression]) throws(SQLError) -> BoundExpression {
    let name = "pg_catalog.date_add"
    let (part, literal) = try part(name, arguments, count: 3)
    var moment = try moment(name, arguments, 2)
    if moment.type == .date { moment = try cast(moment, to: .timestamp, .explicit) }
    guard moment.type != .interval, part.span != nil || part.isTimePart else { throw undefined(name, arguments) }
    return .call(.datePart(.add), [literal, try wholeNumber(name, arguments, 1), moment], moment.type)
  }

  /// A number cut to a whole one.
  private static func wholeNumber(
    _ name: String, _ arguments: [BoundExpression], _ index: Int
  ) throws(SQLError) -> BoundExpression {
    let argument = arguments[index]
    if argument.type.isInteger || argument.isUntyped { return try cast(argument, to: .bigint, .explicit) }
    guard argument.type.isNumeric else { throw undefined(name, arguments) }
    let number = try cast(argument, to: .double, .explicit)
    return try cast(.call(.rounding(.truncate), [number], .double), to: .bigint, .explicit)
  }

  private static func dateDifference(_ arguments: [BoundExpression]) throws(SQLError) -> BoundExpression {
    let name = "pg_catalog.date_diff"
    let (part, literal) = try part(name, arguments, count: 3)
    var first = try moment(name, arguments, 1)
    var second = try moment(name, arguments, 2)
    guard let common = commonDatetime(first.type, second.type) else { throw undefined(name, arguments) }
    let type = common == .date ? DataType.timestamp : common
    first = try cast(first, to: type, .explicit)
    second = try cast(second, to: type, .explicit)
    try check(part, type)
    return .call(.datePart(.difference), [literal, first, second], .bigint)
  }
}
