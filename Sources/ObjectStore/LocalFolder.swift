import SQLTypes
import System

/// Files of this machine that are not objects: scripts, configuration, expected results.
package enum LocalFolder {
  /// A stream is a pipe or a device.
  package enum Kind: Sendable { case file, folder, stream }

  /// What a path leads to; nil for nothing.
  package static func kind(of path: String) -> Kind? {
    switch (try? FilePath(path).withPath(SystemCalls.status))?.kind {
    case .file: .file
    case .folder: .folder
    case .other: .stream
    case nil: nil
    }
  }

  /// Makes a folder in one that exists, unless it is there already. Errors: 58030.
  package static func make(_ path: String) throws(SQLError) {
    guard kind(of: path) != .folder else { return }
    do { try FilePath(path).makeFolder() } catch { throw error.report("make the folder", path) }
  }

  /// The names in a folder, in byte order, without `.` and `..`. Errors: 58030.
  package static func names(in path: String) throws(SQLError) -> [String] {
    var names: [String] = []
    do {
      try FilePath(path).withPath { path in
        try SystemCalls.visitFolder(path) { _, name, _ in names.append(String(decoding: name, as: UTF8.self)) }
      }
    } catch let error as SystemError {
      throw error.report("read the folder", path)
    } catch {
      throw SQLError(.ioError, "could not read the folder \"\(path)\"")
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Writes a whole file at once: it appears whole or not at all. Errors: 58030.
  package static func write(_ text: String, to path: String) throws(SQLError) {
    do { try AtomicFile.write(text, to: path) } catch { throw SQLError(error) }
  }

  /// A whole file as text, or all that comes out of a pipe. Errors: 58030 with the path and the reason, 22021 where it
  /// is not UTF-8, 57014 where a signal came before a pipe's end.
  package static func text(of path: String) throws(SQLError) -> String {
    try ScriptText.decode(try bytes(of: path), name: "\"\(path)\"")
  }

  private static func bytes(of path: String) throws(SQLError) -> [UInt8] {
    if kind(of: path) == .stream {
      do throws(SystemError) {
        guard let bytes = try FilePath(path).readStream() else { throw SystemError(code: SystemCalls.interrupted) }
        return bytes
      } catch { throw error.code == SystemCalls.interrupted ? .cancelled : error.report("read", path) }
    }
    guard let file = try LocalStore().object(at: .path(path)) else {
      let reason = kind(of: path) == .folder ? "it is a folder" : "no such file"
      throw SQLError(.ioError, "could not read \"\(path)\": \(reason)")
    }
    return try file.wholeBytes()
  }
}
