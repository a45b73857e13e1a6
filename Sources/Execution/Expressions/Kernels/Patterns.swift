import Columnar
import Planning
import SQLTypes

/// LIKE, SIMILAR TO and the regular expression operators: one compiled pattern for all rows where it is constant.
extension KernelCall {
  func pattern(_ function: PatternFunction) throws -> Column {
    switch function {
    case .like: try like(ignoresCase: false)
    case .likeIgnoringCase: try like(ignoresCase: true)
    case .similarTo: try similarTo(ignoresCase: false)
    case .similarToIgnoringCase: try similarTo(ignoresCase: true)
    case .matchesRegex: try regexMatch(ignoresCase: false)
    case .matchesRegexIgnoringCase: try regexMatch(ignoresCase: true)
    }
  }

  private func like(ignoresCase: Bool) throws -> Column {
    let (values, mask) = try views(0)
    let (patterns, patternMask) = try (second.strings.values, second.indexMask)
    let escape = arguments.count > 2 ? try arguments[2].strings.values[0] : nil
    var results = [Bool](repeating: false, count: count)
    guard second.isConstant || count == 1 else {
      for row in 0..<count where validity[row] {
        let pattern = try LikePattern(patterns[row & patternMask], escape: escape, ignoresCase: ignoresCase)
        results[row] = pattern.matches(values[row & mask])
      }
      return column(results)
    }
    let pattern = try LikePattern(patterns[0], escape: escape, ignoresCase: ignoresCase)
    if let text = pattern.exactText { return try equal(values, mask, text) }
    for row in 0..<count where validity[row] { results[row] = pattern.matches(values[row & mask]) }
    return column(results)
  }

  /// Trailing blanks count here, other than in comparisons.
  private func equal(_ values: [StringView], _ mask: Int, _ text: [UInt8]) throws -> Column {
    var builder = StringBuilder(capacity: 1)
    text.withUnsafeBytes { builder.append($0) }
    let wanted = builder.finish()
    return column(zipped(values, mask, wanted.values, 0, count: count) { $0 == $1 })
  }

  private func similarTo(ignoresCase: Bool) throws -> Column {
    let escape = arguments.count > 2 ? try arguments[2].strings.values[0].string : "\\"
    return try regexMatch(ignoresCase: ignoresCase) { similarPattern($0, escape: escape.unicodeScalars.first) }
  }

  /// - Parameter translate: makes the pattern a POSIX expression.
  private func regexMatch(ignoresCase: Bool, _ translate: (String) -> String = { $0 }) throws -> Column {
    var cache = RegexCache(ignoresCase: ignoresCase)
    let (values, mask) = try views(0)
    let (patterns, patternMask) = try views(1)
    var results = [Bool](repeating: false, count: count)
    var scratch: [CChar] = []
    for row in 0..<count where validity[row] {
      try checkInterruption(row)
      let regex = try cache.regex(patterns[row & patternMask], translate)
      let view = values[row & mask]
      var effort = RegexEffort(context.interruption)
      results[row] = try view.withText(&scratch) { text throws(SQLError) in
        try regex.matches(text, count: view.count, &effort)
      }
    }
    return column(results)
  }
}

/// Keeps the last compiled expression: patterns seldom differ by row.
struct RegexCache {
  private let ignoresCase: Bool
  private let isPerl: Bool
  private var last: (pattern: StringView, regex: any CompiledRegex)?

  init(ignoresCase: Bool, isPerl: Bool = false) {
    self.ignoresCase = ignoresCase
    self.isPerl = isPerl
  }

  mutating func regex(
    _ pattern: StringView, _ translate: (String) -> String = { $0 }
  ) throws(SQLError) -> any CompiledRegex {
    if let last, last.pattern == pattern { return last.regex }
    let text = translate(pattern.string)
    let regex: any CompiledRegex =
      isPerl
      ? try PerlRegex(text, ignoresCase: ignoresCase) : try PosixRegex(text, ignoresCase: ignoresCase)
    last = (pattern, regex)
    return regex
  }
}

extension StringView {
  /// The text behind which stands a NUL, for the duration of `body`; `scratch` is memory to be used again.
  func withText<Result, Failure: Error>(
    _ scratch: inout [CChar], _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    scratch.removeAll(keepingCapacity: true)
    withBytes { bytes in for byte in bytes { scratch.append(CChar(bitPattern: byte)) } }
    scratch.append(0)
    return try scratch.withUnsafeBufferPointer { buffer throws(Failure) in
      guard let start = buffer.baseAddress else { preconditionFailure("the NUL has an address") }
      return try body(start)
    }
  }
}

/// SIMILAR TO as a POSIX expression for the whole text: `%` is any text, `_` any character.
private func similarPattern(_ pattern: String, escape: Unicode.Scalar?) -> String {
  var output = "^("
  var isEscaped = false
  var isInClass = false
  for scalar in pattern.unicodeScalars {
    if isEscaped {
      output += scalar.isLetterOrDigit ? String(scalar) : "\\\(scalar)"
      isEscaped = false
    } else if scalar == escape {
      isEscaped = true
    } else if isInClass {
      isInClass = scalar != "]"
      output.unicodeScalars.append(scalar)
    } else {
      switch scalar {
      case "%": output += ".*"
      case "_": output += "."
      case ".", "^", "$", "\\": output += "\\\(scalar)"
      default:
        isInClass = scalar == "["
        output.unicodeScalars.append(scalar)
      }
    }
  }
  return output + ")$"
}

extension Unicode.Scalar {
  fileprivate var isLetterOrDigit: Bool { properties.isAlphabetic || properties.numericType != nil }
}
