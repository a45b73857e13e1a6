import Synchronization

/// Names beside a file or folder that nothing else uses: `.NAME.partial-1234-1@HOST`.
package enum TemporaryName {
  /// Begins anywhere: a process that was killed may have left a name, and another have its number now, as in a
  /// container whose folder outlives it.
  private static let counter = Atomic<Int>(.random(in: 0..<1 << 30))

  package static func sibling(of path: FilePath, kind: String) -> FilePath {
    let (folder, name) = path.split
    let number = counter.add(1, ordering: .relaxed).newValue
    return folder.appending(".\(name).\(kind)-\(SystemCalls.processNumber)-\(number)@\(host)")
  }

  /// The folders of such names, of this process or of another, and whether they were made on another machine: the locks
  /// of those may be out of sight.
  package static func siblings(of path: FilePath, kind: String) -> [(folder: FilePath, isForeign: Bool)] {
    let (folder, name) = path.split
    let start = Array(".\(name).\(kind)-".utf8)
    return ((try? folder.children()) ?? []).compactMap { child in
      guard child.isFolder, child.name.starts(with: start) else { return nil }
      let parts = child.name.dropFirst(start.count).split(separator: UInt8(ascii: "@"), maxSplits: 1)
      guard let numbers = parts.first, isPairOfNumbers(numbers) else { return nil }
      return (folder.appending(child.name), parts.count > 1 && !parts[1].elementsEqual(host.utf8))
    }
  }

  /// Of this machine, in letters that any file system takes.
  private static let host = String(
    decoding: SystemCalls.hostName.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E: byte
      default: UInt8(ascii: "_")
      }
    }, as: UTF8.self)

  private static func isPairOfNumbers(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { 0x30...0x39 ~= $0 } }
  }
}
