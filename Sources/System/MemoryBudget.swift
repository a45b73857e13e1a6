import Synchronization

/// How much memory the process may take: asked for between two pieces of work, so that a statement that takes too much
/// ends with an error while there is memory left to say so, and not the process with a trap.
///
/// What counts is what the process holds of the machine's memory, files apart: tables, joins, sorts, groups and results
/// alike, with what the allocator keeps. What it keeps for later is given back before anything is refused. Where the
/// process may take so many addresses only (`ulimit -v`), a tenth of them is kept free as well: threads and the
/// allocator take far more of them than there is memory behind, so they count only beside what is held.
package enum MemoryBudget {
  private static let limit = Atomic<Int>(.max)
  /// Microseconds of uptime: memory is not looked at before.
  private static let nextLook = Atomic<Int64>(0)
  private static let wasExceeded = Atomic<Bool>(false)
  private static let (interval, intervalAfterTrim): (Int64, Int64) = (2_000, 50_000)

  package static let isAvailable = Platform.residentBytes != nil

  /// Bytes; `Int.max` is no limit.
  package static var bytes: Int { limit.load(ordering: .relaxed) }

  package static func set(_ bytes: Int) { limit.store(bytes, ordering: .relaxed) }

  /// Nine tenths of what the machine has, or of what its control group or `ulimit -v` allows.
  package static var standard: Int {
    let limits = [Platform.physicalBytes, Platform.addressLimit ?? 0] + controlGroupFiles.compactMap(number)
    return limits.filter { $0 > 0 }.min().map { $0 / 10 * 9 } ?? .max
  }

  private static let controlGroupFiles = [
    "/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes",
  ]

  private static func number(in path: String) -> Int? {
    guard let bytes = try? FilePath(path).readStream() else { return nil }
    return Int(String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self))
  }

  /// Whether too much is held at the moment; looked at every few milliseconds at most.
  package static var isExceeded: Bool {
    let limit = bytes
    guard limit != .max else { return false }
    let now = Platform.uptime
    let due = nextLook.load(ordering: .relaxed)
    let isMine =
      now >= due && nextLook.compareExchange(expected: due, desired: now + interval, ordering: .relaxed).exchanged
    // What was too much a moment ago may have gone with its statement.
    guard isMine || wasExceeded.load(ordering: .relaxed) else { return false }
    let isExceeded = look(limit, now)
    wasExceeded.store(isExceeded, ordering: .relaxed)
    return isExceeded
  }

  private static func look(_ limit: Int, _ now: Int64) -> Bool {
    guard isOver(limit) else { return false }
    Platform.giveBackFreedMemory()
    nextLook.store(now + intervalAfterTrim, ordering: .relaxed)
    return isOver(limit)
  }

  private static func isOver(_ limit: Int) -> Bool {
    guard let held = Platform.residentBytes else { return false }
    if held > limit { return true }
    guard let addresses, held > leastHeld else { return false }
    return Platform.addressedBytes.map { $0 > addresses } ?? false
  }

  /// Whether it is the addresses that are few, and not the memory that `bytes` grants.
  package static var isOfAddresses: Bool { addresses.map { $0 <= bytes } ?? false }

  /// Nine tenths of the addresses there may be.
  private static let addresses = Platform.addressLimit.map { $0 / 10 * 9 }
  /// Below it addresses do not count: they are the program's own.
  private static let leastHeld = 64 << 20
}
