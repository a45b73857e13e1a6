import Catalogs
import Columnar
import Formats
import Foundation
import Loading
import ObjectStore
import SQLSyntax
import SQLTypes
import Scheduling
import System
import TestSupport

/// A bucket `b` in a temporary folder, and COPY from it.
final class CopyHarness {
  let root: String
  var threads = 1
  var sizes = LoadSizes()

  init() {
    root = NSTemporaryDirectory() + "localshift-loading-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: root + "/b", withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func put(_ key: String, _ text: String) { put(key, Array(text.utf8)) }

  func put(_ key: String, _ bytes: [UInt8]) {
    let path = "\(root)/b/\(key)"
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
  }

  func putGzip(_ key: String, _ text: String) throws { try put(key, Array(text.utf8), .gzip) }

  func put(_ key: String, _ bytes: [UInt8], _ compression: Compression) throws {
    if compression == .lzop { return put(key, LzopFile().packed(bytes)) }
    put(key, [])
    try FileManager.default.removeItem(atPath: "\(root)/b/\(key)")
    let sink = try compression.sink(into: OutputFile(path: "\(root)/b/\(key)"))
    try bytes.withUnsafeBytes { try sink.write($0) }
    try sink.finish()
  }

  func bytes(_ key: String) -> [UInt8] { Array(FileManager.default.contents(atPath: "\(root)/b/\(key)") ?? Data()) }

  /// Makes many tiny units and windows.
  func shrink(chunk: Int, window: Int, group: Int = 64, groupCount: Int = 3) {
    sizes.chunk = chunk
    sizes.window = window
    sizes.group = group
    sizes.groupCount = groupCount
  }

  func copy(
    _ text: String, _ table: TableDefinition, identityCount: Int64 = 0, defaults: [Int: Value] = [:]
  ) throws -> CopyResult {
    guard case .copy(let copy) = try SQLParser.parseStatement(text) else {
      throw SQLError(.syntaxError, "the test's statement is no COPY")
    }
    let loader = CopyLoader(
      store: ObjectStorage(s3Root: root), pool: WorkerPool(threads: threads), sizes: sizes)
    return try loader.load(
      CopyRequest(copy, into: table, tableID: 7, identityCount: identityCount, queryID: 3, startTime: 0) { column in
        table.index(of: column.name).flatMap { defaults[$0] } ?? .null
      })
  }

  /// COPY of one file with these bytes, as rows of values.
  func rows(_ file: String, _ table: TableDefinition, _ options: String = "JSON 'auto'") throws -> [[Value]] {
    put("one/file", file)
    return try copy("COPY t FROM 's3://b/one/' \(options)", table).rows
  }

  /// What `rows` refuses.
  func errors(_ file: String, _ table: TableDefinition, _ options: String = "JSON 'auto'") throws -> LoadErrors {
    put("one/file", file)
    return try copy("COPY t FROM 's3://b/one/' \(options) IGNOREALLERRORS", table).errors
  }
}

extension CopyResult {
  var rows: [[Value]] {
    batches.flatMap { batch in (0..<batch.count).map { row in batch.columns.map { $0.value(row) } } }
  }
}

extension TableDefinition {
  init(_ columns: (String, DataType)...) {
    self.init(
      name: TableName(schema: "public", name: "t"), columns: columns.map { ColumnDefinition($0.0, $0.1) })
  }
}
