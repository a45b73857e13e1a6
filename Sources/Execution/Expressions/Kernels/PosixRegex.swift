import SQLTypes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A POSIX extended regular expression, compiled by the system's `regcomp` (sql.md 2.5).
///
/// `\d`, `\w`, `\s` and their opposites are translated to classes, `(?:` to a plain group. All C calls of regular
/// expressions are in this file. A compiled expression is only read by `regexec`, so threads may share it; its
/// `regex_t` lives as long as this object, at an address that does not change.
final class PosixRegex: @unchecked Sendable {
  private let compiled: UnsafeMutablePointer<regex_t>
  /// Groups in parentheses.
  let groupCount: Int

  /// 2201B where the pattern is no regular expression, 0A000 for look-around, 54001 where it would take too long.
  init(_ pattern: String, ignoresCase: Bool) throws(SQLError) {
    if let construct = ["(?=", "(?!", "(?<"].first(where: pattern.contains) {
      throw .notSupported("The regular expression construct \(construct)")
    }
    try RegexCost.check(pattern)
    let compiled = UnsafeMutablePointer<regex_t>.allocate(capacity: 1)
    self.compiled = compiled
    let flags = REG_EXTENDED | (ignoresCase ? REG_ICASE : 0)
    let status = PosixRegex.inUnicode { regcomp(compiled, PosixRegex.translated(pattern), flags) }
    guard status == 0 else {
      let reason = PosixRegex.reason(status, compiled)
      compiled.deallocate()
      throw SQLError(SQLState("2201B"), "invalid regular expression: \(reason)")
    }
    groupCount = Int(compiled.pointee.re_nsub)
  }

  deinit {
    regfree(compiled)
    compiled.deallocate()
  }

  /// The first match at or after byte `start` of text that ends in NUL, and that of the first group: byte ranges.
  func firstMatch(in text: UnsafePointer<CChar>, from start: Int) -> (whole: Range<Int>, group: Range<Int>?)? {
    withUnsafeTemporaryAllocation(of: regmatch_t.self, capacity: 2) { matches in
      guard let base = matches.baseAddress else { return nil }
      // `base` has room for the two ranges asked for; `start` is not beyond the NUL.
      let status = regexec(compiled, text + start, 2, base, start > 0 ? REG_NOTBOL : 0)
      guard status == 0 else { return nil }
      let whole = start + Int(base[0].rm_so)..<start + Int(base[0].rm_eo)
      guard groupCount > 0, base[1].rm_so >= 0 else { return (whole, nil) }
      return (whole, start + Int(base[1].rm_so)..<start + Int(base[1].rm_eo))
    }
  }

  /// The ranges of all groups (0 is the whole) of the match at byte `start`.
  func groups(in text: UnsafePointer<CChar>, from start: Int) -> [Range<Int>?] {
    withUnsafeTemporaryAllocation(of: regmatch_t.self, capacity: 10) { matches in
      guard let base = matches.baseAddress else { return [] }
      // `base` has room for the ten ranges asked for.
      guard regexec(compiled, text + start, 10, base, start > 0 ? REG_NOTBOL : 0) == 0 else { return [] }
      return (0..<10).map { group in
        base[group].rm_so < 0 ? nil : start + Int(base[group].rm_so)..<start + Int(base[group].rm_eo)
      }
    }
  }

  /// So that `.` is a character, not a byte: what counts is the locale at the time of compiling.
  private static func inUnicode(_ body: () -> Int32) -> Int32 {
    guard let unicode = unicodeLocale else { return body() }
    let old = uselocale(unicode)
    defer { _ = uselocale(old) }
    return body()
  }

  nonisolated(unsafe) private static let unicodeLocale: locale_t? = {
    for name in ["C.UTF-8", "en_US.UTF-8", "UTF-8"] {
      if let locale = newlocale(Int32(LC_CTYPE_MASK), name, nil) { return locale }
    }
    return nil
  }()

  private static func reason(_ status: Int32, _ compiled: UnsafeMutablePointer<regex_t>) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      regerror(status, compiled, start, buffer.count)
      return String(cString: start)
    }
  }

  /// Perl's classes as POSIX writes them.
  static func translated(_ pattern: String) -> String {
    var output = ""
    var isInClass = false
    var rest = Substring(pattern)
    while let character = rest.popFirst() {
      switch character {
      case "\\":
        guard let next = rest.popFirst() else { return output + "\\\\" }
        output += escape(next, isInClass: isInClass)
      case "[" where !isInClass:
        isInClass = true
        output += "["
        if rest.first == "^" { output.append(rest.removeFirst()) }
        if rest.first == "]" { output.append(rest.removeFirst()) }
      case "[":
        // A class within a class, `[:alpha:]`, is taken over whole.
        if let end = rest.range(ofClassEnd: rest.first) {
          output += "[" + rest[..<end]
          rest = rest[end...]
        } else {
          output += "["
        }
      case "]" where isInClass:
        isInClass = false
        output += "]"
      case "(" where rest.hasPrefix("?:") && !isInClass:
        rest = rest.dropFirst(2)
        output += "("
      default: output.append(character)
      }
    }
    return output
  }

  private static func escape(_ character: Character, isInClass: Bool) -> String {
    let classes: [Character: String] = ["d": "[:digit:]", "w": "[:alnum:]_", "s": "[:space:]"]
    if let name = classes[character] { return isInClass ? name : "[\(name)]" }
    if let lower = character.lowercased().first, lower != character, let name = classes[lower], !isInClass {
      return "[^\(name)]"
    }
    switch character {
    case "t": return "\t"
    case "n": return "\n"
    case "r": return "\r"
    case "\\" where isInClass: return "\\"
    default: return isInClass ? String(character) : "\\\(character)"
    }
  }
}

extension Substring {
  /// Behind the `:]` that closes a `[:`, when `opener` is its colon.
  fileprivate func range(ofClassEnd opener: Character?) -> Index? {
    guard opener == ":" || opener == "." || opener == "=" else { return nil }
    var position = startIndex
    while position < endIndex {
      let next = index(after: position)
      if self[position] == opener && next < endIndex && self[next] == "]" && position != startIndex {
        return index(after: next)
      }
      position = next
    }
    return nil
  }
}
