/// How the process treats its memory.
package enum ProcessMemory {
  /// For a process that works through one large job after the other: call once, at its start.
  package static func keepFreed() { Platform.keepFreedMemory() }
}
