import SQLSyntax
import SQLTypes

/// Arrays: built, subscripted, compared with.
extension FunctionCatalog {
  /// `ARRAY[…]`: elements of one type. 42804 where they have none, 0A000 for a type of which there are no arrays.
  static func array(_ elements: [BoundExpression]) throws(SQLError) -> BoundExpression {
    let (unified, type) = try unify(elements, context: "ARRAY")
    guard let element = ArrayElement(type) else { throw .notSupported("an array of \(type.familyName)") }
    var texts: [BoundExpression] = []
    for value in unified { texts.append(try text(cast(value, to: element.type, .explicit))) }
    return .call(.array(.construct), texts, .array(element))
  }

  /// `array[index]`. 42804 for what is no array.
  static func element(of array: BoundExpression, at index: BoundExpression) throws(SQLError) -> BoundExpression {
    if array.type == .super { return try navigate(array, [index]) }
    guard let element = array.type.element else {
      throw SQLError(.datatypeMismatch, "cannot subscript type \(array.type.familyName) because it is not an array")
    }
    return .call(.array(.element), [array, try cast(index, to: .bigint, .explicit)], element.type)
  }

  /// `array || array`, `array || element`, `element || array`. 42883 for elements of different kinds.
  static func joinedArrays(_ left: BoundExpression, _ right: BoundExpression) throws(SQLError) -> BoundExpression {
    let sides = [try asArray(left, beside: right), try asArray(right, beside: left)]
    guard let type = commonArray(sides[0].type, sides[1].type) else {
      throw undefinedOperator("\(displayName(left.type)) || \(displayName(right.type))")
    }
    let arrays = [try cast(sides[0], to: type, .explicit), try cast(sides[1], to: type, .explicit)]
    return .call(.array(.concatenate), arrays, type)
  }

  private static func asArray(
    _ operand: BoundExpression, beside other: BoundExpression
  ) throws(SQLError) -> BoundExpression {
    if operand.type.element != nil { return operand }
    return operand.isUntyped ? try cast(operand, to: other.type, .explicit) : try array([operand])
  }

  /// `(record).name`, `value.name`. 42703 for a name that a record does not have, 42804 for what is no SUPER value
  /// either.
  static func member(_ name: String, of record: BoundExpression) throws(SQLError) -> BoundExpression {
    guard case .catalog(.numberedElement(let element)) = record.type else {
      return try navigate(record, [.constant(.string(name), .unknown)])
    }
    switch name {
    case "x": return .call(.array(.memberValue), [record], element.type)
    case "n": return .call(.array(.memberNumber), [record], .integer)
    default: throw SQLError(.undefinedColumn, "column \"\(name)\" not found in data type record")
    }
  }

  /// `value op ANY|ALL (array)`; a literal is read as an array of the value's type. 42809 for what is no array.
  static func quantified(
    _ value: BoundExpression, _ operation: BinaryOperator, isAll: Bool, _ array: BoundExpression
  ) throws(SQLError) -> BoundExpression {
    var array = array
    if array.isUntyped, let element = ArrayElement(value.type) {
      array = try cast(array, to: .array(element), .explicit)
    }
    guard let element = array.type.element else {
      throw SQLError(.wrongObjectType, "op ANY/ALL (array) requires array on right side")
    }
    let probe = BoundExpression.placeholder(.operand, element.type)
    guard case .call(.comparison(let comparison), let sides, _) = try resolve(operation, value, probe),
      let compared = ArrayElement(sides[1].type)
    else { throw .notSupported("this operator with ANY or ALL of an array") }
    let elements = compared.type == element.type ? array : try cast(array, to: .array(compared), .explicit)
    return .call(.quantifier(ArrayQuantifier(comparison, isAll: isAll)), [sides[0], elements], .boolean)
  }
}
