/// How long work takes.
enum Stopwatch {
  static func time<Result>(_ work: () throws -> Result) rethrows -> (Result, Duration) {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try work()
    return (result, start.duration(to: clock.now))
  }
}
