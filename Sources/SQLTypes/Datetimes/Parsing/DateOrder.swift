/// Which number of a date comes first where each could be day, month or year: the second half of DateStyle.
///
///     01/02/03     MDY 2003-01-02     DMY 2003-02-01     YMD 2001-02-03
package enum DateOrder: String, Hashable, Sendable {
  case monthFirst = "MDY"
  case dayFirst = "DMY"
  case yearFirst = "YMD"

  /// The order in a DateStyle as SHOW tells it: `ISO, DMY`.
  package init(dateStyle: String) { self = DateOrder(rawValue: String(dateStyle.suffix(3))) ?? .monthFirst }

  /// The order that a word of DateStyle asks for, whatever its case; nil for a word that asks for none (PostgreSQL 15,
  /// `check_datestyle`).
  package init?(word: String) {
    switch word.uppercased() {
    case "MDY", "US": self = .monthFirst
    case "DMY": self = .dayFirst
    case "YMD": self = .yearFirst
    case let word where word.hasPrefix("NONEURO"): self = .monthFirst
    case let word where word.hasPrefix("EURO"): self = .dayFirst
    default: return nil
    }
  }
}
