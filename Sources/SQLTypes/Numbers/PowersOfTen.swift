/// Powers of ten as the exact numbers they are.
@usableFromInline
package enum PowersOfTen {
  private static let doubles: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// Spelled out: a table that is computed has every use ask whether it has been.
  private static let integers: [Int64] = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
  ]

  private static let int128s: [Int128] = (0...38).map { power in (0..<power).reduce(Int128(1)) { ten, _ in ten * 10 } }

  /// 10^power as a double, exact up to 22.
  static func double(_ power: Int) -> Double { doubles[power] }

  /// 10^power for 0...18.
  package static func int64(_ power: Int) -> Int64 { integers[power] }

  /// 10^power for 0...38.
  package static func int128(_ power: Int) -> Int128 { int128s[power] }
}
