import Catalogs
import Columnar
import Formats
import SQLTypes
import Scheduling

/// What a load folder holds, written into it as `contents.json`: `localshift verify` compares what comes back with it.
///
/// ```
/// {"tables": [
///   {"schema": "public", "table": "users", "manifest": "users.manifest", "rows": 104, "checksum": "5bd1e4f0a9c3d277"}
/// ], "s3_prefix": "s3://bucket/prefix/"}
/// ```
package struct FolderContents: Hashable, Sendable {
  package static let fileName = "contents.json"

  package struct Table: Hashable, Sendable {
    package var name: TableName
    /// In the folder.
    package var manifest: String
    package var rows: Int
    package var checksum: RowChecksum
  }

  package var tables: [Table]
  /// What the manifests name the folder; nil where they name files by their paths from it.
  package var s3Prefix: String?

  init(_ tables: [WrittenTable], s3Prefix: String?) {
    self.s3Prefix = s3Prefix
    self.tables = tables.map { written in
      Table(
        name: written.table.definition.name, manifest: written.table.fileName + ".manifest",
        rows: written.table.rowCount, checksum: written.checksum)
    }
  }

  /// Of a table that was read back; batches are looked through in parallel. Throws `CancellationError`.
  package static func checksum(_ batches: [Batch], _ pool: WorkerPool) throws -> RowChecksum {
    let dictionaries = DictionaryHashes(batches)
    return try pool.map(count: batches.count) { RowChecksum(batches[$0], 0..<batches[$0].count, dictionaries) }
      .reduce(RowChecksum(), +)
  }

  /// `name` is what errors call the file. Errors: 22023 for what is no such list.
  package init(parsing bytes: some Sequence<UInt8>, name: String) throws(SQLError) {
    let document: JSONDocument
    do { document = try JSONDocument(parsing: bytes) } catch { throw Self.fault(error.description, name) }
    guard let elements = document["tables"]?.elements else { throw Self.fault("it has no array \"tables\"", name) }
    var tables: [Table] = []
    for (index, element) in elements.enumerated() {
      guard let table = Table(element) else {
        throw Self.fault("entry \(index + 1) does not have schema, table, manifest, rows and checksum", name)
      }
      tables.append(table)
    }
    self.tables = tables
    s3Prefix = document["s3_prefix"]?.text
  }

  private static func fault(_ reason: String, _ name: String) -> SQLError {
    SQLError(.invalidParameter, "\(name) is no list of a load folder's contents: \(reason)")
  }

  var json: String {
    let prefix = s3Prefix.map { ", \"s3_prefix\": \(JSONText.quoted($0))" } ?? ""
    return "{\"tables\": [\n\(tables.map { "  " + $0.json }.joined(separator: ",\n"))\n]\(prefix)}\n"
  }
}

extension FolderContents.Table {
  fileprivate init?(_ document: JSONDocument) {
    guard let schema = document["schema"]?.text, let table = document["table"]?.text,
      let manifest = document["manifest"]?.text, let rows = document["rows"]?.number.flatMap({ Int($0) }),
      let sum = document["checksum"]?.text.flatMap({ UInt64($0, radix: 16) })
    else { return nil }
    name = TableName(schema: schema, name: table)
    (self.manifest, self.rows, checksum) = (manifest, rows, RowChecksum(sum: sum))
  }

  fileprivate var json: String {
    let sum = String(zeroPadded: checksum.sum, width: 16, radix: 16)
    return "{\"schema\": \(JSONText.quoted(name.schema)), \"table\": \(JSONText.quoted(name.name)), "
      + "\"manifest\": \(JSONText.quoted(manifest)), \"rows\": \(rows), \"checksum\": \"\(sum)\"}"
  }
}
