import Foundation

/// The package's own folder, from which fixtures are read.
package enum Repository {
  private static let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  /// Errors: where there is no such file.
  package static func bytes(_ path: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: Repository.path(path))))
  }

  package static func path(_ path: String) -> String { "/\(root)/\(path)" }
}
