import SQLTypes
import Scheduling
import System

/// Walks folders for objects, in the byte order of full keys.
///
/// Below one folder, names sort with a slash behind the folders' names: `a.txt` comes before what lies in `a/`, because
/// `.` sorts before `/`. A walk in that order gives full keys in byte order; folders walked in parallel keep their
/// order.
struct ObjectLister {
  /// A folder to walk.
  struct Folder: Sendable {
    var path: FilePath
    /// How the names of its objects start, with the slash.
    var name: [UInt8]
    /// Whether what lies in it is named as keys are (`KeySteps`).
    var isBucket = false
    /// How names in it must start.
    var partial: [UInt8] = []
    /// The folder a prefix leads to, which need not be there.
    var isTop = false
    /// Reached by a link, so perhaps one of `above`.
    var isLink = false
    var above: [SystemCalls.Identity] = []
    /// Names up to this one are left out; empty leaves out none.
    var after: [UInt8] = []
  }

  private enum Item: Sendable {
    case object(StoredObject)
    case folder(Folder)

    var isFolder: Bool {
      if case .folder = self { true } else { false }
    }
  }

  private struct Entry {
    /// As names of objects have it; a folder's ends in a slash.
    var name: [UInt8]
    /// In the file system.
    var file: [UInt8]
    /// nil for a folder.
    var version: SystemCalls.Version?
    var isLink = false
  }

  /// Folders to have for each thread before they are walked in parallel, as some hold much more than others.
  private static let foldersPerThread = 8

  /// All files below the folder whose path below it starts with `partial`. A top folder that is not there has none.
  /// Errors: 58030.
  static func list(_ folder: Folder) throws(SQLError) -> [StoredObject] {
    var objects: [StoredObject] = []
    try walk(folder, into: &objects)
    return objects
  }

  /// The objects of `list` one after the other, until `take` wants no more. Errors: those of `list`.
  static func visit(_ folder: Folder, _ take: (StoredObject) -> Bool) throws(SQLError) {
    _ = try walk(folder, take)
  }

  /// The same on all threads of `pool`.
  static func list(_ folder: Folder, on pool: WorkerPool) throws -> [StoredObject] {
    var items = [Item.folder(folder)]
    while case let count = items.count(where: \.isFolder), count > 0, count < pool.threads * foldersPerThread {
      items = try items.flatMap(expanded)
    }
    let walked = items
    let lists = try pool.map(count: walked.count) { index in
      var objects: [StoredObject] = []
      if case .folder(let folder) = walked[index] { try walk(folder, into: &objects) }
      return objects
    }
    var objects: [StoredObject] = []
    for (item, list) in zip(items, lists) {
      if case .object(let object) = item { objects.append(object) } else { objects += list }
    }
    return objects
  }

  private static func expanded(_ item: Item) throws -> [Item] {
    guard case .folder(let folder) = item else { return [item] }
    return try contents(of: folder)
  }

  private static func walk(_ folder: Folder, into objects: inout [StoredObject]) throws(SQLError) {
    var found: [StoredObject] = []
    _ = try walk(folder) { object in
      found.append(object)
      return true
    }
    objects += found
  }

  /// False where `take` wants no more.
  private static func walk(_ folder: Folder, _ take: (StoredObject) -> Bool) throws(SQLError) -> Bool {
    for item in try contents(of: folder) {
      let goesOn =
        switch item {
        case .object(let object): take(object)
        case .folder(let inner): try walk(inner, take)
        }
      guard goesOn else { return false }
    }
    return true
  }

  /// What lies in a folder, in order; nothing for a link that leads back.
  private static func contents(of folder: Folder) throws(SQLError) -> [Item] {
    do {
      let identity = try folder.path.withPath(SystemCalls.status).identity
      if folder.isLink && folder.above.contains(identity) { return [] }
      let home = StoredFolder(path: folder.path, name: folder.name, isBucket: folder.isBucket)
      let above = folder.above + [identity]
      return try entries(of: folder).map { entry in
        if let version = entry.version {
          return .object(StoredObject(folder: home, entry: entry.file, version: version))
        }
        return .folder(
          Folder(
            path: folder.path.appending(entry.file), name: folder.name + entry.name, isBucket: folder.isBucket,
            isLink: entry.isLink, above: above, after: folder.after))
      }
    } catch {
      let error = error as? SystemError ?? .absent
      if folder.isTop && error.meansAbsent { return [] }
      throw error.report("read the folder", folder.path.text)
    }
  }

  private static func entries(of folder: Folder) throws -> [Entry] {
    var entries: [Entry] = []
    try folder.path.withPath { path in
      try SystemCalls.visitFolder(path) { handle, name, hint in
        // Most are left out by their names alone, before the system is asked what they are.
        let isPlain = !folder.isBucket || name.first != UInt8(ascii: ".")
        guard !isPlain || folder.takes(name), let entry = Self.entry(handle, name, hint, folder.isBucket),
          isPlain || folder.takes(entry.name)
        else { return }
        entries.append(entry)
      }
    }
    entries.sort { $0.name.lexicographicallyPrecedes($1.name) }
    return entries
  }

  /// nil for what is neither file nor folder, among them links that lead nowhere.
  private static func entry(
    _ folder: Int32, _ name: UnsafeBufferPointer<UInt8>, _ hint: SystemCalls.Kind?, _ isBucket: Bool
  ) -> Entry? {
    let file = Array(name)
    let step = { (isFolder: Bool) in
      guard isBucket else { return file }
      return isFolder ? KeySteps.ofFolder(file) : KeySteps.ofFile(file)
    }
    if hint == .folder { return Entry(name: step(true) + [0x2f], file: file, version: nil) }
    if hint == .other { return nil }
    // The name ends in NUL where the system's entry does, one byte behind the buffer.
    let text = UnsafeRawPointer(name.baseAddress.unsafelyUnwrapped).assumingMemoryBound(to: CChar.self)
    guard let status = try? SystemCalls.status(of: text, in: folder) else { return nil }
    switch status.kind {
    case .file: return Entry(name: step(false), file: file, version: status.version)
    case .folder: return Entry(name: step(true) + [0x2f], file: file, version: nil, isLink: true)
    case .other: return nil
    }
  }
}

extension ObjectLister.Folder {
  /// Whether an entry of that name starts as it must, and may be, or hold, something behind `after`.
  fileprivate func takes(_ entry: some Collection<UInt8>) -> Bool {
    guard entry.starts(with: partial) else { return false }
    guard !after.isEmpty else { return true }
    let whole = name + entry
    return after.starts(with: whole) || after.lexicographicallyPrecedes(whole)
  }
}
