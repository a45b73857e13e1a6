import Columnar
import Foundation
import Loading
import ObjectStore
import SQLSyntax
import SQLTypes
import Scheduling

extension CopyHarness {
  /// UNLOAD of these rows; the statement's query is not looked at.
  @discardableResult
  func unload(
    _ text: String, _ columns: [(String, DataType)], _ batches: [Batch],
    cancellation: Cancellation = Cancellation()
  ) throws -> [UnloadedFile] {
    guard case .unload(let unload) = try SQLParser.parseStatement(text) else {
      throw SQLError(.syntaxError, "the test's statement is no UNLOAD")
    }
    let request = UnloadRequest(
      columns: columns.map { OutputColumn(name: $0.0, type: $0.1) },
      options: try UnloadOptions(unload.options), location: try Location(unload.destination))
    let pool = WorkerPool(threads: threads).cancellable(by: cancellation)
    return try Unloader(request, store: ObjectStorage(s3Root: root)).write(batches, pool)
  }

  /// Every file below the root, by its path; folders are left out.
  var files: [String: Data] {
    var files: [String: Data] = [:]
    for name in FileManager.default.subpaths(atPath: root) ?? [] {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: "\(root)/\(name)", isDirectory: &isFolder), !isFolder.boolValue
      else { continue }
      files[name] = FileManager.default.contents(atPath: "\(root)/\(name)")
    }
    return files
  }
}
