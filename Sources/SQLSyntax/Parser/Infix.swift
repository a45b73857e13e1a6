/// What may follow an operand, and how tightly it binds: PostgreSQL's order, loosest first.
enum Infix {
  case and, or
  case binary(BinaryOperator, Int)
  /// `~`, `~*`, `!~`, `!~*`, and the operator forms of LIKE
  case match(LikePredicate.Kind, isNegated: Bool)
  /// LIKE, ILIKE, SIMILAR TO; a NOT before them is not taken yet.
  case like(isNegated: Bool)
  case between(isNegated: Bool)
  case isIn(isNegated: Bool)
  case `is`, isNull, notNull, overlaps
  /// `OPERATOR(pg_catalog.~)`
  case named
  case atTimeZone, collate, element, cast, member

  enum Precedence {
    static let or = 1
    static let and = 2
    static let not = 3
    static let test = 4
    static let comparison = 5
    static let predicate = 6
    static let other = 7
    static let sum = 8
    static let product = 9
    static let power = 10
    static let zone = 11
    static let collate = 12
    static let sign = 13
    static let element = 14
    static let cast = 15
    static let member = 16
  }

  var precedence: Int {
    switch self {
    case .or: Precedence.or
    case .and: Precedence.and
    case .is, .isNull, .notNull: Precedence.test
    case .binary(_, let precedence): precedence
    case .like, .between, .isIn, .overlaps: Precedence.predicate
    case .match, .named: Precedence.other
    case .atTimeZone: Precedence.zone
    case .collate: Precedence.collate
    case .element: Precedence.element
    case .cast: Precedence.cast
    case .member: Precedence.member
    }
  }
}

extension Token {
  /// The operator this token is between two operands, if any; `next` tells forms of two words apart.
  func infix(next: @autoclosure () -> Token) -> Infix? {
    switch kind {
    case .word: keyword == .unlisted ? nil : keywordInfix(next())
    case .equal: .binary(.equal, Infix.Precedence.comparison)
    case .notEqual: .binary(.notEqual, Infix.Precedence.comparison)
    case .less: .binary(.less, Infix.Precedence.comparison)
    case .lessOrEqual: .binary(.lessOrEqual, Infix.Precedence.comparison)
    case .greater: .binary(.greater, Infix.Precedence.comparison)
    case .greaterOrEqual: .binary(.greaterOrEqual, Infix.Precedence.comparison)
    case .plus: .binary(.add, Infix.Precedence.sum)
    case .minus: .binary(.subtract, Infix.Precedence.sum)
    case .star: .binary(.multiply, Infix.Precedence.product)
    case .slash: .binary(.divide, Infix.Precedence.product)
    case .percent: .binary(.modulo, Infix.Precedence.product)
    case .caret: .binary(.power, Infix.Precedence.power)
    case .cast: .cast
    case .leftBracket: .element
    case .dot: .member
    default: operatorInfix
    }
  }

  private var operatorInfix: Infix? {
    switch kind {
    case .concatenate: .binary(.concatenate, Infix.Precedence.other)
    case .bitAnd: .binary(.bitAnd, Infix.Precedence.other)
    case .bitOr: .binary(.bitOr, Infix.Precedence.other)
    case .bitXor: .binary(.bitXor, Infix.Precedence.other)
    case .shiftLeft: .binary(.shiftLeft, Infix.Precedence.other)
    case .shiftRight: .binary(.shiftRight, Infix.Precedence.other)
    case .tilde: .match(.regex, isNegated: false)
    case .regexInsensitive: .match(.caseInsensitiveRegex, isNegated: false)
    case .notRegex: .match(.regex, isNegated: true)
    case .notRegexInsensitive: .match(.caseInsensitiveRegex, isNegated: true)
    case .likeOperator: .match(.like, isNegated: false)
    case .ilikeOperator: .match(.ilike, isNegated: false)
    case .notLikeOperator: .match(.like, isNegated: true)
    case .notIlikeOperator: .match(.ilike, isNegated: true)
    default: nil
    }
  }

  private func keywordInfix(_ next: Token) -> Infix? {
    switch keyword {
    case .and: .and
    case .or: .or
    case .not: next.predicateInfix(isNegated: true)
    case .is: .is
    case .isnull: .isNull
    case .notnull: .notNull
    case .overlaps: .overlaps
    case .collate: .collate
    case .at: next.keyword == .time ? .atTimeZone : nil
    case .operator: next.kind == .leftParenthesis ? .named : nil
    default: predicateInfix(isNegated: false)
    }
  }

  private func predicateInfix(isNegated: Bool) -> Infix? {
    switch keyword {
    case .like, .ilike, .similar: .like(isNegated: isNegated)
    case .between: .between(isNegated: isNegated)
    case .in: .isIn(isNegated: isNegated)
    default: nil
    }
  }
}
