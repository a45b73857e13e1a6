/// How long to wait before asking again: a random part of a bound that doubles (AWS's "full jitter"), so that many
/// requests turned away together do not come back together.
package struct RetrySchedule: Sendable {
  /// The first attempt counts, as AWS_MAX_ATTEMPTS does.
  package let maxAttempts: Int
  /// Seconds; the bound of the first wait.
  private let base: Double
  /// Seconds; no bound is longer.
  private let limit: Double
  private var generator: any RandomNumberGenerator & Sendable
  package private(set) var attempts = 1

  package init(
    maxAttempts: Int = 3, base: Double = 0.5, limit: Double = 20,
    generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
  ) {
    self.maxAttempts = max(1, maxAttempts)
    self.base = base
    self.limit = limit
    self.generator = generator
  }

  /// Seconds to wait before the next attempt; nil where all have been made. A server that says when it will answer
  /// again is not asked earlier, however long a wait that is up to a minute.
  package mutating func next(retryAfter: Int? = nil) -> Double? {
    guard attempts < maxAttempts else { return nil }
    // 2^30 halves of a second are beyond every limit.
    let bound = min(limit, base * Double(1 << min(attempts - 1, 30)))
    attempts += 1
    return max(Double.random(in: 0...bound, using: &generator), Double(min(retryAfter ?? 0, 60)))
  }
}
