/// Bytes from a terminal, cut into keys: UTF-8, control characters, the sequences of function keys, bracketed paste.
///
/// Sequences that mean nothing here are passed over as a whole, so that no part of them becomes text.
package struct KeyDecoder: Sendable {
  private var bytes: [UInt8] = []
  private var pasted: [UInt8]?

  package init() {}

  package mutating func append(_ more: some Sequence<UInt8>) { bytes += more }

  /// Whether a sequence has begun of which the rest may be on its way.
  package var isPending: Bool { !bytes.isEmpty }

  /// The next key; nil where there is none before more bytes come. `isFinal`: no more come soon, an Escape is one by
  /// itself.
  package mutating func next(isFinal: Bool = false) -> Key? {
    while !bytes.isEmpty {
      if pasted != nil {
        guard let key = takePaste() else { return nil }
        return key
      }
      guard let (key, count) = first(isFinal) else { return nil }
      bytes.removeFirst(count)
      if let key { return key }
    }
    return nil
  }

  /// The key and its bytes; without a key for what means nothing, nil where more has to come.
  private mutating func first(_ isFinal: Bool) -> (key: Key?, count: Int)? {
    let byte = bytes[0]
    switch byte {
    case 0x1B: return escape(isFinal)
    case 0x0D, 0x0A: return (.enter, 1)
    case 0x09: return (.tab, 1)
    case 0x7F, 0x08: return (.backspace, 1)
    case 0x00: return (nil, 1)
    case 0x01...0x1A: return (.control(Character(UnicodeScalar(byte + 0x60))), 1)
    case 0x1C...0x1F: return (.control(Character(UnicodeScalar(byte + 0x40))), 1)
    default: return text(isFinal)
    }
  }

  /// One scalar of UTF-8; bytes that are none are passed over.
  private func text(_ isFinal: Bool) -> (key: Key?, count: Int)? {
    let length =
      switch bytes[0] {
      case 0x20..<0x80: 1
      case 0xC2..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF5: 4
      default: 0
      }
    guard length > 0 else { return (nil, 1) }
    guard bytes.count >= length else { return isFinal ? (nil, bytes.count) : nil }
    guard let text = String(validating: bytes.prefix(length), as: UTF8.self) else { return (nil, 1) }
    return (text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } ? .text(text) : nil, length)
  }

  private mutating func escape(_ isFinal: Bool) -> (key: Key?, count: Int)? {
    guard bytes.count > 1 else { return isFinal ? (.escape, 1) : nil }
    switch bytes[1] {
    case UInt8(ascii: "["): return sequence(isFinal)
    case UInt8(ascii: "O"):
      guard bytes.count > 2 else { return isFinal ? (.alt("O"), 2) : nil }
      return (Self.arrow(bytes[2], modifier: 1), 3)
    case 0x1B: return (.escape, 1)
    case 0x7F, 0x08: return (.wordBackspace, 2)
    case 0x0D, 0x0A: return (nil, 2)
    case 0x20..<0x7F: return (.alt(Character(UnicodeScalar(bytes[1]))), 2)
    default: return (nil, 2)
    }
  }

  /// `ESC [ numbers ; … final`
  private mutating func sequence(_ isFinal: Bool) -> (key: Key?, count: Int)? {
    guard let end = bytes.indices.dropFirst(2).first(where: { (0x40...0x7E).contains(bytes[$0]) }) else {
      // A sequence is short: what does not end is none.
      return isFinal || bytes.count > Self.longestSequence ? (nil, bytes.count) : nil
    }
    let numbers = String(decoding: bytes[2..<end], as: UTF8.self).split(
      separator: ";", omittingEmptySubsequences: false
    ).map { Int($0) ?? 0 }
    if bytes[end] == UInt8(ascii: "~") {
      if numbers.first == 200 { pasted = [] }
      return (Self.numbered(numbers.first ?? 0), end + 1)
    }
    return (Self.arrow(bytes[end], modifier: numbers.count > 1 ? numbers[1] : 1), end + 1)
  }

  private static let longestSequence = 32

  private static func numbered(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 4, 8: .end
    case 3: .delete
    default: nil
    }
  }

  /// `modifier` is 1 for none; with Ctrl or Alt the arrows go by words.
  private static func arrow(_ final: UInt8, modifier: Int) -> Key? {
    switch Character(UnicodeScalar(final)) {
    case "A": .up
    case "B": .down
    case "C": modifier > 2 ? .wordRight : .right
    case "D": modifier > 2 ? .wordLeft : .left
    case "H": .home
    case "F": .end
    default: nil
    }
  }

  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

  /// What was pasted, once its end is here.
  private mutating func takePaste() -> Key? {
    let end = bytes.indices.first { bytes[$0...].starts(with: Self.pasteEnd) }
    guard let end else {
      // The last bytes may be the beginning of the end.
      let safe = max(0, bytes.count - Self.pasteEnd.count + 1)
      pasted?.append(contentsOf: bytes.prefix(safe))
      bytes.removeFirst(safe)
      return nil
    }
    let all = (pasted ?? []) + bytes.prefix(end)
    pasted = nil
    bytes.removeFirst(end + Self.pasteEnd.count)
    return .paste(String(decoding: all, as: UTF8.self).replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
  }
}
