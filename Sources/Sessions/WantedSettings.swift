import SQLSyntax
import Synchronization

/// The parameters that a statement's `set_config` calls ask for, in their order. Workers add to them.
final class WantedSettings: Sendable {
  private let wanted = Mutex<[SetParameter]>([])

  var all: [SetParameter] { wanted.withLock { $0 } }

  func append(_ parameter: SetParameter) { wanted.withLock { $0.append(parameter) } }
}
