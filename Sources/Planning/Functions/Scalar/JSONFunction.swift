import SQLTypes

/// Functions over JSON that is kept as text (sql.md 2.8).
///
/// `null_if_invalid`, the last argument, makes NULL of what is no JSON; without it that is an error.
package enum JSONFunction: String, Hashable, Sendable, CaseIterable {
  case extractMember = "jsonExtractPathText"
  case extractElement = "jsonExtractArrayElementText"
  case arrayLength = "jsonArrayLength"
  case isObject = "isValidJSON"
  case isArray = "isValidJSONArray"

  /// The longest way into an object.
  private static let maximumPath = 5

  static let named: [NamedFunction<Self>] =
    (1...maximumPath).map { names in paths(names, []) } + (1...maximumPath).map { names in paths(names, [.boolean]) }
    + [
      .init(
        "json_extract_array_element_text", .extractElement, [.text, .bigint, .boolean], optional: 1,
        .fixed(.longestVarchar)),
      .init("json_array_length", .arrayLength, [.text, .boolean], optional: 1, .fixed(.integer)),
      .init("is_valid_json", .isObject, [.text], .fixed(.boolean)),
      .init("is_valid_json_array", .isArray, [.text], .fixed(.boolean)),
    ]

  private static func paths(_ names: Int, _ last: [FunctionSignature.Parameter]) -> NamedFunction<Self> {
    .init(
      "json_extract_path_text", .extractMember, [.text] + Array(repeating: .text, count: names) + last,
      .fixed(.longestVarchar))
  }
}
