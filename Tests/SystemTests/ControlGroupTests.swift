import Testing

@testable import System

@Suite struct ControlGroupTests {
  @Test(arguments: [
    (
      "4:memory:/jobs/7",
      [
        "memory/memory.limit_in_bytes", "memory/jobs/memory.limit_in_bytes", "memory/jobs/7/memory.limit_in_bytes",
      ]
    ),
    ("0::/", ["memory.max"]), ("0::/a:b/c", ["memory.max", "a:b/memory.max", "a:b/c/memory.max"]),
    ("3:cpu,memory:/x", ["memory/memory.limit_in_bytes", "memory/x/memory.limit_in_bytes"]),
    ("2:cpuacct:/x", []), ("1:name=systemd:/memory", []), ("", []), ("0:", []),
  ])
  func limitsStandOnTheWayToTheGroup(_ line: String, _ files: [String]) {
    #expect(ControlGroup.files(of: line) == files.map { "/sys/fs/cgroup/\($0)" })
  }
}
