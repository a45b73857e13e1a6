import SQLTypes

/// Functions over strings (sql.md 2.5).
package enum StringFunction: String, Hashable, Sendable, CaseIterable {
  case concatenate, length, octetLength, lower, upper, initialCapitals, reverse
  case trimBoth, trimLeading, trimTrailing, left, right, padLeft, padRight, `repeat`, replace, translate
  case position, octetPosition, substring, splitPart, characterCode, character, quoteIdentifier, quoteLiteral
  case parseInteger, toHexadecimal, soundex, soundexDifference
  case compare = "compareText"
  case likeEscape

  static let named: [NamedFunction<Self>] = [
    .init("len length char_length character_length textlen", .length, [.text], .fixed(.integer)),
    .init("octet_length", .octetLength, [.text], .fixed(.integer)),
    .init("lower", .lower, [.text], .argument(0)),
    .init("upper", .upper, [.text], .argument(0)),
    .init("initcap", .initialCapitals, [.text], .argument(0)),
    .init("reverse", .reverse, [.text], .argument(0)),
    .init("btrim trim", .trimBoth, [.text, .text], optional: 1, .textOf(0)),
    .init("ltrim", .trimLeading, [.text, .text], optional: 1, .textOf(0)),
    .init("rtrim", .trimTrailing, [.text, .text], optional: 1, .textOf(0)),
    .init("left", .left, [.text, .bigint], .textOf(0)),
    .init("right", .right, [.text, .bigint], .textOf(0)),
    .init("lpad", .padLeft, [.text, .bigint, .text], optional: 1, .fixed(.longestVarchar)),
    .init("rpad", .padRight, [.text, .bigint, .text], optional: 1, .fixed(.longestVarchar)),
    .init("repeat replicate", .repeat, [.text, .bigint], .fixed(.longestVarchar)),
    .init("replace", .replace, [.text, .text, .text], .fixed(.longestVarchar)),
    .init("translate", .translate, [.text, .text, .text], .fixed(.longestVarchar)),
    .init("strpos", .position, [.text, .text], .fixed(.integer)),
    .init("substring substr", .substring, [.text, .bigint, .bigint], optional: 1, .textOf(0)),
    .init("split_part", .splitPart, [.text, .text, .bigint], .textOf(0)),
    .init("concat", .concatenate, [.text, .text], .fixed(.longestVarchar)),
    .init("ascii", .characterCode, [.text], .fixed(.integer)),
    .init("chr", .character, [.bigint], .fixed(.varchar(4))),
    .init("quote_ident", .quoteIdentifier, [.text], .fixed(.longestVarchar)),
    .init("quote_literal", .quoteLiteral, [.text], .fixed(.longestVarchar)),
    .init("strtol", .parseInteger, [.text, .bigint], .fixed(.bigint)),
    .init("octetindex", .octetPosition, [.text, .text], .fixed(.integer)),
    .init("to_hex", .toHexadecimal, [.bigint], .fixed(.varchar(16))),
    .init("soundex", .soundex, [.text], .fixed(.varchar(4))),
    .init("bpcharcmp bttext_pattern_cmp", .compare, [.text, .text], .fixed(.integer)),
    .init("difference", .soundexDifference, [.text, .text], .fixed(.integer)),
    .init("like_escape", .likeEscape, [.text, .text], .fixed(.longestVarchar)),
  ]
}
