import SQLTypes

/// A line of a family's table: names under which SQL calls a function, what it takes and gives. Overloads are lines
/// with the same name.
struct NamedFunction<Family: Sendable>: Sendable {
  /// With blanks in between: `"len length char_length"`.
  let names: String
  let function: Family
  let parameters: [FunctionSignature.Parameter]
  let optional: Int
  let result: FunctionSignature.Result

  /// - Parameter optional: how many of the last parameters may be left out.
  init(
    _ names: String, _ function: Family, _ parameters: [FunctionSignature.Parameter], optional: Int = 0,
    _ result: FunctionSignature.Result
  ) {
    self.names = names
    self.function = function
    self.parameters = parameters
    self.optional = optional
    self.result = result
  }
}
