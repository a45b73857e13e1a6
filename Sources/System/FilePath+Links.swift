/// Where what is written to a path ends up.
extension FilePath {
  /// More links than this lead in a circle.
  private static let longestChain = 40

  /// The path without links; the last of them may lead to what is not there yet.
  package var destination: FilePath {
    var path = self
    for _ in 0..<Self.longestChain {
      if path.status != nil { return path.resolved }
      guard let target = path.withPath(SystemCalls.linkTarget), !target.isEmpty else { return path }
      path = target.first == 0x2F ? FilePath(bytes: target) : path.split.folder.appending(target)
    }
    return path
  }

  /// A device, a pipe, or a descriptor of the process: what is written there goes on, and nothing can take its place.
  package var isStream: Bool {
    let start = name.prefix(6)
    return start.starts(with: "/dev/".utf8) || start.elementsEqual("/proc/".utf8) || status?.kind == .other
  }
}
