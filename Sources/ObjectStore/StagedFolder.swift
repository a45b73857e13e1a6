import SQLTypes
import Scheduling
import System

/// A load folder that appears whole or not at all (CommandLine.md "Load folders").
///
/// Everything is written into `.NAME.partial-…` beside the target and renamed into place by `commit`. A load folder
/// that stood there is moved aside first and removed last, so that at no time both are missing for good; any other
/// folder with something in it is refused. A folder that goes away uncommitted leaves nothing behind; what a killed
/// process had staged or moved aside is removed, or put back, by the next one with the same target, which knows it by
/// the lock that nobody holds any more. Locks of other machines may be out of sight: what is theirs counts as abandoned
/// when it has not changed for a day.
///
/// ```
/// NAME, .NAME.partial                      all is written
/// .NAME.old, .NAME.partial                 killed here: .NAME.old is put back
/// .NAME.old, NAME                          killed here: .NAME.old is removed
/// .NAME.partial (the old one), NAME        being removed; killed here: .NAME.partial is removed
/// ```
///
/// Finished files are sent to the device in the background; `commit` waits for them before it renames anything.
package final class StagedFolder {
  private let target: FilePath
  private let made: LockedFolder
  private let ioThreads = IOThreads()
  private let blocks = BlockPool()
  private var isCommitted = false

  /// Where to write: a folder that is there already.
  package var path: String { staging.text }
  private var staging: FilePath { made.folder }

  /// Makes files in the folder, from any thread.
  package var files: StagedFiles { StagedFiles(staging: staging, target: target, ioThreads: ioThreads, blocks: blocks) }

  /// Errors: 58030 for a target that is no load folder, or that cannot be made.
  package init(target path: String) throws(SQLError) {
    let named = FilePath(path)
    let name = named.split.name
    guard !name.isEmpty, name != ".", name != ".." else { throw Self.refusal(named, "the path does not end in a name") }
    // Through a link, the folder behind it is the one to replace.
    target = named.resolved
    try Self.checkReplaceable(target)
    do { try target.makeFoldersAbove() } catch { throw SQLError(error) }
    Self.removeAbandoned(beside: target)
    do { made = try LockedFolder(beside: target, kind: "partial") } catch {
      throw error.report("make the folder", target.text)
    }
  }

  private static func removeAbandoned(beside target: FilePath) {
    LockedFolder.visitAbandoned(beside: target, kind: "partial") { try? $0.removeAll() }
    LockedFolder.visitAbandoned(beside: target, kind: "old") { old in
      if target.status != nil || (try? old.rename(to: target)) == nil { try? old.removeAll() }
    }
  }

  deinit {
    ioThreads.drop()
    if !isCommitted { try? staging.removeAll() }
  }

  /// Writes a whole file. Errors: 58030.
  package func write(_ text: String, to name: String) throws(SQLError) {
    let file = try files.make(name)
    try file.write(text)
    try file.finish()
  }

  /// Puts the folder in its place. Errors: 58030, those of files finished before among them.
  package func commit() throws(SQLError) {
    try Self.checkReplaceable(target)
    try synchronise()
    do {
      if target.status == nil {
        try staging.rename(to: target)
        isCommitted = true
      } else {
        try replace()
      }
    } catch { throw error.report("write", target.text) }
    try? target.split.folder.synchroniseFolder()
  }

  /// Waits until all files, and then all names, are on the device.
  private func synchronise() throws(SQLError) {
    do {
      try ioThreads.finish()
      for folder in staging.foldersBelow + [staging] { ioThreads.add { try folder.synchroniseFolder() } }
      try ioThreads.finish()
    } catch let error as FileError { throw SQLError(error) } catch let error as SystemError {
      throw error.report("write", target.text)
    } catch { throw SQLError(.ioError, "could not write \"\(target.text)\": \(error)") }
  }

  private func replace() throws(SystemError) {
    let old = TemporaryName.sibling(of: target, kind: "old")
    // Goes with the folder to its other names, so that nobody takes it for abandoned.
    let lock = try? FolderLock(target)
    defer { withExtendedLifetime(lock) {} }
    try target.rename(to: old)
    do { try staging.rename(to: target) } catch {
      try? old.rename(to: target)
      throw error
    }
    isCommitted = true
    // From here on it may be half gone: nothing that is ever put back.
    let waste = TemporaryName.sibling(of: target, kind: "partial")
    if (try? old.rename(to: waste)) != nil { try? waste.removeAll() } else { try? old.removeAll() }
  }

  // MARK: What may be replaced

  /// Whether `path` may become a load folder and can be made, before there is anything to write. Errors: 58030.
  package static func check(target path: String) throws(SQLError) {
    let target = FilePath(path).resolved
    try checkReplaceable(target)
    try checkMakeable(target)
  }

  /// Makes a folder where the target, or the first folder above it that is missing, would stand, and removes it.
  private static func checkMakeable(_ target: FilePath) throws(SQLError) {
    var missing = target
    while missing.split.folder.status == nil, missing.split.folder.text != missing.text {
      missing = missing.split.folder
    }
    let probe = TemporaryName.sibling(of: missing, kind: "partial")
    do { try probe.makeFolder() } catch { throw error.report("make the folder", target.text) }
    try? probe.removeAll()
  }

  private static func checkReplaceable(_ target: FilePath) throws(SQLError) {
    guard let status = target.status else { return }
    guard status.kind == .folder else { throw refusal(target, "it is a file") }
    let children: [(name: [UInt8], isFolder: Bool)]
    do { children = try target.children() } catch { throw refusal(target, "it cannot be read") }
    if children.isEmpty { return }
    guard children.contains(where: { $0.name.elementsEqual("load.sql".utf8) }) else {
      throw refusal(target, "it holds other files and no load.sql")
    }
    if let stranger = children.first(where: { !isOfLoadFolder($0.name, isFolder: $0.isFolder, in: target) }) {
      throw refusal(target, "\"\(String(decoding: stranger.name, as: UTF8.self))\" in it was not exported")
    }
  }

  /// Lists, and folders with nothing but parts.
  private static func isOfLoadFolder(_ name: [UInt8], isFolder: Bool, in target: FilePath) -> Bool {
    guard isFolder else { return LoadFolderName.isList(String(decoding: name, as: UTF8.self)) }
    guard let parts = try? target.appending(name).children() else { return false }
    return parts.allSatisfy { !$0.isFolder && LoadFolderName.isPart(file: $0.name) }
  }

  private static func refusal(_ target: FilePath, _ reason: String) -> SQLError {
    SQLError(
      .ioError, "will not replace \"\(target.text)\": \(reason)",
      hint: "name a new folder, an empty one, or one that an export wrote")
  }
}

/// Makes files and folders in a staged folder.
package struct StagedFiles: Sendable {
  let staging: FilePath
  let target: FilePath
  let ioThreads: IOThreads
  let blocks: BlockPool

  /// Makes a folder. Errors: 58030.
  package func makeFolder(_ name: String) throws(SQLError) {
    do { try staging.appending(name).makeFolder() } catch {
      throw error.report("make the folder", target.appending(name).text)
    }
  }

  /// Removes a folder if it is there, with files that are still on their way to the device. Errors: 58030.
  package func removeFolder(_ name: String) throws(SQLError) {
    let folder = staging.appending(name)
    if folder.status == nil { return }
    do { try folder.removeAll() } catch {
      throw SQLError(.ioError, "could not remove the folder \"\(target.appending(name).text)\": \(error)")
    }
  }

  /// A new file, waited for by the folder's `commit`; messages show where it will be. Errors: 58030.
  package func make(_ name: String) throws(SQLError) -> any ObjectSink {
    do {
      return try DirectFile(
        staging.appending(name), shownAs: target.appending(name).text, blocks: blocks, inBackground: ioThreads.add)
    } catch { throw SQLError(error) }
  }
}
