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

  /// Every overload by name, out of the families' tables.
  static let signatures: [String: [FunctionSignature]] = {
    var table = SignatureTable()
    table.add(UnaryFunction.named, ScalarFunction.unary)
    table.add(MathematicsFunction.named, ScalarFunction.mathematics)
    table.add(CalendarFunction.named, ScalarFunction.calendar)
    table.add(TemplateFunction.named, ScalarFunction.template)
    table.add(StringFunction.named, ScalarFunction.string)
    table.add(VarbyteFunction.named, ScalarFunction.varbyte)
    table.add(SketchFunction.named, ScalarFunction.sketch)
    table.add(RegexFunction.named, ScalarFunction.regex)
    table.add(HashFunction.named, ScalarFunction.hash)
    table.add(JSONFunction.named, ScalarFunction.json)
    table.add(SuperFunction.named, ScalarFunction.superValue)
    table.add(SessionFunction.named, ScalarFunction.session)
    table.add(VolatileFunction.named, ScalarFunction.volatile)
    table.add(ArrayFunction.named, ScalarFunction.array)
    table.add(CatalogFunction.named, ScalarFunction.catalog)
    return table.signatures
  }()

  /// Redshift has them; this engine does not yet.
  static let unbuilt: Set<String> = [
    "change_query_priority", "change_session_priority", "change_user_priority", "convert", "current_aws_account",
    "current_namespace", "current_session_arn", "default_iam_role", "get_byte", "get_mounted_role",
    "has_assumerole_privilege", "pg_get_grantee_by_iam_role", "pg_get_iam_role_by_user", "pg_get_session_roles",
    "reboot_cluster", "set_bit", "set_byte", "size", "to_ascii",
  ]
}

/// Overloads under each of their names.
private struct SignatureTable {
  var signatures: [String: [FunctionSignature]] = [:]

  mutating func add<Family>(_ lines: [NamedFunction<Family>], _ function: (Family) -> ScalarFunction) {
    for line in lines {
      let signature = FunctionSignature(
        function(line.function), line.parameters, optional: line.optional, line.result)
      for name in line.names.split(separator: " ") { signatures[String(name), default: []].append(signature) }
    }
  }
}

extension DataType {
  /// What functions give whose results have no length of their own.
  static let longestVarchar = DataType.varchar(maximumVarcharLength)
}
