/// Names of members, one inside the other: the way to a value in nested objects, `a`, `b` of `{"a": {"b": 1}}`.
///
/// Reused from row to row, so that a way that differs by row costs no allocation.
package struct JSONMemberNames: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  package init() {}

  package var count: Int { ends.count }

  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  package mutating func append(_ name: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: name)
    ends.append(bytes.count)
  }

  /// Whether `name`, whose escapes are resolved, is the one at `index`.
  func isEqual(_ index: Int, _ name: UnsafeRawBufferPointer) -> Bool {
    let start = index == 0 ? 0 : ends[index - 1]
    guard ends[index] - start == name.count else { return false }
    for offset in 0..<name.count where bytes[start + offset] != name[offset] { return false }
    return true
  }
}
