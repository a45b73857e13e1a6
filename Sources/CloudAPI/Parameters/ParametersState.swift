/// What Systems Manager remembers.
package struct ParametersState: Sendable {
  /// By name.
  package var parameters: [String: ParameterRecord] = [:]

  var sorted: [ParameterRecord] { parameters.values.sorted { $0.name < $1.name } }

  /// The parameter of a name, an ARN, or a name with its version: `/etl/host:2`; nil where there is none.
  func parameter(_ id: String) -> ParameterRecord? {
    if let parameter = parameters[id] { return parameter }
    if let range = id.firstRange(of: ":parameter/"), id.hasPrefix("arn:") {
      let name = String(id[range.upperBound...])
      return parameters["/" + name] ?? parameters[name]
    }
    guard let colon = id.lastIndex(of: ":"), let parameter = parameters[String(id[..<colon])] else { return nil }
    return String(parameter.version) == id[id.index(after: colon)...] ? parameter : nil
  }
}

extension CloudError {
  static let parameterNotFound = CloudError("ParameterNotFound", "")
}
