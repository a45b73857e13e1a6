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
final class PosixRegex: CompiledRegex, @unchecked Sendable {
  private let compiled: UnsafeMutablePointer<regex_t>
  /// Bytes.
  private let longestText: Int

  /// 2201B where the pattern is no regular expression, 0A000 for look-around, 54001 where it would take too long.
  init(_ pattern: String, ignoresCase: Bool) throws(SQLError) {
    if let construct = ["(?=", "(?!", "(?<"].first(where: pattern.contains) {
      throw .notSupported("The regular expression construct \(construct)")
    }
    let longestText = try RegexCost.longestText(pattern)
    let compiled = UnsafeMutablePointer<regex_t>.allocate(capacity: 1)
    self.compiled = compiled
    let flags = REG_EXTENDED | (ignoresCase ? REG_ICASE : 0)
    let status = PosixRegex.inUnicode { regcomp(compiled, PosixRegex.translated(pattern), flags) }
    guard status == 0 else {
      let reason = PosixRegex.reason(status, compiled)
      compiled.deallocate()
      throw SQLError(SQLState("2201B"), "invalid regular expression: \(reason)")
    }
    // Last: an object that lacks a property has no `deinit`, which would free what regcomp refused.
    self.longestText = longestText
  }

  deinit {
    regfree(compiled)
    compiled.deallocate()
  }

  /// Whether anything in the text matches. `text` ends in NUL behind `count` bytes. Errors: those of `effort`, and
  /// 54001 for a text that is too long for the pattern.
  func matches(_ text: UnsafePointer<CChar>, count: Int, _ effort: inout RegexEffort) throws(SQLError) -> Bool {
    try PosixRegex.inUnicode { () throws(SQLError) in try firstMatch(in: text, count: count, from: 0, &effort) != nil }
  }

  /// The ranges of all groups (0 is the whole) of the first match at or after byte `start`; none where nothing matches.
  /// Errors: as those of `matches`.
  func groups(
    in text: UnsafePointer<CChar>, count: Int, from start: Int, _ effort: inout RegexEffort
  ) throws(SQLError) -> [Range<Int>?] {
    try PosixRegex.inUnicode { () throws(SQLError) in
      guard let match = try firstMatch(in: text, count: count, from: start, &effort) else { return [] }
      return groups(text, count: count, at: match)
    }
  }

  #if canImport(Glibc)
    /// GNU's search that tries some starts only, not all up to the end. The header shows it to none but GNU's own C.
    private typealias Search =
      @convention(c) (
        UnsafeMutablePointer<regex_t>, UnsafePointer<CChar>, Int32, Int32, Int32, UnsafeMutableRawPointer?
      ) -> Int32
    private static let search = dlsym(nil, "re_search").map { unsafeBitCast($0, to: Search.self) }

    private func firstMatch(
      in text: UnsafePointer<CChar>, count: Int, from start: Int, _ effort: inout RegexEffort
    ) throws(SQLError) -> Int? {
      guard let search = Self.search else { return groups(text, count: count, at: start).first??.lowerBound }
      guard count <= longestText else { throw RegexCost.tooComplex }
      // With a back-reference one start may take as long as others do together.
      let step = longestText == .max ? 1024 : 1
      var from = start
      while from <= count {
        if from > start { try effort.goOn() }
        let last = min(from + step - 1, count)
        let found = search(compiled, text, Int32(count), Int32(from), Int32(last - from), nil)
        if found >= 0 { return Int(found) }
        // -1: none of these starts.
        guard found == -1 else { throw RegexCost.tooComplex }
        from = last + 1
      }
      return nil
    }

    private func groups(_ text: UnsafePointer<CChar>, count: Int, at start: Int) -> [Range<Int>?] {
      withUnsafeTemporaryAllocation(of: regmatch_t.self, capacity: 10) { matches in
        guard let base = matches.baseAddress else { return [] }
        base[0] = regmatch_t(rm_so: regoff_t(start), rm_eo: regoff_t(count))
        // `base` has room for the ten ranges asked for; those of the text are in its first.
        guard regexec(compiled, text, 10, base, REG_STARTEND) == 0 else { return [] }
        return (0..<10).map { base[$0].rm_so < 0 ? nil : Int(base[$0].rm_so)..<Int(base[$0].rm_eo) }
      }
    }
  #else
    /// These systems' matchers take time that is linear in the text where there is no back-reference.
    private func firstMatch(
      in text: UnsafePointer<CChar>, count: Int, from start: Int, _ effort: inout RegexEffort
    ) throws(SQLError) -> Int? {
      guard count <= longestText else { throw RegexCost.tooComplex }
      try effort.goOn()
      return groups(text, count: count, at: start).first??.lowerBound
    }

    private func groups(_ text: UnsafePointer<CChar>, count: Int, at start: Int) -> [Range<Int>?] {
      withUnsafeTemporaryAllocation(of: regmatch_t.self, capacity: 10) { matches in
        guard let base = matches.baseAddress else { return [] }
        // `base` has room for the ten ranges asked for; `start` is not beyond the NUL.
        guard regexec(compiled, text + start, 10, base, start > 0 ? REG_NOTBOL : 0) == 0 else { return [] }
        return (0..<10).map {
          base[$0].rm_so < 0 ? nil : start + Int(base[$0].rm_so)..<start + Int(base[$0].rm_eo)
        }
      }
    }
  #endif

  /// So that `.` is a character, not a byte, and classes and cases are Unicode's: GNU's `regexec` asks the locale, too.
  private static func inUnicode<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
    guard let unicode = unicodeLocale else { return try body() }
    let old = uselocale(unicode)
    defer { _ = uselocale(old) }
    return try body()
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
