/// The part of an object that `Range` asks for (RFC 9110, 14.2): one range; several are answered with all.
package enum ByteRange {
  /// nil where all of it is wanted. Errors: `InvalidRange` for one behind its end.
  package static func of(_ field: String?, size: Int) throws(CloudError) -> Range<Int>? {
    guard let field, field.hasPrefix("bytes="), !field.contains(",") else { return nil }
    let parts = field.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    if parts[0].isEmpty {
      guard let count = Int(parts[1]) else { return nil }
      guard count > 0, size > 0 else { throw invalid(field, size) }
      return max(0, size - count)..<size
    }
    guard let first = Int(parts[0]) else { return nil }
    let last = parts[1].isEmpty ? size - 1 : Int(parts[1]) ?? -1
    guard last >= first || parts[1].isEmpty else { return nil }
    guard first < size else { throw invalid(field, size) }
    return first..<(last < size ? last + 1 : size)
  }

  private static func invalid(_ field: String, _ size: Int) -> CloudError {
    CloudError(
      "InvalidRange", "The requested range is not satisfiable", status: 416,
      details: ["RangeRequested": field, "ActualObjectSize": String(size)])
  }
}
