import SQLTypes

/// Sixteen bytes as a UUID is written: 8-4-4-4-12 digits.
package enum UUIDText {
  package static func text(_ bytes: [UInt8]) -> String {
    let digits = Digest.hex(bytes)
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { range in
      String(digits.dropFirst(range.lowerBound).prefix(range.count))
    }.joined(separator: "-")
  }
}
