import SQLTypes
import Scheduling
import Synchronization
import System

/// Objects written as files of a folder: a bucket's below `--s3-root`, or plain paths.
///
/// Everything is written into a folder of its own and renamed by `commit`. That folder lies beside the bucket
/// (or beside the folder of a path), so that what a killed process leaves there is no object and no COPY reads it; only
/// where that folder cannot be written, or is another device, it lies inside.
package final class LocalDestination: ObjectDestination {
  /// A path's folder stands for all of the path's prefix; a bucket's keys go through folders.
  private let isBucket: Bool
  /// What names start with before the key.
  private let scheme: String
  /// What keys are paths below; nil: keys are paths.
  private let root: FilePath?
  private let prefix: String
  private let ioThreads = IOThreads()
  private let blocks = BlockPool()

  private struct Staging {
    var folder: FilePath?
    var keys: [String] = []
  }

  private let staging = Mutex(Staging())

  init(bucket: String, folder: FilePath, key: String) {
    (isBucket, scheme, root, prefix) = (true, "s3://\(bucket)/", folder, key)
  }

  init(path: String) { (isBucket, scheme, root, prefix) = (false, "", nil, path) }

  deinit {
    ioThreads.drop()
    staging.withLock { staging in
      if let folder = staging.folder { try? folder.removeAll() }
    }
  }

  package func name(of key: String) -> String { scheme + key }

  // MARK: What is there

  /// Of a path, only files in its own folder: a prefix of `/tmp/` is no reason to walk through all of it.
  package func existing(_ prefix: String) throws(SQLError) -> [String] {
    let (above, partial) = KeySteps.split(Array(prefix.utf8))
    let folder = try folder(above)
    guard isBucket else {
      let names = ((try? folder.children()) ?? []).filter { !$0.isFolder && $0.name.starts(with: partial) }
      return names.map { String(decoding: above + $0.name, as: UTF8.self) }
    }
    let found = try ObjectLister.list(
      ObjectLister.Folder(path: folder, name: above, isBucket: true, partial: partial, isTop: true))
    return found.map(\.name)
  }

  private func folder(_ above: [UInt8]) throws(SQLError) -> FilePath {
    guard let root else { return FilePath(folder: above) }
    guard let folder = KeySteps.folder(above, in: root) else { throw Self.unwritable(above.dropLast()) }
    return folder
  }

  /// Where an object's file stands. Errors: 22023 for keys that no file can have, or that lead out of the bucket.
  private func file(_ key: String) throws(SQLError) -> FilePath {
    guard let root else { return FilePath(key) }
    guard let file = KeySteps.file(key.utf8, in: root) else { throw Self.unwritable(key.utf8) }
    return file
  }

  private static func unwritable(_ key: some Collection<UInt8>) -> SQLError {
    SQLError(
      .invalidParameter,
      "the key '\(String(decoding: key, as: UTF8.self))' cannot be written below --s3-root: no file can have that name")
  }

  // MARK: Writing

  package func make(_ key: String) throws(SQLError) -> any ObjectSink {
    _ = try file(key)
    let path = try staging.withLock { (staging) throws(SQLError) in
      let folder: FilePath
      if let known = staging.folder { folder = known } else { folder = try makeStaging() }
      staging.folder = folder
      staging.keys.append(key)
      return folder.appending(String(staging.keys.count - 1))
    }
    do { return try DirectFile(path, shownAs: name(of: key), blocks: blocks, inBackground: ioThreads.add) } catch {
      throw SQLError(error)
    }
  }

  /// The folder that is there already and nearest to where objects will stand.
  private var base: FilePath {
    if let root { return root.resolved }
    var folder = FilePath(prefix + "x").split.folder
    while folder.status?.kind != .folder, folder.text != "/", folder.text != "." { folder = folder.split.folder }
    return folder.resolved
  }

  private func makeStaging() throws(SQLError) -> FilePath {
    let base = base
    let beside = TemporaryName.sibling(of: base, kind: "unload")
    if beside.split.folder.status?.identity.device == base.status?.identity.device,
      (try? beside.makeFolder()) != nil
    {
      return beside
    }
    let inside = TemporaryName.sibling(of: base.appending("unload"), kind: "unload")
    do { try inside.makeFolder() } catch { throw error.report("make a folder in", base.text) }
    return inside
  }

  // MARK: Commit

  package func commit(removing keys: [String], last: (key: String, text: String)?) throws(SQLError) {
    let made = staging.withLock { $0.keys }
    if let last { try write(last.text, to: last.key) }
    try waitForDevice()
    remove(keys.filter { $0 == last?.key })
    var published: [FilePath] = []
    do {
      for (number, key) in made.enumerated() { published.append(try publish(number, key)) }
      let new = Set(made)
      remove(keys.filter { $0 != last?.key && !new.contains($0) })
      synchroniseFolders(of: published)
      if let key = last?.key {
        published.append(try publish(made.count, key))
        synchroniseFolders(of: published.suffix(1))
      }
    } catch {
      for file in published { try? file.withPath(SystemCalls.removeFile) }
      throw error
    }
  }

  private func remove(_ keys: [String]) {
    for key in keys { try? file(key).withPath(SystemCalls.removeFile) }
  }

  private func write(_ text: String, to key: String) throws(SQLError) {
    let sink = try make(key)
    try sink.write(text)
    try sink.finish()
  }

  private func waitForDevice() throws(SQLError) {
    do { try ioThreads.finish() } catch let error as FileError { throw SQLError(error) } catch {
      throw SQLError(.ioError, "could not write \"\(name(of: prefix))\": \(error)")
    }
  }

  private func publish(_ number: Int, _ key: String) throws(SQLError) -> FilePath {
    // Through a link, the file behind it is the one to replace.
    let named = try file(key)
    let target = named.withPath(SystemCalls.linkTarget) == nil ? named : named.destination
    do { try target.makeFoldersAbove() } catch { throw SQLError(error) }
    do {
      let staged = staging.withLock { $0.folder }?.appending(String(number))
      try staged?.rename(to: target)
    } catch { throw error.report("write", name(of: key)) }
    return target
  }

  private func synchroniseFolders(of files: some Sequence<FilePath>) {
    var done: Set<String> = []
    for file in files {
      let folder = file.split.folder
      if done.insert(folder.text).inserted { try? folder.synchroniseFolder() }
    }
  }
}
