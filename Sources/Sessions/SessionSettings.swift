import Catalogs
import SQLTypes

/// The parameters of a session: what SET changes and SHOW tells (sql.md 4.4).
///
/// A parameter that cannot matter offline is kept and shown all the same; one nobody knows is an error, unless it has a
/// dot (`SET app.user = 'x'`).
package struct SessionSettings: Sendable {
  private static let defaults = [
    "analyze_threshold_percent": "10", "application_name": "", "client_encoding": "UTF8", "datestyle": "ISO, MDY",
    "default_transaction_isolation": "serializable",
    "describe_field_name_in_uppercase": "off", "enable_case_sensitive_identifier": "off",
    "enable_case_sensitive_super_attribute": "off", "json_parse_dedup_attributes": "off",
    "json_parse_truncate_strings": "off", "default_array_search_null_handling": "on",
    "enable_result_cache_for_session": "on", "error_on_nondeterministic_update": "off", "extra_float_digits": "0",
    "intervalstyle": "postgres",
    "query_group": "unset", "search_path": "$user, public", "server_version": "8.0.2",
    "server_encoding": "UNICODE",
    "standard_conforming_strings": "off", "statement_timeout": "0", "timezone": "UTC",
    "transaction_isolation": "serializable", "wlm_query_slot_count": "1", "navigate_super_null_on_error": "on",
    "cast_super_null_on_error": "on", "parse_super_null_on_error": "off", "mv_enable_aqmv_for_session": "on",
    "stored_proc_log_min_messages": "log", "json_serialization_enable": "off", "max_concurrency_scaling_clusters": "1",
    "session_authorization": SessionInfo.defaultUser, "is_superuser": "on", "idle_session_timeout": "0",
    "transaction_read_only": "off", "default_transaction_read_only": "off",
    "enable_numeric_rounding": "on", "default_geometry_encoding": "1", "enable_vacuum_boost": "off",
    "downcase_delimited_identifier": "on", "seed": "unavailable", "max_cursor_result_set_size": "0",
    "spectrum_enable_pseudo_columns": "on", "enable_spectrum_oid": "on", "spectrum_query_maxerror": "-1",
    "json_serialization_parse_nested_strings": "off", "pg_federation_repeatable_read": "on",
    "interval_forbid_composite_literals": "off", "default_identity_namespace": "",
    "datashare_break_glass_session_var": "",
  ]

  /// All of them, by name.
  package private(set) var values = Self.defaults
  package var searchPath = ["$user", "public"]
  /// What the session's user has in place of the defaults.
  private var own: [String: [String]] = [:]

  package init() {}

  /// Of the two parameters the older one has its meaning turned round.
  package var isCaseSensitive: Bool {
    self["enable_case_sensitive_identifier"] == "on" || self["downcase_delimited_identifier"] == "off"
  }

  /// What RANDOM begins from, until another SET.
  package var seed: Double? { values["seed"].flatMap { Double($0) } }

  package var keepsAttributeCase: Bool { self["enable_case_sensitive_super_attribute"] == "on" }

  package subscript(name: String) -> String? { values[name] }

  /// The percentage of a table's rows of which fewer must have changed for ANALYZE to leave the table.
  package var analyzeThreshold: Double {
    let percent = self["analyze_threshold_percent"].flatMap { Double($0) } ?? 10
    return (0...100).contains(percent) ? percent : 10
  }

  /// How long a statement may run; nil for as long as it takes.
  package var statementTimeout: Duration? {
    let milliseconds = values["statement_timeout"].flatMap { Int($0) } ?? 0
    return milliseconds > 0 ? .milliseconds(milliseconds) : nil
  }

  /// Milliseconds that a session may do nothing; nil for as long as it likes.
  package var idleTimeout: Int? {
    let milliseconds = values["idle_session_timeout"].flatMap { Int($0) } ?? 0
    return milliseconds > 0 ? milliseconds : nil
  }

  /// How values are shown to the session's client.
  package var textStyle: TextStyle {
    TextStyle(floats: .rounded(extra: values["extra_float_digits"].flatMap { Int($0) } ?? 0), zone: zone)
  }

  /// What datetime texts that the session's client sends lean on, at a time.
  package func datetimes(at time: Int64) -> DatetimeContext {
    DatetimeContext(now: time, zone: zone, order: dateOrder)
  }

  /// In which order dates are read that could be several.
  package var dateOrder: DateOrder { DateOrder(dateStyle: values["datestyle"] ?? "") }

  private var zone: TimeZoneRules {
    timeZone == "UTC" ? .utc : (try? TimeZones.zone(named: timeZone)) ?? .utc
  }

  /// By name; one that there is.
  package var timeZone: String { values["timezone"] ?? "UTC" }

  /// All of them, in the order of their names.
  package var all: [(name: String, value: String)] {
    values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// What nobody may set, whom PostgreSQL lets (as real clusters answer clients that set it when they connect).
  private static let denied: Set<String> = ["client_min_messages"]

  /// SET; nil for DEFAULT. 42704 for a parameter that does not exist, 42501 for one that nobody may set, 0A000 for
  /// values that would change results here.
  package mutating func set(_ name: String, to values: [String]?) throws(SQLError) {
    guard !Self.denied.contains(name) else {
      let value = values?.joined(separator: ", ") ?? "default"
      throw SQLError(.insufficientPrivilege, "permission denied to set parameter \"\(name)\" to \"\(value)\"")
    }
    guard Self.defaults[name] != nil || name.contains(".") else {
      throw SQLError(
        .undefinedObject, "unrecognized configuration parameter \"\(name)\"",
        hint: EditDistance.hint(for: name, among: Array(Self.defaults.keys)))
    }
    guard let given = values else { return reset(name) }
    let joined = SettingList.text(of: name, given)
    let value = try canonical(name, joined)
    try check(name, value)
    if name == "search_path" { searchPath = given }
    self.values[name] = Self.normalized(value)
  }

  package mutating func reset(_ name: String?) {
    guard let name else {
      let own = own
      self = SessionSettings()
      for (name, value) in own { try? setDefault(name, to: value) }
      return
    }
    values[name] = Self.defaults[name]
    if name == "search_path" { searchPath = SessionSettings().searchPath }
    if let value = own[name] { try? set(name, to: value) }
  }

  /// Makes a parameter what it is in others.
  mutating func restore(_ name: String, from other: SessionSettings) {
    values[name] = other.values[name]
    if name == "search_path" { searchPath = other.searchPath }
  }

  /// The same as SET, and RESET comes back to it.
  package mutating func setDefault(_ name: String, to value: [String]) throws(SQLError) {
    try set(name, to: value)
    own[name] = value
  }

  /// As SHOW tells it. Errors: those of `DateStyle`.
  private func canonical(_ name: String, _ text: String) throws(SQLError) -> String {
    switch name {
    case "timezone": Self.zoneName(text)
    case "datestyle": try DateStyle.text(of: text, before: values["datestyle"] ?? "")
    default: text
    }
  }

  /// The offset that an interval is, `-8 hours` as `-08:00`; anything else as it is.
  private static func zoneName(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x20 }), let span = try? IntervalText.parse(text), span.months == 0 else {
      return text
    }
    let minutes = abs(span.microseconds) / Timestamp.microsecondsPerMinute
    let hours = String(zeroPadded: minutes / 60, width: 2)
    return (span.microseconds < 0 ? "-" : "+") + hours + ":" + String(zeroPadded: minutes % 60, width: 2)
  }

  private func check(_ name: String, _ value: String) throws(SQLError) {
    switch name {
    case "timezone":
      _ = try TimeZones.zone(named: value)
    case "statement_timeout":
      guard let milliseconds = Int(value), milliseconds >= 0 else {
        throw SQLError(.invalidParameter, "invalid value for parameter \"statement_timeout\": \"\(value)\"")
      }
    case "extra_float_digits":
      guard let digits = Int(value), (-15...2).contains(digits) else {
        throw SQLError(
          .invalidParameter, "\(value) is outside the valid range for parameter \"extra_float_digits\" (-15 .. 2)")
      }
    case "seed":
      guard let seed = Double(value), (-1...1).contains(seed) else {
        throw SQLError(
          .invalidParameter, "\(value) is outside the valid range for parameter \"seed\" (-1 .. 1)")
      }
    case "intervalstyle":
      guard ["postgres", "postgres_verbose", "sql_standard", "iso_8601"].contains(value.lowercased()) else {
        throw SQLError(.invalidParameter, "invalid value for parameter \"intervalstyle\": \"\(value)\"")
      }
      guard value.lowercased() == "postgres" else { throw .notSupported("IntervalStyle \"\(value)\"") }
    case "client_encoding":
      // Texts go both ways as they are.
      let encoding = value.lowercased().filter { $0.isLetter || $0.isNumber }
      guard ["utf8", "unicode", "sqlascii"].contains(encoding) else { throw .notSupported("client_encoding \(value)") }
    case "server_encoding", "server_version":
      throw SQLError(SQLState("55P02"), "parameter \"\(name)\" cannot be changed")
    case "enable_numeric_rounding":
      guard Self.normalized(value) == "on" else { throw .notSupported("\(name) = \(value)") }
    case "describe_field_name_in_uppercase", "interval_forbid_composite_literals":
      guard Self.normalized(value) == "off" else { throw .notSupported("\(name) = \(value)") }
    default: break
    }
  }

  private static func normalized(_ value: String) -> String {
    switch value.lowercased() {
    case "true", "on", "yes": "on"
    case "false", "off", "no": "off"
    default: value
    }
  }
}
