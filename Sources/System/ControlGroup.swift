/// What the control groups of the process allow it (Linux, cgroups(7)); elsewhere there are none.
///
/// A group's limit holds for the groups inside it, so each on the way from the root counts. In a container the root is
/// the container's own group, whatever the way says.
enum ControlGroup {
  /// Bytes of memory, of each group that has a limit.
  static var memoryLimits: [Int] {
    (text(of: "/proc/self/cgroup") ?? "").split(separator: "\n").flatMap { files(of: $0) }.compactMap(number)
  }

  /// Where the limits of memory stand, of a line of `/proc/self/cgroup`; none of a group that limits something else.
  ///
  ///     4:memory:/jobs/7    version 1: /sys/fs/cgroup/memory/memory.limit_in_bytes, …/memory/jobs/…, …/jobs/7/…
  ///     0::/jobs/7          version 2: /sys/fs/cgroup/memory.max, …/jobs/memory.max, …/jobs/7/memory.max
  static func files(of line: some StringProtocol) -> [String] {
    let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return [] }
    let isFirstVersion = parts[1].split(separator: ",").contains("memory")
    guard isFirstVersion || parts[1].isEmpty else { return [] }
    var folder = isFirstVersion ? "/sys/fs/cgroup/memory" : "/sys/fs/cgroup"
    let file = isFirstVersion ? "memory.limit_in_bytes" : "memory.max"
    return ["\(folder)/\(file)"]
      + parts[2].split(separator: "/").map { name in
        folder += "/\(name)"
        return "\(folder)/\(file)"
      }
  }

  private static func number(in path: String) -> Int? {
    text(of: path).flatMap { Int($0.prefix { $0 != "\n" }) }
  }

  private static func text(of path: String) -> String? {
    (try? FilePath(path).readStream()).map { String(decoding: $0, as: UTF8.self) }
  }
}
