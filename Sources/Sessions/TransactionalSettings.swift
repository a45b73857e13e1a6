import SQLTypes

/// A session's parameters, and what the end of a transaction makes of them.
///
/// ```
/// BEGIN; SET a = 1; SET LOCAL a = 2      current 2, lasting 1, at BEGIN 0
/// COMMIT                                 1, what SET gave
/// ROLLBACK                               0, also after a COMMIT that fails
/// ```
struct TransactionalSettings {
  /// As statements see them.
  private(set) var current = SessionSettings()
  /// Without what SET LOCAL did.
  private var lasting = SessionSettings()
  private var atBegin = SessionSettings()

  mutating func begin() { (lasting, atBegin) = (current, current) }
  mutating func commit() { current = lasting }
  mutating func rollback() { (current, lasting) = (atBegin, atBegin) }

  /// SET; nil for DEFAULT. Throws as `SessionSettings.set` does.
  mutating func set(_ name: String, to values: [String]?) throws(SQLError) {
    try current.set(name, to: values)
    try lasting.set(name, to: values)
  }

  /// What RESET comes back to, also after a rollback. Throws as `SessionSettings.set` does.
  mutating func setDefault(_ name: String, to value: [String]) throws(SQLError) {
    try current.setDefault(name, to: value)
    try lasting.setDefault(name, to: value)
    try atBegin.setDefault(name, to: value)
  }

  /// SET LOCAL, within a transaction. Throws as above.
  mutating func setLocal(_ name: String, to values: [String]?) throws(SQLError) {
    try current.set(name, to: values)
  }

  /// Back to what a parameter was, whoever has set it since.
  mutating func restore(_ name: String, from old: TransactionalSettings) {
    current.restore(name, from: old.current)
    lasting.restore(name, from: old.lasting)
  }

  /// RESET; nil for all parameters.
  mutating func reset(_ name: String?) {
    current.reset(name)
    lasting.reset(name)
  }
}
