import SQLTypes
import Synchronization

/// The committed principals of a cluster, which all its databases share.
package final class PrincipalStore: Sendable {
  /// A change, made again on whatever others have committed meanwhile. Throws where it cannot be made any more.
  package typealias Edit = @Sendable (inout Principals) throws(SQLError) -> Void

  private let state: Mutex<Principals>

  package init(_ principals: Principals = Principals()) { state = Mutex(principals) }

  package var current: Principals { state.withLock { $0 } }

  /// Makes changes at once. Throws what they throw, and changes nothing then.
  package func apply(_ edit: @escaping Edit) throws(SQLError) { try publish([edit]) { () throws(SQLError) in } }

  /// Changes, together with what else a transaction publishes: both or none.
  func publish(_ edits: [Edit], with others: () throws(SQLError) -> Void) throws(SQLError) {
    try state.withLock { state throws(SQLError) in
      var principals = state
      for edit in edits { try edit(&principals) }
      principals.revision += 1
      try others()
      state = principals
    }
  }
}
