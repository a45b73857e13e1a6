import Synchronization

/// Finds time zones by name: abbreviations with a fixed offset, the system's zone files, and POSIX offsets
/// (sql.md 2.4, CONVERT_TIMEZONE).
package enum TimeZones {
  /// Zones read so far.
  private static let cache = Mutex<[String: TimeZoneRules]>([:])

  /// The zone of a name; 22023 when there is none.
  package static func zone(named name: String) throws(SQLError) -> TimeZoneRules {
    if let offset = abbreviation(name) { return TimeZoneRules(name: name.uppercased(), offset: Int64(offset)) }
    if let known = cache.withLock({ $0[name] }) { return known }
    if let rules = TimeZoneFile.rules(named: name) {
      cache.withLock { $0[name] = rules }
      return rules
    }
    if let rules = posix(name) { return rules }
    throw SQLError(.invalidParameter, "time zone \"\(name)\" not recognized", hint: TimeZoneFile.missingHint)
  }

  /// A zone inside a datetime text: an abbreviation or the name of a zone file.
  static func zone(bytes: UnsafeRawBufferPointer) -> DatetimeFields.Zone? {
    if bytes.equals(lowercase: "z") { return .offset(0) }
    guard bytes.count <= 64 else { return nil }
    let name = String(decoding: bytes, as: UTF8.self)
    if let offset = abbreviation(name) { return .offset(offset) }
    guard name.utf8.contains(0x2f), let rules = try? zone(named: name) else { return nil }
    return .rules(rules)
  }

  /// `-08`, `+0530`, `+05:30`, `+05:30:15`, `+8`: seconds east of Greenwich, up to 15:59:59.
  static func offset(_ text: UnsafeRawBufferPointer) -> Int? {
    var parts = (0, 0, 0)
    var digits = 0
    var part = 0
    for index in 1..<text.count {
      if text[index] == 0x3a {
        part += 1
        digits = 0
        if part > 2 { return nil }
        continue
      }
      // Four digits without a colon are hours and minutes.
      if digits == 2 {
        part += 1
        digits = 0
      }
      let digit = Int(text[index] &- 0x30)
      switch part {
      case 0: parts.0 = parts.0 * 10 + digit
      case 1: parts.1 = parts.1 * 10 + digit
      case 2: parts.2 = parts.2 * 10 + digit
      default: return nil
      }
      digits += 1
    }
    guard parts.0 <= 15, parts.1 < 60, parts.2 < 60 else { return nil }
    let seconds = parts.0 * 3600 + parts.1 * 60 + parts.2
    return text[0] == 0x2d ? -seconds : seconds
  }

  /// `NEWZONE +2`, `GMT-5`, `America/Los_Angeles+2`: hours **west** of Greenwich, whatever the name.
  private static func posix(_ name: String) -> TimeZoneRules? {
    var reader = PosixReader(text: Array(name.utf8.filter { $0 != 0x20 }))
    guard let zone = reader.name(isPath: true), let west = reader.time(), reader.isAtEnd, abs(west) < 24 * 3600 else {
      return bareOffset(name)
    }
    return TimeZoneRules(name: zone, offset: -west)
  }

  /// `+2`, `-08:00`: hours east, as SQL writes offsets.
  private static func bareOffset(_ name: String) -> TimeZoneRules? {
    guard let first = name.utf8.first, first == 0x2b || first == 0x2d else { return nil }
    let seconds = name.withRawUTF8 { bytes in
      bytes.count > 1 && bytes.dropFirst().allSatisfy { $0.isDigit || $0 == 0x3a } ? offset(bytes) : nil
    }
    return seconds.map { TimeZoneRules(name: name, offset: Int64($0)) }
  }

  /// Seconds east of Greenwich of an abbreviation; these never change with the season.
  package static func abbreviation(_ name: String) -> Int? {
    abbreviations[name.uppercased()].map { Int($0 * 3600) }
  }

  /// Hours east of Greenwich, for those in common use (PostgreSQL's default set).
  private static let abbreviations: [String: Double] = [
    "UTC": 0, "GMT": 0, "UT": 0, "Z": 0, "ZULU": 0, "WET": 0, "WEST": 1, "BST": 1, "IST": 5.5, "CET": 1, "CEST": 2,
    "MET": 1, "MEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "MSD": 4, "SAST": 2, "EAT": 3, "PKT": 5, "BDT": 6, "WIB": 7,
    "ICT": 7, "HKT": 8, "SGT": 8, "PHT": 8, "AWST": 8, "WAST": 2, "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "NST": -3.5, "NDT": -2.5, "AST": -4, "ADT": -3, "EST": -5,
    "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
    "BRT": -3, "BRST": -2, "ART": -3, "CLT": -4, "CLST": -3, "COT": -5, "PET": -5,
  ]
}
