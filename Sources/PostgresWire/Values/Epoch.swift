/// The wire counts from 2000-01-01, columns from 1970-01-01.
enum Epoch {
  static let days: Int64 = 10_957
  static let microseconds: Int64 = 946_684_800_000_000
}
