import SQLTypes

/// What finds matches: the system's expressions and Perl's.
protocol CompiledRegex: Sendable {
  /// Whether anything in the text matches. Errors: as those of `groups`.
  func matches(_ text: UnsafePointer<CChar>, count: Int, _ effort: inout RegexEffort) throws(SQLError) -> Bool

  /// The ranges of all groups (0 is the whole) of the first match at or after byte `start`; none where nothing matches.
  /// `text` ends in NUL behind `count` bytes. Errors: those of `effort`, and 54001 for what takes too long.
  func groups(
    in text: UnsafePointer<CChar>, count: Int, from start: Int, _ effort: inout RegexEffort
  ) throws(SQLError) -> [Range<Int>?]
}
