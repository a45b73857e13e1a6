import SQLTypes

/// TO_CHAR, TO_DATE, TO_TIMESTAMP, TO_NUMBER: values written and read by a template.
package enum TemplateFunction: String, Hashable, Sendable, CaseIterable {
  case formatDatetime, formatInterval, formatNumber, parseDate, parseTimestamp
  /// Bound in `FunctionCatalog+Mathematics`: the template says how many digits the result has.
  case parseNumber
  /// Bound there too: the sign may stand behind, no text at all is 0.
  case parseTeradataNumber

  static let named: [NamedFunction<Self>] = [
    .init("to_char", .formatDatetime, [.moment, .text], .fixed(.longestVarchar)),
    .init("to_char", .formatInterval, [.interval, .text], .fixed(.longestVarchar)),
    .init("to_char", .formatNumber, [.number, .text], .fixed(.longestVarchar)),
    .init("to_date", .parseDate, [.text, .text, .boolean], optional: 1, .fixed(.date)),
    .init("to_timestamp", .parseTimestamp, [.text, .text, .boolean], optional: 1, .fixed(.timestamptz)),
  ]
}
