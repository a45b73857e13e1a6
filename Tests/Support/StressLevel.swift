import Foundation

/// How long tests with random input run: `LOCALSHIFT_LONG_FUZZ=1` for long.
package enum StressLevel {
  package static var isLong: Bool { ProcessInfo.processInfo.environment["LOCALSHIFT_LONG_FUZZ"] != nil }
}
