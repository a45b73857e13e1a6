import SQLTypes

/// Aggregates and their result types (sql.md 2.2, 2.10).
extension FunctionCatalog {
  package static func isAggregate(_ name: String) -> Bool { aggregates[name] != nil }

  static let aggregates: [String: AggregateFunction] = [
    "count": .count, "sum": .sum, "min": .minimum, "max": .maximum, "avg": .average, "any_value": .anyValue,
    "stddev": .standardDeviationSample, "stddev_samp": .standardDeviationSample,
    "stddev_pop": .standardDeviationPopulation, "variance": .varianceSample, "var_samp": .varianceSample,
    "var_pop": .variancePopulation, "bool_and": .booleanAnd, "bool_or": .booleanOr, "bit_and": .bitAnd,
    "bit_or": .bitOr, "listagg": .listAggregate, "median": .median, "percentile_cont": .percentileContinuous,
    "percentile_disc": .percentileDiscrete, "grouping": .grouping, "grouping_id": .grouping,
    "hll": .distinctEstimate, "hll_create_sketch": .sketch, "hll_combine": .combinedSketch,
  ]

  /// The aggregate a call computes; nil when no aggregate has that name. 42883 for arguments it does not take.
  ///
  /// The percentiles come as (fraction) with the value in `order`, or as MEDIAN(value); either way the call's arguments
  /// are (value), with the fraction second for percentiles. Types: decimals and floats for interpolation.
  package static func aggregate(
    _ name: String, _ arguments: [BoundExpression], isStar: Bool, isDistinct: Bool, order: [SortKey]
  ) throws(SQLError) -> AggregateCall? {
    guard let function = aggregates[name] else { return nil }
    if isStar {
      guard function == .count else { throw undefined(name, []) }
      return AggregateCall(.countRows, [], isDistinct: false, order: [], type: .bigint)
    }
    switch function {
    case .listAggregate: return try listAggregate(name, arguments, isDistinct: isDistinct, order)
    case .percentileContinuous, .percentileDiscrete: return try percentile(function, name, arguments, order)
    case .grouping: return AggregateCall(.grouping, arguments, isDistinct: false, order: [], type: .bigint)
    default:
      guard arguments.count == 1 else { throw undefined(name, arguments) }
      let (argument, type) = try aggregated(function, name, arguments[0])
      return AggregateCall(function, [argument], isDistinct: isDistinct, order: order, type: type)
    }
  }

  /// The argument in the type the aggregate computes with, and the result's type.
  private static func aggregated(
    _ function: AggregateFunction, _ name: String, _ argument: BoundExpression
  ) throws(SQLError) -> (BoundExpression, DataType) {
    let argument = argument.isUntyped && function != .count ? try text(argument) : argument
    switch function {
    case .count: return (argument, .bigint)
    case .distinctEstimate, .sketch, .combinedSketch: return (argument, try sketched(function, name, argument))
    case .minimum, .maximum, .anyValue: return (argument, argument.type)
    case .sum, .average: return try summed(name, argument)
    case .booleanAnd, .booleanOr: return (try condition(argument, name.uppercased()), .boolean)
    case .bitAnd, .bitOr:
      guard argument.type.isInteger else { throw undefined(name, [argument]) }
      return (argument, argument.type)
    case .median: return try interpolated(name, argument)
    default:
      guard argument.type.isNumeric || argument.type.isCharacter || argument.type == .super else {
        throw undefined(name, [argument])
      }
      return (try cast(argument, to: .double, .explicit), .double)
    }
  }

  /// The result's type; HLL_COMBINE takes sketches, the others what is neither a sketch nor VARBYTE.
  private static func sketched(
    _ function: AggregateFunction, _ name: String, _ argument: BoundExpression
  ) throws(SQLError) -> DataType {
    let isSketch = argument.type == .hllsketch
    guard function == .combinedSketch ? isSketch : !isSketch && !argument.type.isVarbyte else {
      throw undefined(name, [argument])
    }
    return function == .distinctEstimate ? .bigint : .hllsketch
  }

  /// SUM and AVG: integers as BIGINT, decimals as NUMERIC(38,s), a string column as NUMERIC with scale 0.
  private static func summed(
    _ name: String, _ argument: BoundExpression
  ) throws(SQLError) -> (BoundExpression, DataType) {
    switch argument.type {
    case .smallint, .integer, .bigint: return (argument, .bigint)
    case .decimal(_, let scale): return (argument, .decimal(precision: 38, scale: scale))
    case .real, .double, .super: return (try cast(argument, to: .double, .explicit), .double)
    case .char, .charIgnoringCase, .varchar, .varcharIgnoringCase:
      return (try cast(argument, to: .defaultDecimal, .explicit), .decimal(precision: 38, scale: 0))
    case .interval, .intervalYearToMonth, .intervalDayToSecond: return (argument, argument.type)
    default: throw undefined(name, [argument])
    }
  }

  /// MEDIAN and PERCENTILE_CONT: decimals for whole numbers too, dates and timestamps as themselves.
  private static func interpolated(
    _ name: String, _ value: BoundExpression
  ) throws(SQLError) -> (BoundExpression, DataType) {
    switch value.type {
    case .smallint, .integer, .bigint:
      let type = DataType.decimal(precision: 38, scale: 1)
      return (try cast(value, to: type, .explicit), type)
    case .decimal, .date, .timestamp, .timestamptz: return (value, value.type)
    case .real, .double: return (try cast(value, to: .double, .explicit), .double)
    default: throw undefined(name, [value])
    }
  }

  private static func percentile(
    _ function: AggregateFunction, _ name: String, _ arguments: [BoundExpression], _ order: [SortKey]
  ) throws(SQLError) -> AggregateCall {
    guard arguments.count == 1, order.count == 1 else { throw undefined(name, arguments) }
    let fraction = try cast(arguments[0], to: .double, .explicit)
    let isContinuous = function == .percentileContinuous
    let (value, type) =
      isContinuous
      ? try interpolated(name, order[0].expression) : (order[0].expression, order[0].expression.type)
    return AggregateCall(function, [value, fraction], isDistinct: false, order: order, type: type)
  }

  private static func listAggregate(
    _ name: String, _ arguments: [BoundExpression], isDistinct: Bool, _ order: [SortKey]
  ) throws(SQLError) -> AggregateCall {
    guard (1...2).contains(arguments.count) else { throw undefined(name, arguments) }
    var texts: [BoundExpression] = []
    for argument in arguments { texts.append(try text(argument)) }
    if texts.count == 1 { texts.append(.constant(.string(""), .varchar(1))) }
    try checkCollations(texts)
    let type = DataType.longestVarchar.ignoringCase(texts.contains(where: \.type.isCaseInsensitive))
    return AggregateCall(.listAggregate, texts, isDistinct: isDistinct, order: order, type: type)
  }
}
