import Synchronization

/// Names beside a file or folder that nothing else uses: `.NAME.partial-1234-1`.
package enum TemporaryName {
  private static let counter = Atomic<Int>(0)

  package static func sibling(of path: FilePath, kind: String) -> FilePath {
    let (folder, name) = path.split
    let number = counter.add(1, ordering: .relaxed).newValue
    return folder.appending(".\(name).\(kind)-\(SystemCalls.processNumber)-\(number)")
  }

  /// The folders of such names, of this process or of another.
  package static func siblings(of path: FilePath, kind: String) -> [FilePath] {
    let (folder, name) = path.split
    let start = Array(".\(name).\(kind)-".utf8)
    return ((try? folder.children()) ?? []).filter(\.isFolder).map(\.name)
      .filter { $0.starts(with: start) && isPairOfNumbers($0.dropFirst(start.count)) }.map { folder.appending($0) }
  }

  private static func isPairOfNumbers(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { 0x30...0x39 ~= $0 } }
  }
}
