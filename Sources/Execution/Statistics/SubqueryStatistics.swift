import Planning
import Synchronization

/// What the sub-queries within a plan's expressions did, by their ids: all runs of each together.
final class SubqueryStatistics: Sendable {
  private let known = Mutex<[Int: OperatorProfile]>([:])

  var profiles: [Int: OperatorProfile] { known.withLock { $0 } }

  func add(_ profile: OperatorProfile, of subquery: Int) {
    known.withLock { known in known[subquery] = known[subquery]?.adding(profile) ?? profile }
  }
}
