import Formats
import ObjectStore
import SQLTypes
import Scheduling

/// Puts a load folder into the bucket its manifests name, so that nothing there looks whole before it is.
///
/// ```
/// 1. what makes an older folder look whole goes: contents.json, load.sql, manifests
/// 2. parts, several at a time; parts of the older folder that have no successor go
/// 3. manifests and load.sql
/// 4. contents.json
/// ```
/// Stopped half-way, it leaves parts at most, which the next upload to the same location replaces.
package struct LoadFolderUploader {
  private static let stretch = 1 << 20

  /// With a slash at its end.
  private let folder: String
  private let target: Location
  private let storage: ObjectStorage
  private let pool: WorkerPool

  /// `storage` leads to the bucket. Errors: 22023 for a prefix that is none.
  package init(folder: String, prefix: String, storage: ObjectStorage, pool: WorkerPool) throws(SQLError) {
    self.folder = folder.hasSuffix("/") ? folder : folder + "/"
    target = try Location(prefix.hasSuffix("/") ? prefix : prefix + "/")
    self.storage = storage
    self.pool = pool
  }

  /// Gives the number of files and their bytes. Errors: 58030 for a location that holds other objects, and for files
  /// that cannot be read; those of S3; cancellation.
  package func run() throws -> (files: Int, bytes: Int) {
    let objects = try ObjectStorage().list(.path(folder))
    let files = objects.map { (name: String($0.name.dropFirst(folder.count)), object: $0) }
    let old = try existing()
    try commit([], removing: old.filter { !LoadFolderName.isPart($0) })
    let parts = files.filter { LoadFolderName.isPart($0.name) }
    let kept = Set(parts.map(\.name))
    try commit(parts, removing: old.filter { LoadFolderName.isPart($0) && !kept.contains($0) })
    let lists = files.filter { !LoadFolderName.isPart($0.name) && $0.name != FolderContents.fileName }
    try commit(lists, last: files.first { $0.name == FolderContents.fileName })
    return (files.count, objects.reduce(0) { $0 + $1.size })
  }

  /// Names behind the prefix. Errors: 58030 where one is not of a load folder.
  private func existing() throws(SQLError) -> [String] {
    let names = try storage.destination(for: target).existing(target.key).map { String($0.dropFirst(target.key.count)) }
    guard let stranger = names.first(where: { !LoadFolderName.isPart($0) && !LoadFolderName.isList($0) }) else {
      return names
    }
    throw SQLError(
      .ioError, "will not upload to \(target): \"\(stranger)\" there was not exported",
      hint: "name an empty prefix, or one that holds a load folder")
  }

  private typealias File = (name: String, object: StoredObject)

  private func commit(_ files: [File], removing old: [String] = [], last: File? = nil) throws {
    guard !files.isEmpty || !old.isEmpty || last != nil else { return }
    let destination = try storage.destination(for: target)
    try pool.forEach(count: files.count) { index in
      let sink = try destination.make(target.key + files[index].name)
      try copy(files[index].object, to: sink)
    }
    let text = try last.map { file throws(SQLError) in String(decoding: try file.object.wholeBytes(), as: UTF8.self) }
    try destination.commit(
      removing: old.map { target.key + $0 }, last: last.flatMap { file in text.map { (target.key + file.name, $0) } })
  }

  private func copy(_ object: StoredObject, to sink: any ObjectSink) throws {
    var stream = try object.open().stream()
    let buffer = InputBuffer(capacity: Self.stretch)
    while try stream.read(into: buffer) > 0 {
      try pool.cancellation.check()
      try sink.write(buffer.bytes)
      buffer.count = 0
    }
    try sink.finish()
  }
}
