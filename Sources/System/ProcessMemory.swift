/// How the process treats its memory.
package enum ProcessMemory {
  /// For a process that works through one large job after the other: call once, at its start.
  package static func keepFreed() { Platform.keepFreedMemory() }

  /// Makes room for deep recursion on the main thread: call once, at its start.
  package static func growStack() { Platform.growStack() }
}
