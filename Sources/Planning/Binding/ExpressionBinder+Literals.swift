import SQLSyntax
import SQLTypes

extension ExpressionBinder {
  func bindLiteral(_ literal: Literal) throws(SQLError) -> BoundExpression {
    switch literal {
    case .null: .constant(.null, .unknown)
    case .boolean(let value): .constant(.bool(value), .boolean)
    case .string(let text): .constant(.string(text), .unknown)
    case .integer(let digits): try bindInteger(digits)
    case .decimal(let text): try bindDecimal(text)
    case .float(let text): .constant(try ValueText.parse(text, as: .double), .double)
    }
  }

  /// The smallest of INTEGER, BIGINT and NUMERIC that holds it.
  private func bindInteger(_ digits: String) throws(SQLError) -> BoundExpression {
    guard let value = Int64(digits) else { return try bindDecimal(digits) }
    return .constant(.int(value), Int32(exactly: value) == nil ? .bigint : .integer)
  }

  /// As many digits as written: `1.5` is NUMERIC(2,1) (sql.md 2.2).
  private func bindDecimal(_ text: String) throws(SQLError) -> BoundExpression {
    let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    let whole = parts.first.map { $0.drop { $0 == "0" }.count } ?? 0
    let scale = parts.count > 1 ? parts[1].count : 0
    guard whole + scale <= 38 else {
      return .constant(try ValueText.parse(text, as: .double), .double)
    }
    let type = DataType.decimal(precision: max(1, whole + scale), scale: scale)
    return .constant(try ValueText.parse(text, as: type), type)
  }

  func bindTypedLiteral(_ name: TypeName, _ text: String, _ qualifier: String?, _ position: Int) throws(SQLError)
    -> BoundExpression
  {
    guard name.name != "interval" else {
      return try located(position) { () throws(SQLError) in try intervalLiteral(text, qualifier, name) }
    }
    let literal = BoundExpression.constant(.string(text), .unknown)
    let type = try Self.castType(name, of: literal)
    return try located(position) { () throws(SQLError) in try FunctionCatalog.cast(literal, to: type, .explicit) }
  }

  /// A qualifier says what a number without a unit counts, what is cut off, and the type.
  private func intervalLiteral(
    _ text: String, _ qualifier: String?, _ name: TypeName
  ) throws(SQLError) -> BoundExpression {
    let words = qualifier?.split(separator: " ").filter { $0 != "to" } ?? []
    let parts = words.compactMap { SQLTypes.DatePart(name: String($0)) }
    let interval = try IntervalText.parse(text, from: parts.first, to: parts.last)
    guard let last = parts.last else { return .constant(.interval(interval), .interval) }
    let isMonths = last.span.map { $0.months > 0 } ?? false
    let kind = TypeName(
      isMonths ? "interval year to month" : "interval day to second", name.arguments,
      position: name.position)
    let type = try TypeRules.dataType(kind)
    return try FunctionCatalog.cast(.constant(.interval(interval.truncated(to: last)), .interval), to: type, .explicit)
  }
}

extension TypeRules {
  /// The type a name and its arguments stand for.
  static func dataType(_ name: TypeName) throws(SQLError) -> DataType {
    let arguments = name.arguments.map { argument -> Argument in
      switch argument {
      case .number(let number): .number(number)
      case .maximum: .max
      }
    }
    do throws(SQLError) {
      return try TypeRules.parseTypeName(name.name, arguments: arguments)
    } catch {
      var placed = error
      placed.position = name.position > 0 ? name.position : nil
      throw placed
    }
  }
}
