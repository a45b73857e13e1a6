/// What gives another value at each row.
package enum VolatileFunction: String, Hashable, Sendable, CaseIterable {
  case random, timeOfDay

  static let named: [NamedFunction<Self>] = [
    .init("random", .random, [], .fixed(.double)),
    .init("timeofday", .timeOfDay, [], .fixed(.varchar(64))),
  ]
}
