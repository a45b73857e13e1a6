import SQLTypes

/// Which of several routines of a name a call means.
extension RoutineEntry {
  /// Whether a call with arguments of these types may mean it.
  package func accepts(_ types: [DataType]) -> Bool {
    types.count == inputs.count && zip(types, inputs).allSatisfy { TypeRules.canCast($0, to: $1.type, .implicit) }
  }

  /// How many arguments have the very type of their parameter.
  package func exactMatches(_ types: [DataType]) -> Int {
    zip(types, inputs).count { $0.familyName == $1.type.familyName }
  }
}
