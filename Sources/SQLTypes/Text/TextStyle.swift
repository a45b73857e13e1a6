/// What the texts of one value differ in, from one reader to another.
///
/// | | true | 0.1 + 0.2 | not a number | 2018-11-01 20:57:10+00 in Berlin |
/// |---|---|---|---|---|
/// | results, casts (wire.md 3.1) | t | 0.3 | NaN | 2018-11-01 21:57:10+01 |
/// | exports, load folders | t | 0.30000000000000004 | NaN | 2018-11-01 20:57:10+00 |
/// | `UNLOAD` (copy.md part 9) | t | 0.30000000000000004 | nan | 2018-11-01 20:57:10+00 |
package struct TextStyle: Hashable, Sendable {
  package enum Booleans: Hashable, Sendable {
    /// `t`, `f`
    case letters
    /// `true`, `false`
    case words
  }

  package enum Floats: Hashable, Sendable {
    /// 15 significant digits of a DOUBLE PRECISION, 6 of a REAL, and `extra_float_digits` more.
    case rounded(extra: Int)
    /// Fewest digits that read back as the same number.
    case shortest
  }

  package enum NonFinites: Hashable, Sendable {
    /// `NaN`, `Infinity`, `-Infinity`
    case words
    /// `nan`, `inf`, `-inf`
    case short
  }

  package var booleans = Booleans.letters
  package var floats = Floats.rounded(extra: 0)
  package var nonFinites = NonFinites.words
  /// The clock on which a TIMESTAMPTZ is shown.
  package var zone = TimeZoneRules.utc

  package init(
    booleans: Booleans = .letters, floats: Floats = .rounded(extra: 0), nonFinites: NonFinites = .words,
    zone: TimeZoneRules = .utc
  ) {
    self.booleans = booleans
    self.floats = floats
    self.nonFinites = nonFinites
    self.zone = zone
  }

  /// Results and casts of a session whose zone is UTC.
  package static let result = TextStyle()
  package static let export = TextStyle(floats: .shortest)
  package static let unload = TextStyle(floats: .shortest, nonFinites: .short)
}
