import SQLTypes

/// A regular expression in Perl's dialect, which the parameter `p` of the REGEXP functions asks for: look-around, lazy
/// repetitions, and of several alternatives the first that matches (AWS documentation: REGEXP_SUBSTR).
final class PerlRegex: CompiledRegex {
  private let program: PerlProgram

  /// 2201B where the pattern is no regular expression, 0A000 for constructs that are not built, 54001 where it is too
  /// long.
  init(_ pattern: String, ignoresCase: Bool) throws(SQLError) {
    var compiler = PerlCompiler(pattern, ignoresCase: ignoresCase)
    program = try compiler.compile()
  }

  func matches(_ text: UnsafePointer<CChar>, count: Int, _ effort: inout RegexEffort) throws(SQLError) -> Bool {
    try !groups(in: text, count: count, from: 0, &effort).isEmpty
  }

  func groups(
    in text: UnsafePointer<CChar>, count: Int, from start: Int, _ effort: inout RegexEffort
  ) throws(SQLError) -> [Range<Int>?] {
    let bytes = UnsafeRawBufferPointer(start: text, count: count)
    var matcher = PerlMatcher(program, bytes, effort)
    var position = start
    while position <= count {
      if try matcher.matches(at: position) {
        return (0..<10).map { group in
          let (start, end) = (matcher.slots[2 * group], matcher.slots[2 * group + 1])
          return start < 0 || end < start ? nil : start..<end
        }
      }
      position += 1
      while position < count && bytes.isContinuation(position) { position += 1 }
    }
    return []
  }
}
