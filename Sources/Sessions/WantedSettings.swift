import SQLSyntax
import Synchronization

/// The parameters that a statement's `set_config` calls ask for, in their order. Workers add to them.
final class WantedSettings: Sendable {
  private struct State {
    var wanted: [SetParameter] = []
    var shown: [String: String] = [:]
  }

  private let state = Mutex(State())

  var all: [SetParameter] { state.withLock { $0.wanted } }

  /// What SHOW will tell of a parameter that has been asked for, by its name in lower case.
  func shown(_ name: String) -> String? { state.withLock { $0.shown[name] } }

  func append(_ parameter: SetParameter, shown: String) {
    state.withLock {
      $0.wanted.append(parameter)
      $0.shown[parameter.name] = shown
    }
  }
}
