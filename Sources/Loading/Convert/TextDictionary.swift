import Columnar
import Formats

/// Remembers what became of fields seen before: from a field's bytes, as they stand in the file, to the place of its value.
///
/// A few hundred user agents, cities and names make up a million rows of events. Found here, a field needs neither its
/// escapes resolved nor its bytes checked and copied again: one hash, one comparison, four bytes written.
///
///     field  \"Mozilla/5.0 (…)\"  (a JSON string with escapes)  →  place 3  →  value  "Mozilla/5.0 (…)"
///
/// The bytes count together with the kind of field: what a number or a field with escapes becomes differs from what the
/// same bytes become elsewhere. Open addressing over one table of
/// 32 bits of hash, 7 of kind, 25 of place; at most half of it is used.
struct TextDictionary: ~Copyable {
  /// A table is never larger than this many values, whatever the column holds.
  static let largest = 1 << 14

  /// By place; the first is the empty string's, which NULL rows point to as well.
  private(set) var values: [StringView] = [.empty]
  /// The bytes of each value's field.
  private var keys: [StringView] = [.empty]
  private var keyBytes = TextArena()
  private var slots: UnsafeMutableBufferPointer<UInt64>

  init() {
    slots = .allocate(capacity: 1 << 8)
    slots.initialize(repeating: 0)
  }

  deinit { slots.deallocate() }

  private static let placeBits: UInt64 = 25

  /// The place of the value that this field has; nil where it was not seen yet.
  @inline(__always)
  func find(_ key: StringView, _ tag: UInt64) -> UInt32? {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: tag >> 32) & mask
    // Ends: at most half of the slots are used.
    while true {
      let entry = slots[slot]
      if entry == 0 { return nil }
      if (entry ^ tag) >> Self.placeBits == 0 {
        let place = Int(truncatingIfNeeded: entry & (1 << Self.placeBits &- 1))
        if keys[place] == key { return UInt32(truncatingIfNeeded: place) }
      }
      slot = (slot &+ 1) & mask
    }
  }

  /// What `find` and `insert` look a field up by besides its bytes: a hash of them and the field's kind.
  @inline(__always)
  static func tag(_ key: StringView, _ start: UnsafeRawPointer, _ field: FieldSlice) -> UInt64 {
    let kind = UInt64(truncatingIfNeeded: field.form)
    let hash = key.isInline ? key.rowHash : Self.sample(start, key.count)
    return (hash &+ kind) << 32 | kind << placeBits
  }

  /// A hash of some of more than 12 bytes: four words spread over them. Unequal strings that agree there are told apart
  /// by comparison.
  @inline(__always)
  private static func sample(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
    func word(_ place: Int) -> UInt64 { start.loadUnaligned(fromByteOffset: place, as: UInt64.self) }
    let last = count &- 8
    let outer = foldedMultiply(word(0) ^ UInt64(truncatingIfNeeded: count), word(last) &+ 0x9e37_79b9_7f4a_7c15)
    return foldedMultiply(word(last / 3) ^ outer, word(last / 3 &* 2) ^ 0xa076_1d64_78bd_642f)
  }

  /// Adds a value, whose bytes stay in place. Gives its place.
  mutating func insert(_ value: StringView, key: StringView, _ tag: UInt64, sharesBytes: Bool) -> UInt32 {
    let place = values.count
    values.append(value)
    keys.append(sharesBytes ? value : keyBytes.copy(key))
    if 2 * place >= slots.count { grow() }
    put(tag | UInt64(place))
    return UInt32(place)
  }

  /// Adds a value that no field finds.
  mutating func append(_ value: StringView) -> UInt32 {
    values.append(value)
    keys.append(.empty)
    return UInt32(values.count - 1)
  }

  private mutating func grow() {
    let old = slots
    slots = .allocate(capacity: old.count * 4)
    slots.initialize(repeating: 0)
    for entry in old where entry != 0 { put(entry) }
    old.deallocate()
  }

  private func put(_ entry: UInt64) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: entry >> 32) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = entry
  }
}
