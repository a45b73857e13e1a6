import SQLTypes

/// What AWS's programs look at: the variables of the process and the files of its user.
package struct AWSEnvironment {
  package typealias FileReading = (_ path: String) throws(SQLError) -> [UInt8]?

  private let variables: [String: String]
  /// nil where there is no such file.
  private let readFile: FileReading

  package init(variables: [String: String], readFile: @escaping FileReading) {
    self.variables = variables
    self.readFile = readFile
  }

  /// An empty variable counts as none.
  subscript(name: String) -> String? {
    guard let value = variables[name], !value.isEmpty else { return nil }
    return value
  }

  func isTrue(_ name: String) -> Bool { self[name]?.lowercased() == "true" }

  /// The file that `variable` names, or else `~/.aws/name`.
  func file(_ variable: String, default name: String) throws(SQLError) -> AWSFile? {
    guard let path = path(variable, default: name), let bytes = try readFile(path) else { return nil }
    return try AWSFile(bytes, name: path)
  }

  func path(_ variable: String, default name: String) -> String? {
    if let path = self[variable] { return expanded(path) }
    return self["HOME"].map { "\($0)/.aws/\(name)" }
  }

  /// `~/` is the user's folder.
  func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = self["HOME"] else { return path }
    return home + path.dropFirst()
  }
}
