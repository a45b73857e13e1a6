/// The package's own folder, from which fixtures are read.
package enum Repository {
  private static let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  package static func path(_ path: String) -> String { "/\(root)/\(path)" }
}
