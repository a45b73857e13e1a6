import ObjectStore
import SQLTypes

/// Something to check: a sqllogictest file, or a folder of given files, SQL and expected tables.
package enum Check: Hashable, Sendable {
  case script(String)
  case folder(String)
}

/// Finds the checks under paths: `*.slt` and `*.test` files, and folders that hold `expect/`; others are searched.
package enum CheckFinder {
  /// In the order of the paths, and by name below them. Errors: 58030 for a path that leads nowhere.
  package static func find(_ paths: [String]) throws(SQLError) -> [Check] {
    var checks: [Check] = []
    for path in paths {
      switch LocalFolder.kind(of: path) {
      case .file, .stream: checks.append(.script(path))
      case .folder: try search(path, into: &checks)
      case nil: throw SQLError(.ioError, "could not read \"\(path)\": no such file or folder")
      }
    }
    return checks
  }

  private static func search(_ path: String, into checks: inout [Check]) throws(SQLError) {
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    let names = try LocalFolder.names(in: path)
    if isCheck(names) { return checks.append(.folder(folder)) }
    for name in names where !name.hasPrefix(".") && !name.hasPrefix("_") {
      let inner = "\(folder)/\(name)"
      switch LocalFolder.kind(of: inner) {
      case .folder: try search(inner, into: &checks)
      case .file where name.hasSuffix(".slt") || name.hasSuffix(".test"): checks.append(.script(inner))
      default: break
      }
    }
  }

  private static func isCheck(_ names: [String]) -> Bool {
    names.contains { $0.hasSuffix(".sql") } && (names.contains("expect") || names.contains("given"))
  }
}
