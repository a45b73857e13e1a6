import SQLTypes

/// DateStyle: how dates are written, which is ISO 8601 here, and in which order ambiguous ones are read.
///
///     SET datestyle TO 'DMY'        ISO, DMY
///     SET datestyle TO 'ISO'        ISO, and the order as it was
enum DateStyle {
  /// What SHOW tells after SET. Errors: 22023 for what is no style, 0A000 for dates written in another way.
  static func text(of value: String, before: String) throws(SQLError) -> String {
    var orders: Set<DateOrder> = []
    for word in value.split(whereSeparator: { $0 == "," || $0 == " " }).map({ $0.lowercased() }) {
      if let order = DateOrder(word: word) {
        orders.insert(order)
      } else if ["sql", "german"].contains(word) || word.hasPrefix("postgres") {
        throw .notSupported("DateStyle \"\(value)\"")
      } else if word != "iso" {
        throw SQLError(
          .invalidParameter, "invalid value for parameter \"DateStyle\": \"\(value)\"",
          detail: "Unrecognized key word: \"\(word)\".")
      }
    }
    guard orders.count < 2 else {
      throw SQLError(
        .invalidParameter, "invalid value for parameter \"DateStyle\": \"\(value)\"",
        detail: "Conflicting \"datestyle\" specifications.")
    }
    return "ISO, \((orders.first ?? DateOrder(dateStyle: before)).rawValue)"
  }
}
