import SQLTypes

/// Walks folders for objects, in the byte order of full keys.
///
/// Below one folder, names sort with a slash behind the folders' names: `a.txt` comes before what lies in `a/`, because
/// `.` sorts before `/`. A walk in that order gives full keys in byte order.
struct ObjectLister {
  private struct Entry {
    var name: [UInt8]
    /// nil: a folder; its `name` ends in a slash.
    var size: Int?
    /// Only real folders need no look at where they lead.
    var isLink = false
  }

  private var objects: [StoredObject] = []
  /// The folders above, for links that lead back to one of them.
  private var above: [SystemCalls.Identity] = []

  /// All files below the folder whose path below it starts with `partial`; `name` is how the folder's keys start.
  /// A folder that is not there has none. Errors: 58030.
  static func list(_ path: FilePath, name: [UInt8], partial: [UInt8]) throws(SQLError) -> [StoredObject] {
    var lister = ObjectLister()
    try lister.walk(path, name: name, partial: partial, isTop: true)
    return lister.objects
  }

  private mutating func walk(
    _ path: FilePath, name: [UInt8], partial: [UInt8], isTop: Bool = false, isLink: Bool = false
  ) throws(SQLError) {
    do {
      let identity = try path.withPath(SystemCalls.status).identity
      if isLink && above.contains(identity) { return }
      let entries = try Self.entries(of: path, partial: partial)
      above.append(identity)
      defer { above.removeLast() }
      let folder = StoredFolder(path: path, name: name)
      for entry in entries { try visit(entry, folder) }
    } catch let error as SQLError {
      throw error
    } catch let error as SystemError where isTop && error.meansAbsent {
      return
    } catch let error as SystemError {
      throw error.report("read the folder", path.text)
    } catch {
      throw SQLError(.ioError, "could not read the folder \"\(path.text)\"")
    }
  }

  private mutating func visit(_ entry: Entry, _ folder: StoredFolder) throws(SQLError) {
    if let size = entry.size {
      objects.append(StoredObject(folder: folder, entry: entry.name, size: size))
    } else {
      let path = folder.path.appending(entry.name.dropLast())
      try walk(path, name: folder.name + entry.name, partial: [], isLink: entry.isLink)
    }
  }

  private static func entries(of path: FilePath, partial: [UInt8]) throws -> [Entry] {
    var entries: [Entry] = []
    try path.withPath { path in
      try SystemCalls.visitFolder(path) { folder, name, hint in
        guard name.starts(with: partial), let entry = Self.entry(folder, name, hint) else { return }
        entries.append(entry)
      }
    }
    entries.sort { $0.name.lexicographicallyPrecedes($1.name) }
    return entries
  }

  /// nil for what is neither file nor folder, among them links that lead nowhere.
  private static func entry(_ folder: Int32, _ name: UnsafeBufferPointer<UInt8>, _ hint: SystemCalls.Kind?) -> Entry? {
    if hint == .folder { return Entry(name: name + [0x2f], size: nil) }
    if hint == .other { return nil }
    // The name ends in NUL where the system's entry does, one byte behind the buffer.
    let text = UnsafeRawPointer(name.baseAddress.unsafelyUnwrapped).assumingMemoryBound(to: CChar.self)
    guard let status = try? SystemCalls.status(of: text, in: folder) else { return nil }
    switch status.kind {
    case .file: return Entry(name: Array(name), size: status.size)
    case .folder: return Entry(name: name + [0x2f], size: nil, isLink: true)
    case .other: return nil
    }
  }
}
