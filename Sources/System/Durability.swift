import Synchronization

/// Whether a file waits for the device before it takes its name; of the whole process, set as it starts.
///
/// A file is never seen half written either way. Without waiting, what is left in caches, the system's and the
/// device's, goes to the device when they like: a power cut, not the end of the process, may lose what was written
/// last.
package enum Durability: String, CaseIterable, Sendable {
  /// Files and their names are on the device when a statement or an export says that it is done.
  case always
  /// Caches will do: what others measure, and what a passing test needs.
  case never

  private static let waits = Atomic<Bool>(true)

  package static var current: Durability { waits.load(ordering: .relaxed) ? .always : .never }

  package static func set(_ durability: Durability) { waits.store(durability == .always, ordering: .relaxed) }
}
