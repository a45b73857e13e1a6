import SQLTypes

/// Users' procedures and functions among those of the system.
extension FunctionObject {
  init(_ routine: RoutineEntry, in schema: Int) {
    let result = routine.result ?? (routine.outputs.count == 1 ? routine.outputs[0].type : nil)
    // `void` where nothing is given back, `record` where several values are.
    let resultID = result?.typeObject.oid ?? (routine.outputs.isEmpty ? 2278 : 2249)
    self.init(routine.id, routine.name.name, routine.inputs.map(\.oid), resultID)
    self.schema = schema
    owner = Int(routine.ownerID)
    language = routine.kind == .procedure ? LanguageObject.plpgsql : 14
    isProcedure = routine.kind == .procedure
    isSecurityDefiner = routine.isSecurityDefiner
    volatility = ["IMMUTABLE": "i", "STABLE": "s"][routine.volatility] ?? "v"
    source = routine.body
    self.routine = routine
  }

  /// As `regprocedure` shows it: `f(integer,character varying)`.
  var procedureText: String {
    let types = routine?.inputs.map(\.typeName) ?? arguments.map { TypeObject.numbered($0)?.displayName(nil) ?? "-" }
    return "\(QuotedName.quoted(name))(\(types.joined(separator: ",")))"
  }

  /// `i`, `o`, `b` of each parameter; nil where all are inputs.
  var argumentModes: String? {
    guard let routine, !routine.outputs.isEmpty else { return nil }
    return Self.list(routine.parameters.map { [.in: "i", .out: "o", .inout: "b"][$0.mode] ?? "i" })
  }

  /// Types of all parameters; nil where all are inputs.
  var allArguments: String? {
    guard let routine, !routine.outputs.isEmpty else { return nil }
    return Self.list(routine.parameters.map { String($0.oid) })
  }

  var argumentNames: String? {
    guard let routine, routine.parameters.contains(where: { !$0.name.isEmpty }) else { return nil }
    return Self.list(routine.parameters.map { $0.name.isEmpty ? "\"\"" : $0.name })
  }

  /// What PG_GET_FUNCTION_RESULT says.
  package var resultName: String {
    switch result {
    case 2278: "void"
    case 2249: "record"
    default: TypeObject.numbered(result)?.displayName(nil) ?? "-"
    }
  }

  /// As `proacl` shows it; nil where nothing was granted or taken.
  func accessList(in context: SystemContext) -> String? {
    routine.flatMap { context.text(context.catalog.access.lists[$0.object]) }
  }

  private static func list(_ elements: [String]) -> String { "{" + elements.joined(separator: ",") + "}" }
}

extension RoutineEntry.Parameter {
  fileprivate var oid: Int { isCursor ? 1790 : type.typeObject.oid }
}

extension SystemContext {
  /// Users' first.
  package func function(_ oid: Int) -> FunctionObject? {
    if let known = FunctionObject.numbered(oid) { return known }
    return catalog.routine(id: oid).map { FunctionObject($0, in: objects.schema($0.name.schema)) }
  }

  /// Whether a function is found by its bare name; nil where there is none.
  package func isVisible(function oid: Int) -> Bool? {
    if FunctionObject.numbered(oid) != nil { return true }
    return catalog.routine(id: oid).map { names.path.contains($0.name.schema) }
  }

  var functions: [FunctionObject] {
    objects.catalog.allRoutines.map { FunctionObject($0, in: objects.schema($0.name.schema)) } + FunctionObject.builtIn
  }
}
