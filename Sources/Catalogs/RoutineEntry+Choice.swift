import SQLTypes

/// Which of several routines of a name a call means.
extension RoutineEntry {
  /// Whether a call with arguments of these types may mean it.
  package func accepts(_ types: [DataType]) -> Bool {
    types.count == inputs.count && zip(types, inputs).allSatisfy { Self.accepts($0, for: $1.type) }
  }

  /// An interval literal without a qualifier, which has no kind of its own, goes for either.
  private static func accepts(_ type: DataType, for parameter: DataType) -> Bool {
    TypeRules.canCast(type, to: parameter, .implicit) || (type == .interval && parameter.isInterval)
  }

  /// How many arguments have the very type of their parameter.
  package func exactMatches(_ types: [DataType]) -> Int {
    zip(types, inputs).count { $0.familyName == $1.type.familyName }
  }
}
