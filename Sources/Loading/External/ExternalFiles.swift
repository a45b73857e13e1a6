import Catalogs
import ObjectStore
import SQLTypes

/// An object that a scan of an external table reads.
struct ExternalFile: Sendable {
  let object: StoredObject
  /// The index of the partition that it lies in; nil of a table that has none.
  let partition: Int?
}

/// The files of an external table, in the order of its partitions and of their keys.
struct ExternalFiles {
  let table: ExternalTable
  let store: ObjectStorage

  /// Errors: those of the store; XX000 for a manifest that is none or names what is not there.
  func find() throws(SQLError) -> [ExternalFile] {
    guard !table.partitionColumns.isEmpty else { return try files(at: table.location, nil) }
    var found: [ExternalFile] = []
    for (index, partition) in table.partitions.enumerated() { found += try files(at: partition.location, index) }
    return found
  }

  private func files(at text: String, _ partition: Int?) throws(SQLError) -> [ExternalFile] {
    try objects(at: text).map { ExternalFile(object: $0, partition: partition) }
  }

  /// All below a folder, or what the one manifest of that name lists.
  private func objects(at text: String) throws(SQLError) -> [StoredObject] {
    let location = try Location(text)
    if !text.hasSuffix("/"), !location.key.isEmpty {
      guard try store.object(at: location) == nil else {
        return try store.list(store.manifest(at: location), name: text).filter { $0.size > 0 }
      }
      return try objects(at: text + "/")
    }
    let folder = location.description.utf8.count
    return try store.find(location).filter { $0.size > 0 && !Self.isHidden($0.name.utf8.dropFirst(folder)) }
  }

  /// Files and folders that jobs leave beside their output, and editors their copies: begun with `_`, `.` or `#`, or
  /// ended with `~`.
  private static func isHidden(_ key: Substring.UTF8View) -> Bool {
    key.split(separator: UInt8(ascii: "/")).contains { step in
      [UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "#")].contains(step.first) || step.last == UInt8(ascii: "~")
    }
  }
}
