import Synchronization

/// How much memory the process may take: asked for between two pieces of work, so that a statement that takes too much
/// ends with an error while there is memory left to say so, and not the process with a trap.
///
/// What counts is what the process holds of the machine's memory, files apart: tables, joins, sorts, groups and results
/// alike, with what the allocator keeps. What it keeps for later is given back before anything is refused.
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

  /// Nine tenths of what the machine has, or of what the control groups allow. Where the address space is limited, a
  /// third of what is left of it: stacks take of it as a whole, and what grows is mapped a second time.
  ///
  /// As it was when it was first asked for.
  package static let standard: Int = {
    let limits = ([Platform.physicalBytes] + ControlGroup.memoryLimits).filter { $0 > 0 }.map { $0 / 10 * 9 }
    return (limits + [Platform.freeAddressSpace].compactMap { $0 }.map { $0 / 3 }).min() ?? .max
  }()

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
    guard let held = Platform.residentBytes, held > limit else { return false }
    Platform.giveBackFreedMemory()
    nextLook.store(now + intervalAfterTrim, ordering: .relaxed)
    return Platform.residentBytes.map { $0 > limit } ?? false
  }
}
