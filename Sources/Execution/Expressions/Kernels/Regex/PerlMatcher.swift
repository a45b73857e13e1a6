import SQLTypes

/// Runs a `PerlProgram` on a text: the first way that matches, with the way back kept on a stack of its own.
///
/// Bounds: positions lie within the text or at its end, slots and instructions are the program's own.
struct PerlMatcher {
  /// Of one search; what takes more is 54001.
  private static let maximumSteps = 20_000_000
  private static let maximumFrames = 2_000_000

  /// What to do when a way fails: go on at an instruction and a position, or put a slot back (`-1 - slot`).
  private struct Frame {
    let instruction: Int
    let position: Int
  }

  private let program: PerlProgram
  private let text: UnsafeRawBufferPointer
  private(set) var slots: [Int]
  private var stack: [Frame] = []
  private var steps = 0
  private var effort: RegexEffort

  init(_ program: PerlProgram, _ text: UnsafeRawBufferPointer, _ effort: RegexEffort) {
    self.program = program
    self.text = text
    self.effort = effort
    slots = Array(repeating: -1, count: program.slotCount)
  }

  /// Whether the program matches from `position` on; the slots then say where. Errors: 54001, those of `effort`.
  mutating func matches(at position: Int) throws(SQLError) -> Bool {
    stack.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = -1 }
    slots[0] = position
    guard let end = try run(from: 0, at: position) else { return false }
    slots[1] = end
    return true
  }

  /// Where the match ends that begins at an instruction; nil for none. The way back ends at the stack's height before.
  private mutating func run(from start: Int, at first: Int) throws(SQLError) -> Int? {
    let base = stack.count
    var (instruction, position) = (start, first)
    while true {
      try countStep()
      if case .accept = program.instructions[instruction] { return position }
      if let next = try step(instruction, position) {
        (instruction, position) = next
      } else if let frame = backtracked(to: base) {
        (instruction, position) = (frame.instruction, frame.position)
      } else {
        return nil
      }
    }
  }

  private mutating func countStep() throws(SQLError) {
    steps += 1
    guard steps & 0x3fff == 0 else { return }
    try effort.goOn()
    if steps > Self.maximumSteps || stack.count > Self.maximumFrames { throw RegexCost.tooComplex }
  }

  private mutating func backtracked(to base: Int) -> Frame? {
    while stack.count > base, let frame = stack.popLast() {
      if frame.instruction >= 0 { return frame }
      slots[-1 - frame.instruction] = frame.position
    }
    return nil
  }

  private mutating func keep(_ position: Int, in slot: Int) {
    stack.append(Frame(instruction: -1 - slot, position: slots[slot]))
    slots[slot] = position
  }

  /// The next instruction and position; nil where this way fails.
  private mutating func step(_ index: Int, _ position: Int) throws(SQLError) -> (Int, Int)? {
    switch program.instructions[index] {
    case .scalar(let wanted): return taken(index, position) { program.folded($0) == wanted }
    case .anyScalar: return taken(index, position) { _ in true }
    case .anyButNewline: return taken(index, position) { $0 != 0x0a }
    case .inClass(let number): return taken(index, position) { program.isIn(number, $0) }
    case .split(let preferred, let other):
      stack.append(Frame(instruction: index + other, position: position))
      return (index + preferred, position)
    case .jump(let offset): return (index + offset, position)
    case .save(let slot), .mark(let slot):
      keep(position, in: slot)
      return (index + 1, position)
    case .progress(let slot): return (index + (slots[slot] == position ? 2 : 1), position)
    case .reference(let group): return repeated(group, at: position).map { (index + 1, $0) }
    case .look(let look, let count):
      return try looked(look, index + 1, position).map { (index + 1 + count, $0) }
    case .accept, .textStart, .textEnd, .lastLineEnd, .lineStart, .lineEnd, .wordBorder:
      return holds(program.instructions[index], at: position) ? (index + 1, position) : nil
    }
  }

  private func taken(_ index: Int, _ position: Int, _ fits: (UInt32) -> Bool) -> (Int, Int)? {
    guard position < text.count else { return nil }
    let (scalar, length) = text.scalar(at: position)
    return fits(scalar) ? (index + 1, position + length) : nil
  }

  private func holds(_ instruction: PerlProgram.Instruction, at position: Int) -> Bool {
    let isLast = position == text.count
    switch instruction {
    case .textStart: return position == 0
    case .textEnd: return isLast
    case .lastLineEnd: return isLast || position == text.count - 1 && text[position] == 0x0a
    case .lineStart: return position == 0 || text[position - 1] == 0x0a
    case .lineEnd: return isLast || text[position] == 0x0a
    case .wordBorder(let isNegated):
      let isWordBefore = position > 0 && text[position - 1].isWord
      return (isWordBefore != (!isLast && text[position].isWord)) != isNegated
    default: return true
    }
  }

  /// Behind another copy of what the group matched.
  private func repeated(_ group: Int, at position: Int) -> Int? {
    let (start, end) = (slots[2 * group], slots[2 * group + 1])
    guard start >= 0, end >= start, position + (end - start) <= text.count else { return nil }
    for offset in 0..<end - start {
      let (left, right) = (UInt32(text[start + offset]), UInt32(text[position + offset]))
      guard left == right || program.ignoresCase && program.folded(left) == program.folded(right) else { return nil }
    }
    return position + (end - start)
  }

  private mutating func looked(_ look: PerlProgram.Look, _ start: Int, _ position: Int) throws(SQLError) -> Int? {
    switch look {
    case .atomic: return try looked(start, position, isNegated: false)
    case .ahead(let isNegated): return try looked(start, position, isNegated: isNegated).map { _ in position }
    case .behind(let width, let isNegated):
      guard let before = text.offset(characters: width, before: position) else { return isNegated ? position : nil }
      return try looked(start, before, isNegated: isNegated).map { _ in position }
    }
  }

  /// Where the instructions' match ends, without a way back into it; groups that it set are put back on the way out.
  private mutating func looked(_ start: Int, _ position: Int, isNegated: Bool) throws(SQLError) -> Int? {
    let base = stack.count
    let end = try run(from: start, at: position)
    guard !isNegated else {
      while stack.count > base { _ = backtracked(to: base) }
      return end == nil ? position : nil
    }
    let undone = stack[base...].filter { $0.instruction < 0 }
    stack.replaceSubrange(base..., with: undone)
    return end
  }
}

extension PerlProgram {
  fileprivate func isIn(_ number: Int, _ scalar: UInt32) -> Bool {
    let members = classes[number]
    guard ignoresCase, !members.has(scalar) else { return members.has(scalar) != members.isNegated }
    let upper = Unicode.Scalar(scalar)?.properties.uppercaseMapping.unicodeScalars.first?.value ?? scalar
    return (members.has(PerlProgram.lowercased(scalar)) || members.has(upper)) != members.isNegated
  }
}

extension UInt8 {
  fileprivate var isWord: Bool { isDigit || lowercased &- 0x61 < 26 || self == 0x5f }
}

extension UnsafeRawBufferPointer {
  /// Where the character begins that is `characters` before `position`; nil before the first.
  fileprivate func offset(characters: Int, before position: Int) -> Int? {
    var offset = position
    for _ in 0..<characters {
      guard offset > 0 else { return nil }
      offset -= 1
      while offset > 0 && isContinuation(offset) { offset -= 1 }
    }
    return offset
  }
}
