/// A span of time: calendar months, and microseconds for all that has a fixed length (a day is 24 hours).
@usableFromInline
package struct Interval: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline package var months: Int64
  @usableFromInline package var microseconds: Int64

  @inlinable package init(months: Int64 = 0, microseconds: Int64 = 0) {
    self.months = months
    self.microseconds = microseconds
  }
}
