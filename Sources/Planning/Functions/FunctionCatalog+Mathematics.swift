import SQLTypes

/// Mathematical functions whose result type depends on more than the kind of an argument (sql.md 2.9).
extension FunctionCatalog {
  static func resolveMathematics(
    _ name: String, _ arguments: [BoundExpression]
  ) throws(SQLError) -> BoundExpression? {
    switch name {
    case "round": try rounding(.round, name, arguments)
    case "trunc": try rounding(.truncate, name, arguments)
    case "ceil", "ceiling", "dceil": try whole(.ceiling, name, arguments)
    case "floor", "dfloor": try whole(.floor, name, arguments)
    case "sign", "dsign": try sign(name, arguments)
    case "mod" where arguments.count == 2: try resolve(.modulo, arguments[0], arguments[1])
    case "position" where arguments.count == 2: try resolve("strpos", [arguments[1], arguments[0]])
    case "charindex" where arguments.count == 2: try resolve("strpos", [arguments[1], arguments[0]])
    case "text_to_int_alt": try teradataNumber(name, arguments)
    case "text_to_numeric_alt": try teradataNumber(name, arguments)
    case "to_number" where arguments.count == 2: try toNumber(arguments)
    default: nil
    }
  }

  /// The template says how many digits the result has.
  private static func toNumber(_ arguments: [BoundExpression]) throws(SQLError) -> BoundExpression {
    let texts = [try text(arguments[0]), try text(arguments[1])]
    guard let pattern = texts[1].literalText else {
      throw .notSupported("TO_NUMBER with a format that is not constant")
    }
    return .call(.template(.parseNumber), texts, try NumericTemplate(pattern).decimalType)
  }

  /// TEXT_TO_INT_ALT(text [, format]) and TEXT_TO_NUMERIC_ALT(text [, format] [, precision, scale]): the text and the
  /// format are what the call has at run time.
  private static func teradataNumber(
    _ name: String, _ arguments: [BoundExpression]
  ) throws(SQLError) -> BoundExpression {
    let isInteger = name == "text_to_int_alt"
    guard (1...(isInteger ? 2 : 4)).contains(arguments.count) else { throw undefined(name, arguments) }
    let hasFormat = arguments.count % 2 == 0
    let type = isInteger ? DataType.integer : try declaredDecimal(name, arguments.dropFirst(hasFormat ? 2 : 1))
    var operands = [try text(arguments[0])]
    if hasFormat { operands.append(try numberFormat(name, arguments[1])) }
    return .call(.template(.parseTeradataNumber), operands, type)
  }

  /// 22023 for what is no format, 0A000 for one that is not constant.
  private static func numberFormat(_ name: String, _ format: BoundExpression) throws(SQLError) -> BoundExpression {
    guard let pattern = format.literalText else {
      throw .notSupported("\(name.uppercased()) with a format that is not constant")
    }
    _ = try TeradataFormat(pattern)
    return try text(format)
  }

  /// NUMERIC(38,0), or of the precision and scale given.
  private static func declaredDecimal(
    _ name: String, _ sizes: ArraySlice<BoundExpression>
  ) throws(SQLError) -> DataType {
    guard sizes.count == 2, let first = sizes.first, let last = sizes.last else {
      return .decimal(precision: 38, scale: 0)
    }
    guard case .constant(.int(let precision), _) = first, case .constant(.int(let scale), _) = last else {
      throw .notSupported("\(name.uppercased()) with a precision that is not constant")
    }
    return try TypeRules.parseTypeName(
      "numeric", arguments: [.number(Int(clamping: precision)), .number(Int(clamping: scale))])
  }

  private static func number(
    _ name: String, _ arguments: [BoundExpression]
  ) throws(SQLError) -> BoundExpression {
    let kinds: [TypeFamily] = [.number, .string, .unknown]
    guard let argument = arguments.first, kinds.contains(argument.type.family) else {
      throw undefined(name, arguments)
    }
    return try number(argument, "")
  }

  /// ROUND and TRUNC(x[, n]): a decimal keeps at most `n` places where `n` is a literal, all of them where it is not.
  private static func rounding(
    _ function: RoundingFunction, _ name: String, _ arguments: [BoundExpression]
  ) throws(SQLError) -> BoundExpression {
    guard (1...2).contains(arguments.count) else { throw undefined(name, arguments) }
    let value = try number(name, arguments)
    let places =
      arguments.count == 1
      ? BoundExpression.constant(.int(0), .bigint) : try cast(arguments[1], to: .bigint, .explicit)
    let type = roundedType(value.type, places, carries: function == .round)
    return .call(.rounding(function), [value, places], type)
  }

  private static func roundedType(_ type: DataType, _ places: BoundExpression, carries: Bool) -> DataType {
    guard case .decimal(let precision, let scale) = type else { return type }
    var kept = scale
    if case .constant(.int(let count), _) = places { kept = Int(min(max(count, 0), Int64(scale))) }
    return .decimal(
      precision: min(38, precision - scale + kept + (carries && kept < scale ? 1 : 0)).atLeastOne, scale: kept)
  }

  private static func whole(
    _ function: RoundingFunction, _ name: String, _ arguments: [BoundExpression]
  ) throws(SQLError) -> BoundExpression {
    guard arguments.count == 1 else { throw undefined(name, arguments) }
    let value = try number(name, arguments)
    guard case .decimal(let precision, let scale) = value.type else {
      return .call(.rounding(function), [value], value.type)
    }
    let digits = min(38, precision - scale + (scale > 0 ? 1 : 0)).atLeastOne
    return .call(.rounding(function), [value], .decimal(precision: digits, scale: 0))
  }

  private static func sign(_ name: String, _ arguments: [BoundExpression]) throws(SQLError) -> BoundExpression {
    guard arguments.count == 1 else { throw undefined(name, arguments) }
    let value = try number(name, arguments)
    return .call(.rounding(.sign), [value], value.type.isDecimal ? .decimal(precision: 1, scale: 0) : value.type)
  }
}

extension Int {
  fileprivate var atLeastOne: Int { Swift.max(1, self) }
}
