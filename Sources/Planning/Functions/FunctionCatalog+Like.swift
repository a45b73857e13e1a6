import SQLSyntax
import SQLTypes

/// LIKE, ILIKE, SIMILAR TO and the POSIX operators; what is no string is matched as text (`saletime LIKE '2008-09%'`).
extension FunctionCatalog {
  /// `value [NOT] LIKE pattern [ESCAPE escape]`; without ESCAPE the escape character is the backslash.
  /// 42883 for what is no text, 22025 for an escape of several characters.
  package static func like(
    _ kind: LikePredicate.Kind, value: BoundExpression, pattern: BoundExpression, escape: BoundExpression?,
    isNegated: Bool
  ) throws(SQLError) -> BoundExpression {
    guard isImplicit(value.type, to: .text), isImplicit(pattern.type, to: .text) else {
      throw undefinedOperator("\(displayName(value.type)) \(symbol(kind)) \(displayName(pattern.type))")
    }
    try checkCollations([value, pattern])
    var arguments = [try text(needsBlanks(kind, pattern, escape) ? padded(value) : value), try text(pattern)]
    if let escape {
      guard let character = escape.literalText, character.unicodeScalars.count <= 1 else {
        throw SQLError(.invalidEscape, "invalid escape string", hint: "Escape string must be empty or one character.")
      }
      arguments.append(.constant(.string(character), .varchar(4)))
    }
    let ignoresCase = value.type.isCaseInsensitive || pattern.type.isCaseInsensitive
    let match = BoundExpression.call(.pattern(function(kind, ignoresCase: ignoresCase)), arguments, .boolean)
    return isNegated ? .not(match) : match
  }

  /// With a CHAR's blanks up to its length, which count in patterns (sql.md 1.2 "Trailing blanks"); values are kept
  /// without.
  private static func padded(_ value: BoundExpression) -> BoundExpression {
    guard let length = value.type.charLength else { return value }
    return .call(
      .string(.padRight), [value, .constant(.int(Int64(length)), .bigint)],
      .varchar(max(1, length)).ignoringCase(value.type.isCaseInsensitive))
  }

  /// Blanks cannot matter to a pattern like `ab%`, whose last letter is matched by itself alone. The guide names three
  /// kinds.
  private static func needsBlanks(
    _ kind: LikePredicate.Kind, _ pattern: BoundExpression, _ escape: BoundExpression?
  ) -> Bool {
    guard [.like, .ilike, .similar].contains(kind) else { return false }
    guard kind != .similar, escape == nil, let ending = pattern.literalText?.suffix(2), ending.count == 2 else {
      return true
    }
    return ending.last != "%" || ending.first?.isLetter != true
  }

  private static func function(
    _ kind: LikePredicate.Kind, ignoresCase: Bool
  ) -> PatternFunction {
    switch kind {
    case .like: return ignoresCase ? .likeIgnoringCase : .like
    case .ilike: return .likeIgnoringCase
    case .similar: return ignoresCase ? .similarToIgnoringCase : .similarTo
    case .regex: return ignoresCase ? .matchesRegexIgnoringCase : .matchesRegex
    case .caseInsensitiveRegex: return .matchesRegexIgnoringCase
    }
  }

  private static func symbol(_ kind: LikePredicate.Kind) -> String {
    switch kind {
    case .like: "~~"
    case .ilike: "~~*"
    case .similar: "SIMILAR TO"
    case .regex: "~"
    case .caseInsensitiveRegex: "~*"
    }
  }
}

extension SQLState {
  package static let invalidEscape = SQLState("22025")
}
