import Columnar
import Planning
import SQLTypes

/// REGEXP_COUNT, REGEXP_INSTR, REGEXP_REPLACE, REGEXP_SUBSTR (sql.md 2.5). Positions are characters from 1.
extension KernelCall {
  /// `i` ignores case, `c` minds it (the default), `e` asks for the first group, `p` for Perl's dialect.
  private struct Options {
    var ignoresCase = false
    var wantsGroup = false
    var isPerl = false

    /// `ignoresCase`: of the strings, where the text does not say.
    init(_ text: String, ignoresCase: Bool = false) throws(SQLError) {
      self.ignoresCase = ignoresCase
      for option in text {
        switch option {
        case "i": self.ignoresCase = true
        case "c": self.ignoresCase = false
        case "e": wantsGroup = true
        case "p": isPerl = true
        default: throw SQLError(.invalidParameter, "Invalid regular expression parameter '\(option)'")
        }
      }
    }
  }

  func regex(_ function: RegexFunction) throws -> Column {
    switch function {
    case .count:
      let matches = try matcher(position: 2, options: 3)
      return try counted { row throws(SQLError) in try matches(row).count }
    case .position: return try regexPosition()
    case .substring: return try regexSubstring()
    case .replace: return try regexReplace()
    }
  }

  /// A function from a row to its matches, with groups, as byte ranges.
  private func matcher(
    position: Int, options index: Int
  ) throws(SQLError) -> (Int) throws(SQLError) -> [[Range<Int>?]] {
    let (values, mask) = try views(0)
    let (patterns, patternMask) = try views(1)
    let (positions, positionMask) = arguments.count > position ? try intValues(position) : ([1], 0)
    let options = try Options(
      arguments.count > index ? constantText(index) : "",
      ignoresCase: arguments.prefix(2).contains(where: \.type.isCaseInsensitive))
    var cache = RegexCache(ignoresCase: options.ignoresCase, isPerl: options.isPerl)
    var scratch: [CChar] = []
    return { row throws(SQLError) in
      let position = positions[row & positionMask]
      let regex = try cache.regex(patterns[row & patternMask])
      let view = values[row & mask]
      let start = view.withBytes { $0.offset(afterCharacters: Int(min(max(position, 1) - 1, 1 << 40))) }
      return try view.withText(&scratch) { text throws(SQLError) in
        try allMatches(regex, text, count: view.count, from: start)
      }
    }
  }

  private func allMatches(
    _ regex: any CompiledRegex, _ text: UnsafePointer<CChar>, count: Int, from start: Int
  ) throws(SQLError) -> [[Range<Int>?]] {
    var matches: [[Range<Int>?]] = []
    var effort = RegexEffort(context.interruption)
    var offset = start
    while offset <= count {
      if matches.count & 63 == 63 { try effort.goOn() }
      let groups = try regex.groups(in: text, count: count, from: offset, &effort)
      guard let first = groups.first, let whole = first else { break }
      matches.append(groups)
      // An empty match moves on by one character, so that the search ends.
      offset = whole.isEmpty ? whole.upperBound + 1 : whole.upperBound
      while offset < count && UInt8(bitPattern: text[offset]) & 0xc0 == 0x80 { offset += 1 }
    }
    return matches
  }

  /// The n-th match's range: of its first group where `e` asks for that.
  private func chosen(
    _ matches: [[Range<Int>?]], _ occurrence: Int64, _ options: Options
  ) throws(SQLError) -> Range<Int>? {
    guard occurrence > 0, occurrence <= matches.count else { return nil }
    let match = matches[Int(occurrence) - 1]
    return options.wantsGroup ? match[1] ?? match[0] : match[0]
  }

  /// (text, pattern, position, occurrence, option, parameters): 0 for the start, 1 for what follows the match.
  private func regexPosition() throws -> Column {
    let matches = try matcher(position: 2, options: 5)
    let options = try Options(arguments.count > 5 ? constantText(5) : "")
    let (occurrences, occurrenceMask) = arguments.count > 3 ? try intValues(3) : ([1], 0)
    let (ends, endMask) = arguments.count > 4 ? try intValues(4) : ([0], 0)
    let (values, mask) = try views(0)
    return try counted { row throws(SQLError) in
      guard let range = try chosen(matches(row), occurrences[row & occurrenceMask], options) else { return 0 }
      let offset = ends[row & endMask] == 0 ? range.lowerBound : range.upperBound
      return 1 + values[row & mask].withBytes { UnsafeRawBufferPointer(rebasing: $0[..<offset]).characterCount }
    }
  }

  /// Empty where nothing matches; NULL for an occurrence below 1 or above the number of characters.
  private func regexSubstring() throws -> Column {
    let matches = try matcher(position: 2, options: 4)
    let options = try Options(arguments.count > 4 ? constantText(4) : "")
    let (occurrences, occurrenceMask) = arguments.count > 3 ? try intValues(3) : ([1], 0)
    var isPossible = [Bool](repeating: true, count: count)
    let found = try sliced { row, text throws(SQLError) in
      let occurrence = occurrences[row & occurrenceMask]
      isPossible[row] = occurrence == 1 || (occurrence > 1 && occurrence <= text.characterCount)
      return isPossible[row] ? try chosen(matches(row), occurrence, options) ?? 0..<0 : 0..<0
    }
    let validity = validity.intersection(Validity(valid: isPossible))
    return Column(type, strings: try found.strings, validity: validity)
  }

  /// Replaces every match; `$1` or `\1` in the replacement is the text of the first group.
  private func regexReplace() throws -> Column {
    let matches = try matcher(position: 3, options: 4)
    let (values, mask) = try views(0)
    let (replacements, replacementMask) = arguments.count > 2 ? try views(2) : ([.empty], 0)
    return try written { row, scratch throws(SQLError) in
      let found = try matches(row)
      values[row & mask].withBytes { text in
        var start = 0
        for groups in found {
          guard let whole = groups[0] else { continue }
          scratch.append(contentsOf: text[start..<whole.lowerBound])
          replacements[row & replacementMask].withBytes { append($0, groups, text, to: &scratch) }
          start = whole.upperBound
        }
        scratch.append(contentsOf: text[start...])
      }
    }
  }

  private func append(
    _ replacement: UnsafeRawBufferPointer, _ groups: [Range<Int>?], _ text: UnsafeRawBufferPointer,
    to output: inout [UInt8]
  ) {
    var index = 0
    while index < replacement.count {
      let byte = replacement[index]
      let isReference = byte == 0x24 || byte == 0x5c
      if isReference, index + 1 < replacement.count, replacement[index + 1].isDigit {
        if let group = groups[Int(replacement[index + 1] - 0x30)] { output.append(contentsOf: text[group]) }
        index += 2
      } else {
        output.append(byte)
        index += 1
      }
    }
  }
}
