import SQLTypes

/// Makes a program of a pattern by recursive descent:
///
/// ```
/// alternatives = sequence { "|" sequence }
/// sequence     = { atom [ "*" | "+" | "?" | "{m,n}" ] [ "?" | "+" ] }
/// atom         = scalar | "." | class | escape | "(" [ "?" … ] alternatives ")"
/// ```
struct PerlCompiler {
  typealias Instruction = PerlProgram.Instruction

  /// Instructions, and how many characters they match, if that is always as many.
  struct Piece {
    var code: [Instruction] = []
    var width: Int? = 0
  }

  private static let maximumInstructions = 20_000
  private static let maximumDepth = 200

  var program = PerlProgram()
  var rest: Substring.UnicodeScalarView
  private var depth = 0
  private var groups = 0
  private var referenced = 0
  /// `.` matches line ends.
  private var dotMatchesNewline = false
  /// `^` and `$` match at lines.
  private var matchesLines = false

  init(_ pattern: String, ignoresCase: Bool) {
    rest = Substring(pattern).unicodeScalars
    program.ignoresCase = take(word: "(?i)") || ignoresCase
  }

  /// Errors: as those of `PerlRegex`.
  mutating func compile() throws(SQLError) -> PerlProgram {
    let piece = try alternatives()
    guard rest.isEmpty else { throw Self.invalid("unmatched closing parenthesis") }
    guard referenced <= groups else { throw Self.invalid("reference to non-existent subpattern") }
    program.instructions = piece.code + [.accept]
    return program
  }

  static func invalid(_ reason: String) -> SQLError {
    SQLError(SQLState("2201B"), "invalid regular expression: \(reason)")
  }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  /// Takes a word as it stands.
  private mutating func take(word: String) -> Bool {
    guard rest.starts(with: word.unicodeScalars) else { return false }
    rest.removeFirst(word.unicodeScalars.count)
    return true
  }

  // MARK: Structure

  private mutating func alternatives() throws(SQLError) -> Piece {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw RegexCost.tooComplex }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    var piece = branches.removeLast()
    for branch in branches.reversed() {
      piece.width = branch.width == piece.width ? piece.width : nil
      piece.code =
        [.split(1, branch.code.count + 2)] + branch.code + [.jump(piece.code.count + 1)] + piece.code
    }
    return piece
  }

  private mutating func sequence() throws(SQLError) -> Piece {
    var whole = Piece()
    while let next = rest.first, next != "|", next != ")" {
      let piece = try repeated(try atom())
      whole.code += piece.code
      whole.width = whole.width.flatMap { width in piece.width.map { width + $0 } }
      guard whole.code.count <= Self.maximumInstructions else { throw RegexCost.tooComplex }
    }
    return whole
  }

  private mutating func atom() throws(SQLError) -> Piece {
    guard let next = rest.popFirst() else { return Piece() }
    switch next {
    case "(": return try group()
    case "[": return one(.inClass(add(try characterClass())))
    case ".": return one(dotMatchesNewline ? .anyScalar : .anyButNewline)
    case "^": return Piece(code: [matchesLines ? .lineStart : .textStart])
    case "$": return Piece(code: [matchesLines ? .lineEnd : .lastLineEnd])
    case "\\": return try escape()
    case "*", "+", "?": throw Self.invalid("nothing to repeat")
    default: return one(.scalar(program.folded(next.value)))
    }
  }

  private func one(_ instruction: Instruction) -> Piece { Piece(code: [instruction], width: 1) }

  private mutating func add(_ members: PerlClass) -> Int {
    program.classes.append(members)
    return program.classes.count - 1
  }

  // MARK: Repetition

  private mutating func repeated(_ atom: Piece) throws(SQLError) -> Piece {
    guard let (least, most) = bounds() else { return atom }
    let isLazy = take("?")
    let isPossessive = !isLazy && take("+")
    guard atom.code.count * max(least, most ?? 1, 1) <= Self.maximumInstructions else { throw RegexCost.tooComplex }
    var code: [Instruction] = []
    for _ in 0..<least { code += atom.code }
    code += most.map { optional(atom.code, times: $0 - least, isLazy: isLazy) } ?? loop(atom, isLazy: isLazy)
    if isPossessive { code = [.look(.atomic, count: code.count + 1)] + code + [.accept] }
    return Piece(code: code, width: least == most ? atom.width.map { $0 * least } : nil)
  }

  /// How often the atom stands there; nil where nothing repeats it. `{` that begins no bound is itself.
  private mutating func bounds() -> (least: Int, most: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    guard rest.first == "{", let end = rest.firstIndex(of: "}") else { return nil }
    let numbers = String(rest[rest.index(after: rest.startIndex)..<end])
      .split(separator: ",", omittingEmptySubsequences: false)
    guard numbers.count <= 2, let least = numbers.first.flatMap({ Int($0) }), least >= 0 else { return nil }
    let most = numbers.count == 1 ? least : numbers[1].isEmpty ? nil : Int(numbers[1])
    guard numbers.count == 1 || numbers[1].isEmpty || most ?? -1 >= least else { return nil }
    rest = rest[rest.index(after: end)...]
    return (least, most)
  }

  private func optional(_ code: [Instruction], times: Int, isLazy: Bool) -> [Instruction] {
    var result: [Instruction] = []
    for _ in 0..<times { result = [split(over: code.count + result.count + 1, isLazy)] + code + result }
    return result
  }

  private mutating func loop(_ atom: Piece, isLazy: Bool) -> [Instruction] {
    guard atom.width ?? 0 == 0 else {
      return [split(over: atom.code.count + 2, isLazy)] + atom.code + [.jump(-atom.code.count - 1)]
    }
    let slot = program.slotCount
    program.slotCount += 1
    return [split(over: atom.code.count + 4, isLazy), .mark(slot)] + atom.code
      + [.progress(slot), .jump(-atom.code.count - 3)]
  }

  /// Into what comes next, or over it; which first says `isLazy`.
  private func split(over count: Int, _ isLazy: Bool) -> Instruction { isLazy ? .split(count, 1) : .split(1, count) }

  /// `\1`
  mutating func reference(_ number: Int) -> Piece {
    referenced = max(referenced, number)
    return Piece(code: [.reference(number)], width: nil)
  }

  // MARK: Groups

  private mutating func group() throws(SQLError) -> Piece {
    guard take("?") else { return try captured() }
    if take(":") { return try closed() }
    if take("=") { return try look { _ in .ahead(isNegated: false) } }
    if take("!") { return try look { _ in .ahead(isNegated: true) } }
    if take(">") { return try look(keepsWidth: true) { _ in .atomic } }
    if take(word: "<=") { return try look { .behind($0, isNegated: false) } }
    if take(word: "<!") { return try look { .behind($0, isNegated: true) } }
    if take("<") || take(word: "P<") {
      guard let end = rest.firstIndex(of: ">") else { throw Self.invalid("syntax error in subpattern name") }
      rest = rest[rest.index(after: end)...]
      return try captured()
    }
    return try options()
  }

  private mutating func closed() throws(SQLError) -> Piece {
    let (dot, lines) = (dotMatchesNewline, matchesLines)
    let piece = try alternatives()
    guard take(")") else { throw Self.invalid("missing closing parenthesis") }
    (dotMatchesNewline, matchesLines) = (dot, lines)
    return piece
  }

  private mutating func captured() throws(SQLError) -> Piece {
    groups += 1
    let number = groups
    // Groups beyond the ninth cannot be referred to; they are not kept.
    let inner = try closed()
    guard number <= 9 else { return inner }
    return Piece(code: [.save(2 * number)] + inner.code + [.save(2 * number + 1)], width: inner.width)
  }

  private mutating func look(
    keepsWidth: Bool = false, _ kind: (Int) -> PerlProgram.Look
  ) throws(SQLError) -> Piece {
    let inner = try closed()
    let look = kind(inner.width ?? 0)
    if case .behind = look, inner.width == nil { throw Self.invalid("lookbehind assertion is not fixed length") }
    let code = [.look(look, count: inner.code.count + 1)] + inner.code + [.accept]
    return Piece(code: code, width: keepsWidth ? inner.width : 0)
  }

  /// `(?s)` and `(?m)` up to the end of the group, `(?s:…)`.
  private mutating func options() throws(SQLError) -> Piece {
    while let option = rest.popFirst() {
      switch option {
      case "s": dotMatchesNewline = true
      case "m": matchesLines = true
      case ")": return Piece()
      default: throw .notSupported("The regular expression construct (?\(option)")
      }
    }
    throw Self.invalid("missing closing parenthesis")
  }
}
