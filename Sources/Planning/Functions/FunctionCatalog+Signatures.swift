import SQLTypes

/// The functions that are a name, parameter kinds and a kernel.
extension FunctionCatalog {
  static func choose(
    _ name: String, _ arguments: [BoundExpression], _ overloads: [FunctionSignature]
  ) throws(SQLError) -> BoundExpression {
    var best: FunctionSignature?
    var bestScore = -1
    for overload in overloads {
      if let score = overload.score(arguments), score > bestScore { (best, bestScore) = (overload, score) }
    }
    guard let best else { throw undefined(name, arguments) }
    return try best.bind(arguments)
  }

  static let signatures: [String: [FunctionSignature]] = {
    var table: [String: [FunctionSignature]] = [:]
    for (names, overloads) in stringSignatures + mathematicsSignatures + datetimeSignatures + systemSignatures {
      for name in names.split(separator: " ") { table[String(name), default: []] += overloads }
    }
    return table
  }()

  private static let longText = DataType.varchar(DataType.maximumVarcharLength)

  private static let stringSignatures: [(String, [FunctionSignature])] = [
    ("len length char_length character_length textlen", [.init(.length, [.text], .fixed(.integer))]),
    ("octet_length", [.init(.octetLength, [.text], .fixed(.integer))]),
    ("lower", [.init(.lower, [.text], .argument(0))]),
    ("upper", [.init(.upper, [.text], .argument(0))]),
    ("initcap", [.init(.initialCapitals, [.text], .argument(0))]),
    ("reverse", [.init(.reverse, [.text], .argument(0))]),
    ("btrim trim", [.init(.trimBoth, [.text, .text], optional: 1, .textOf(0))]),
    ("ltrim", [.init(.trimLeading, [.text, .text], optional: 1, .textOf(0))]),
    ("rtrim", [.init(.trimTrailing, [.text, .text], optional: 1, .textOf(0))]),
    ("left", [.init(.left, [.text, .bigint], .textOf(0))]),
    ("right", [.init(.right, [.text, .bigint], .textOf(0))]),
    ("lpad", [.init(.padLeft, [.text, .bigint, .text], optional: 1, .fixed(longText))]),
    ("rpad", [.init(.padRight, [.text, .bigint, .text], optional: 1, .fixed(longText))]),
    ("repeat replicate", [.init(.repeat, [.text, .bigint], .fixed(longText))]),
    ("replace", [.init(.replace, [.text, .text, .text], .fixed(longText))]),
    ("translate", [.init(.translate, [.text, .text, .text], .fixed(longText))]),
    ("strpos", [.init(.position, [.text, .text], .fixed(.integer))]),
    ("substring substr", [.init(.substring, [.text, .bigint, .bigint], optional: 1, .textOf(0))]),
    ("split_part", [.init(.splitPart, [.text, .text, .bigint], .textOf(0))]),
    ("concat", [.init(.concatenate, [.text, .text], .fixed(longText))]),
    ("ascii", [.init(.characterCode, [.text], .fixed(.integer))]),
    ("chr", [.init(.character, [.bigint], .fixed(.varchar(4)))]),
    ("quote_ident", [.init(.quoteIdentifier, [.text], .fixed(longText))]),
    ("quote_literal", [.init(.quoteLiteral, [.text], .fixed(longText))]),
    ("strtol", [.init(.parseInteger, [.text, .bigint], .fixed(.bigint))]),
    ("md5", [.init(.md5, [.text], .fixed(.varchar(32)))]),
  ]

  private static let mathematicsSignatures: [(String, [FunctionSignature])] = [
    ("abs", [.init(.absolute, [.number], .argument(0))]),
    ("sqrt", [.init(.squareRoot, [.double], .fixed(.double))]),
    ("power pow dpow", [.init(.power, [.double, .double], .fixed(.double))]),
  ]

  private static let datetimeSignatures: [(String, [FunctionSignature])] = []

  private static let systemSignatures: [(String, [FunctionSignature])] = []

  /// Redshift has them; this engine does not yet.
  static let unbuilt: Set<String> = []
}
