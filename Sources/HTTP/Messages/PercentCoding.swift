/// Percent-encoding as signatures want it: all but letters, digits and `-._~` is encoded, in upper-case hex (RFC 3986).
package enum PercentCoding {
  /// A path keeps its slashes.
  package static func encoded(_ text: String, keepingSlashes: Bool = false) -> String {
    var copy = text
    return copy.withUTF8 { bytes in
      let plain = bytes.count { isPlain($0, keepingSlashes: keepingSlashes) }
      guard plain < bytes.count else { return text }
      return String(unsafeUninitializedCapacity: plain + (bytes.count - plain) * 3) { buffer in
        var index = 0
        // One byte for each plain one, three for each other: as many as the capacity.
        for byte in bytes {
          if isPlain(byte, keepingSlashes: keepingSlashes) {
            buffer[index] = byte
            index += 1
          } else {
            buffer[index] = UInt8(ascii: "%")
            buffer[index + 1] = hexDigit(byte >> 4)
            buffer[index + 2] = hexDigit(byte & 15)
            index += 3
          }
        }
        return index
      }
    }
  }

  /// What `text` stands for; a percent sign without two digits stands for itself. In a form, `+` is a blank.
  package static func decoded(_ text: String, isForm: Bool = false) -> [UInt8] {
    let bytes = Array(text.utf8)
    var answer: [UInt8] = []
    answer.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = value(bytes[index + 1]),
        let low = value(bytes[index + 2])
      {
        answer.append(high << 4 | low)
        index += 3
      } else {
        answer.append(isForm && bytes[index] == UInt8(ascii: "+") ? 0x20 : bytes[index])
        index += 1
      }
    }
    return answer
  }

  private static func isPlain(_ byte: UInt8, keepingSlashes: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
    case UInt8(ascii: "/"): keepingSlashes
    default: false
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? value + 0x30 : value + 0x37 }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - 0x57
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - 0x37
    default: nil
    }
  }
}
