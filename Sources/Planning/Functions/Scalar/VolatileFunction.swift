/// What gives another value at each row, or does something.
package enum VolatileFunction: String, Hashable, Sendable, CaseIterable {
  case random, timeOfDay, cancelBackend, terminateBackend, setConfig

  static let named: [NamedFunction<Self>] = [
    .init("random", .random, [], .fixed(.double)),
    .init("timeofday", .timeOfDay, [], .fixed(.varchar(64))),
    .init("pg_cancel_backend", .cancelBackend, [.bigint], .fixed(.integer)),
    .init("pg_terminate_backend", .terminateBackend, [.bigint], .fixed(.integer)),
    .init("set_config", .setConfig, [.text, .text, .boolean], .fixed(.longestVarchar)),
  ]
}
