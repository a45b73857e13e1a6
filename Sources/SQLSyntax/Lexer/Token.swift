/// A piece of SQL text: what it is and which bytes it takes.
struct Token: Sendable {
  enum Kind: UInt8, Sendable {
    /// End of the text.
    case end
    /// An unquoted word: a name or a keyword.
    case word
    case quotedIdentifier
    case integer, decimal, float
    /// `'…'`, `E'…'`, `$$…$$`
    case string, escapeString, dollarString
    /// `$1`
    case parameter
    /// `..`, between the bounds of PL/pgSQL's FOR
    case range
    case comma, dot, semicolon, leftParenthesis, rightParenthesis, leftBracket, rightBracket, colon, cast
    case plus, minus, star, slash, percent, caret
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case concatenate, bitAnd, bitOr, bitXor, tilde, shiftLeft, shiftRight, at, squareRoot, cubeRoot
    /// `~*`, `!~`, `!~*`, and LIKE's operator forms `~~`, `~~*`, `!~~`, `!~~*`
    case regexInsensitive, notRegex, notRegexInsensitive
    case likeOperator, ilikeOperator, notLikeOperator, notIlikeOperator
    /// A character or an operator no grammar rule takes.
    case other
    case bitString
    case unterminatedString, unterminatedIdentifier, unterminatedComment, unterminatedDollar, emptyIdentifier
  }

  var kind: Kind
  var keyword: Keyword = .unlisted
  var isReserved = false
  /// Byte offsets.
  var start: Int
  var end: Int

  init(_ kind: Kind, _ start: Int, _ end: Int) {
    self.kind = kind
    self.start = start
    self.end = end
  }

  var isString: Bool { kind == .string || kind == .escapeString || kind == .dollarString }
  /// May be the name of a table or column as it stands.
  var isName: Bool { kind == .quotedIdentifier || (kind == .word && !isReserved) }
  /// May be a name after AS or a dot, where even reserved words may stand.
  var isLabel: Bool { kind == .quotedIdentifier || kind == .word }
}
