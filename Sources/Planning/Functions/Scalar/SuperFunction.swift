import SQLTypes

/// Functions over SUPER values (sql.md 1.3): text that is JSON, whose type is known by row.
package enum SuperFunction: String, Hashable, Sendable, CaseIterable {
  /// A value, and the steps into it: names of members as text, indices of elements as numbers.
  case navigate
  case parse = "jsonParse"
  case canParse = "canJSONParse"
  case serialize = "jsonSerialize"
  case serializeToBytes = "jsonSerializeToVarbyte"
  case size = "jsonSize"
  case typeName = "jsonTypeof"
  case isArray, isObject, isScalar, isInteger, isBigint, isSmallint, isDecimal, isFloat, isVarchar, isChar, isBoolean
  case arrayLength = "getArrayLength"
  case memberCount = "getNumberAttributes"
  case decimalPrecision, decimalScale
  case array, object
  case concatenateArrays = "arrayConcat"
  case flatten = "arrayFlatten"
  case subarray, splitToArray, lowerAttributeNames, upperAttributeNames
  case transform = "objectTransform"
  case containsElement = "arrayContains"
  case elementIndex = "arrayPosition"
  case elementIndices = "arrayPositions"
  case sortedElements = "arraySort"
  case distinctElements = "arrayDistinct"
  case intersection = "arrayIntersection"
  case difference = "arrayExcept"
  case overlap = "arraysOverlap"
  case add, subtract, multiply, divide, modulo, negate
  case floor, ceiling, round, truncate, absolute

  static let named: [NamedFunction<Self>] = [
    .init("json_parse", .parse, [.text], .fixed(.super)),
    .init("can_json_parse", .canParse, [.text], .fixed(.boolean)),
    .init("json_serialize", .serialize, [.super], .fixed(.longestVarchar)),
    .init("json_serialize_to_varbyte", .serializeToBytes, [.super], .fixed(.varbyte(DataType.maximumVarcharLength))),
    .init("json_size", .size, [.super], .fixed(.integer)),
    .init("json_typeof", .typeName, [.super], .fixed(.varchar(7))),
    .init("is_array", .isArray, [.super], .fixed(.boolean)),
    .init("is_object", .isObject, [.super], .fixed(.boolean)),
    .init("is_scalar", .isScalar, [.super], .fixed(.boolean)),
    .init("is_integer", .isInteger, [.super], .fixed(.boolean)),
    .init("is_bigint", .isBigint, [.super], .fixed(.boolean)),
    .init("is_smallint", .isSmallint, [.super], .fixed(.boolean)),
    .init("is_decimal", .isDecimal, [.super], .fixed(.boolean)),
    .init("is_float", .isFloat, [.super], .fixed(.boolean)),
    .init("is_varchar", .isVarchar, [.super], .fixed(.boolean)),
    .init("is_char", .isChar, [.super], .fixed(.boolean)),
    .init("is_boolean", .isBoolean, [.super], .fixed(.boolean)),
    .init("get_array_length", .arrayLength, [.super], .fixed(.integer)),
    .init("get_number_attributes", .memberCount, [.super], .fixed(.integer)),
    .init("decimal_precision", .decimalPrecision, [.super], .fixed(.integer)),
    .init("decimal_scale", .decimalScale, [.super], .fixed(.integer)),
    .init("array_concat", .concatenateArrays, [.super, .super], .fixed(.super)),
    .init("array_flatten", .flatten, [.super], .fixed(.super)),
    .init("subarray", .subarray, [.super, .bigint, .bigint], optional: 1, .fixed(.super)),
    .init("array_contains", .containsElement, [.super, .super, .boolean], optional: 1, .fixed(.boolean)),
    .init("array_position", .elementIndex, [.super, .super, .boolean], optional: 1, .fixed(.integer)),
    .init("array_positions", .elementIndices, [.super, .super, .boolean], optional: 1, .fixed(.super)),
    .init("array_sort", .sortedElements, [.super, .boolean, .boolean], optional: 2, .fixed(.super)),
    .init("array_distinct", .distinctElements, [.super], .fixed(.super)),
    .init("array_intersection", .intersection, [.super, .super, .boolean], optional: 1, .fixed(.super)),
    .init("array_except", .difference, [.super, .super, .boolean], optional: 1, .fixed(.super)),
    .init("arrays_overlap", .overlap, [.super, .super], .fixed(.boolean)),
    .init("split_to_array", .splitToArray, [.text, .text], optional: 1, .fixed(.super)),
    .init("lower_attribute_names", .lowerAttributeNames, [.super], .fixed(.super)),
    .init("upper_attribute_names", .upperAttributeNames, [.super], .fixed(.super)),
  ]

  /// A NULL among the arguments makes the result NULL; ARRAY and OBJECT hold it, and what asks for a type answers.
  var isStrict: Bool {
    switch self {
    case .array, .object, .transform, .typeName, .containsElement, .elementIndex, .elementIndices, .isArray, .isObject,
      .isScalar, .isInteger, .isBigint, .isSmallint,
      .isDecimal, .isFloat, .isVarchar, .isChar, .isBoolean:
      false
    default: true
    }
  }
}
