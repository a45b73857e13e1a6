import SQLTypes

/// Calls that give several rows.
extension FunctionCatalog {
  package static func isSet(_ name: String) -> Bool { SetFunction(rawValue: name) != nil }

  /// nil when no such function has that name; 42883 for arguments it does not take.
  static func set(_ name: String, _ arguments: [BoundExpression]) throws(SQLError) -> SetCall? {
    switch SetFunction(rawValue: name) {
    case .series: return try series(name, arguments)
    case .numberedElements:
      guard arguments.count == 1, let element = arguments[0].type.element else { throw undefined(name, arguments) }
      return SetCall(.numberedElements, arguments, type: .catalog(.numberedElement(element)))
    case .columns, .lateBindingColumns, nil: return nil
    }
  }

  private static func series(_ name: String, _ arguments: [BoundExpression]) throws(SQLError) -> SetCall {
    guard (2...3).contains(arguments.count) else { throw undefined(name, arguments) }
    guard arguments.allSatisfy({ $0.type.isInteger || $0.isUntyped }) else { throw undefined(name, arguments) }
    let type = arguments.contains { $0.type == .bigint } ? DataType.bigint : .integer
    var bounds: [BoundExpression] = []
    for argument in arguments { bounds.append(try cast(argument, to: type, .explicit)) }
    if bounds.count == 2 { bounds.append(.constant(.int(1), type)) }
    return SetCall(.series, bounds, type: type)
  }
}
