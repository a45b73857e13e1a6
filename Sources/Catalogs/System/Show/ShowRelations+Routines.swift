import SQLTypes

/// SHOW FUNCTIONS, SHOW PROCEDURES and SHOW PARAMETERS (AWS documentation of each).
extension ShowRelations {
  /// Users' own, of those that the one who asks may run.
  package static func routines(_ kind: RoutineEntry.Kind, in schema: String, _ includes: @escaping Filter)
    -> SystemRelation
  {
    SystemRelation(
      "show_\(kind.rawValue)s",
      rows: { context in
        context.catalog.allRoutines.filter { routine in
          routine.kind == kind && routine.name.schema == schema && includes(routine.name.name)
            && context.mayRun(routine)
        }.sorted { ($0.name.name, $0.signature) < ($1.name.name, $1.signature) }
      },
      columns: {
        SystemColumn.database("database_name")
        SystemColumn("schema_name", .identifier) { $0.name.schema }
        SystemColumn("\(kind.rawValue)_name", .identifier) { $0.name.name }
        SystemColumn("number_of_arguments", .integer) { $0.inputs.count }
        SystemColumn("argument_list", .longText) { $0.inputs.map(\.typeName).joined(separator: ", ") }
        SystemColumn("return_type", .longText) { $0.resultText }
        SystemColumn("remarks", .longText) { $1.catalog.comments[.routine($0.id)] }
      })
  }

  /// Of one routine; a function's result stands first, at position 0.
  package static func parameters(of id: Int, _ kind: RoutineEntry.Kind, _ includes: @escaping Filter)
    -> SystemRelation
  {
    SystemRelation(
      "show_parameters",
      rows: { context in
        context.catalog.routine(id: id).map { ListedParameter.all(of: $0).filter { includes($0.name) } } ?? []
      },
      columns: {
        SystemColumn.database("database_name")
        SystemColumn("schema_name", .identifier) { $0.routine.schema }
        SystemColumn("\(kind.rawValue)_name", .identifier) { $0.routine.name }
        SystemColumn("parameter_name", .identifier) { $0.name }
        SystemColumn("ordinal_position", .integer) { $0.position }
        SystemColumn("parameter_type", .identifier) { $0.mode }
        SystemColumn("data_type", .identifier) { $0.typeName }
        SystemColumn("character_maximum_length", .integer) { $0.type.characterLength }
        SystemColumn("numeric_precision", .integer) { $0.type.numericPrecision }
        SystemColumn("numeric_scale", .integer) { $0.type.numericScale }
      })
  }
}

/// A parameter or a result, as SHOW PARAMETERS lists it.
private struct ListedParameter: Sendable {
  var routine: TableName
  /// Empty where it has none.
  var name: String
  var position: Int
  var mode: String
  var type: DataType
  var typeName: String

  static func all(of routine: RoutineEntry) -> [ListedParameter] {
    let result = routine.result.map {
      ListedParameter(
        routine: routine.name, name: "", position: 0, mode: "RETURN", type: $0, typeName: $0.familyName)
    }
    return (result.map { [$0] } ?? [])
      + routine.parameters.enumerated().map { index, parameter in
        ListedParameter(
          routine: routine.name, name: parameter.name, position: index + 1, mode: parameter.mode.rawValue.uppercased(),
          type: parameter.type, typeName: parameter.typeName)
      }
  }
}

extension SystemContext {
  /// Whether the user who asks may run it.
  fileprivate func mayRun(_ routine: RoutineEntry) -> Bool {
    let subject = principals.subject(Int(session.userID))
    return catalog.access.privileges(of: subject, on: routine.object, in: routine.name.schema).contains(.execute)
  }
}
