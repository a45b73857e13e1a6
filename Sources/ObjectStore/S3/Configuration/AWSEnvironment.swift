import Formats
import SQLTypes
import System

/// What AWS's programs look at: the variables of the process and the files of its user.
package struct AWSEnvironment {
  package typealias FileReading = (_ path: String) throws(SQLError) -> [UInt8]?

  private let variable: (_ name: String) -> String?
  /// nil where there is no such file.
  private let readFile: FileReading

  package init(variables: [String: String], readFile: @escaping FileReading) {
    variable = { variables[$0] }
    self.readFile = readFile
  }

  private init(variable: @escaping (String) -> String?, readFile: @escaping FileReading) {
    (self.variable, self.readFile) = (variable, readFile)
  }

  /// This process's own.
  static var process: AWSEnvironment {
    AWSEnvironment(variable: { Environment[$0] }, readFile: Self.bytes)
  }

  private static func bytes(of path: String) throws(SQLError) -> [UInt8]? {
    try LocalStore().object(at: .path(path))?.wholeBytes()
  }

  /// An empty variable counts as none.
  subscript(name: String) -> String? {
    guard let value = variable(name), !value.isEmpty else { return nil }
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
