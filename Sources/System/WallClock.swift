/// The time of day, as statements see it.
package enum WallClock {
  /// Microseconds since 1970-01-01 00:00 UTC.
  package static var now: Int64 { Platform.now }

  /// Does nothing for about so long.
  package static func sleep(milliseconds: Int) { Platform.sleep(milliseconds: milliseconds) }
}
