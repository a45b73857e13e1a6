/// What CREATE PROCEDURE and CREATE FUNCTION say.
package struct CreateRoutine: Hashable, Sendable {
  package var kind: RoutineKind
  package var name: QualifiedName
  package var orReplace: Bool
  package var parameters: [RoutineParameter]
  /// Of a function.
  package var result: TypeName?
  package var language = ""
  package var body = ""
  package var isNonAtomic = false
  package var isSecurityDefiner = false
  /// `VOLATILE`, `STABLE`, `IMMUTABLE`; nil where none is said.
  package var volatility: String?
  /// `SET name TO value`, which hold while it runs.
  package var settings: [SetParameter] = []

  package init(kind: RoutineKind, name: QualifiedName, orReplace: Bool, parameters: [RoutineParameter]) {
    self.kind = kind
    self.name = name
    self.orReplace = orReplace
    self.parameters = parameters
  }
}

package enum RoutineKind: String, Hashable, Sendable {
  case procedure, function
}

/// `[name] [IN | OUT | INOUT] type`, in whatever order.
package struct RoutineParameter: Hashable, Sendable {
  package enum Mode: String, Hashable, Sendable {
    case `in`, out, `inout`
  }

  package var name: Identifier?
  package var mode: Mode
  package var type: TypeName

  package init(name: Identifier?, mode: Mode, type: TypeName) {
    self.name = name
    self.mode = mode
    self.type = type
  }
}

/// A routine by its name and, in parentheses, the types that tell it from others of that name.
package struct RoutineReference: Hashable, Sendable {
  package var kind: RoutineKind
  package var name: QualifiedName
  /// nil where no parentheses are.
  package var parameters: [RoutineParameter]?

  package init(kind: RoutineKind, name: QualifiedName, parameters: [RoutineParameter]?) {
    self.kind = kind
    self.name = name
    self.parameters = parameters
  }
}

/// Statements about procedures and functions.
package enum RoutineCommand: Hashable, Sendable {
  case create(CreateRoutine)
  case drop([RoutineReference], ifExists: Bool)
  case rename(RoutineReference, to: Identifier)
  case owner(RoutineReference, Identifier)
  /// `SHOW PROCEDURE name(types)`
  case show(RoutineReference)
  /// `CALL name(arguments)`
  case call(QualifiedName, [Expression])
}
