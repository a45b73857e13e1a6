import Synchronization

/// Whether a file waits for the device before it takes its name; of the whole process, set as it starts.
///
/// A file is never seen half written either way. Without waiting, the system sends the bytes when it likes: a power cut,
/// not the end of the process, may lose what was written last.
package enum Durability: String, CaseIterable, Sendable {
  /// Files and their names are on the device when a statement or an export says that it is done.
  case always
  /// The system's cache will do: what others measure, and what a passing test needs.
  case never

  private static let waits = Atomic<Bool>(true)

  package static var current: Durability { waits.load(ordering: .relaxed) ? .always : .never }

  package static func set(_ durability: Durability) { waits.store(durability == .always, ordering: .relaxed) }
}
