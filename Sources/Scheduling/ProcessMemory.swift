/// How the process treats its memory.
package enum ProcessMemory {
  /// For a process that works through one large job after the other: call once, at its start.
  package static func keepFreed() { Platform.keepFreedMemory() }

  /// Hands memory that was freed back to the system: for a moment in which the processors have nothing else to do, such
  /// as waiting for a disk. Meanwhile no other thread gets memory.
  package static func giveBackFreed() { Platform.giveBackFreedMemory() }

  /// Makes room for deep recursion on the main thread: call once, at its start.
  package static func growStack() { Platform.growStack() }
}
