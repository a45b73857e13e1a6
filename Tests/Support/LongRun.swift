import Foundation

/// Tests that are worth more time than every run has.
///
/// ```
/// LOCALSHIFT_LONG=1 swift test -c release -Xswiftc -enable-testing --filter NAME
/// ```
package enum LongRun {
  package static let isWanted = ProcessInfo.processInfo.environment["LOCALSHIFT_LONG"] == "1"

  /// How often to try.
  package static func count(_ usual: Int, long: Int) -> Int { isWanted ? long : usual }
}
