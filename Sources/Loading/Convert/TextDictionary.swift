import Columnar
import Formats

/// Remembers what became of fields seen before: from a field's bytes, as they stand in the file, to the code of its
/// value.
///
/// A few hundred user agents, cities and names make up a million rows of events. Found here, a field needs neither its
/// escapes resolved nor its bytes checked and copied again: one hash, one comparison, four bytes written.
///
///     field  \"Mozilla/5.0 (…)\"  (a JSON string with escapes)  →  code 3  →  value  "Mozilla/5.0 (…)"
///
/// The bytes count together with the form of the field: what a number or a field with escapes becomes differs from what
/// the same bytes become elsewhere. Open addressing, at most half of it used; a slot holds its key, so that a short one
/// is found with one look.
struct TextDictionary: ~Copyable {
  /// A table is never larger than this many values, whatever the column holds.
  static let largest = 1 << 14

  private struct Slot {
    /// The bytes of the value's field.
    var key = StringView.empty
    /// The key's; 0 where the slot is free.
    var head: UInt64 = 0
    var code: UInt32 = 0
    var hash: UInt32 = 0
  }

  /// A field as it is looked up.
  struct Key {
    let view: StringView
    /// The view's, with the field's form and one more in the top byte of the length, which has 24 bits: never 0.
    fileprivate let head: UInt64
    let hash: UInt32

    /// In bounds: a window is readable 64 bytes past its end.
    @inline(__always)
    init(_ field: FieldSlice, _ start: UnsafeRawPointer) {
      view = StringView(padded: start, count: field.length)
      hash = UInt32(truncatingIfNeeded: view.isInline ? view.rowHash : Self.sample(start, field.length))
      head = view.head | (UInt64(field.form) &+ 1) << 24
    }

    /// A hash of some of more than 12 bytes: four words spread over them. Unequal strings that agree there are told
    /// apart by comparison.
    @inline(__always)
    private static func sample(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
      func word(_ offset: Int) -> UInt64 { start.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
      let last = count &- 8
      let outer = foldedMultiply(word(0) ^ UInt64(truncatingIfNeeded: count), word(last) &+ 0x9e37_79b9_7f4a_7c15)
      return foldedMultiply(word(last / 3) ^ outer, word(last / 3 &* 2) ^ 0xa076_1d64_78bd_642f)
    }
  }

  /// By code; the first is the empty string's, which NULL rows point to as well.
  private(set) var values: [StringView] = [.empty]
  private var keyBytes = TextArena()
  private var slots: UnsafeMutableBufferPointer<Slot>

  init() {
    slots = .allocate(capacity: 1 << 6)
    slots.initialize(repeating: Slot())
  }

  deinit { slots.deallocate() }

  /// The code of the value that this field has; nil where it was not seen yet.
  @inline(__always)
  func find(_ key: Key) -> UInt32? { Self.find(key, UnsafeBufferPointer(slots)) }

  /// Ends: at most half of the slots are used.
  @inline(__always)
  private static func find(_ key: Key, _ slots: UnsafeBufferPointer<Slot>) -> UInt32? {
    let mask = slots.count &- 1
    var number = Int(truncatingIfNeeded: key.hash) & mask
    while slots[number].head != key.head || !slots[number].key.equalsBehindHead(key.view) {
      if slots[number].head == 0 { return nil }
      number = (number &+ 1) & mask
    }
    return slots[number].code
  }

  /// Puts the codes of the fields that were seen before into `codes`, and the numbers of the others into `missing`,
  /// both with room for all. Gives how many are missing.
  func find(
    _ fields: UnsafeBufferPointer<FieldSlice>, in window: UnsafeRawBufferPointer,
    _ codes: UnsafeMutablePointer<UInt32>, missing: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let slots = UnsafeBufferPointer(slots)
    guard let start = window.baseAddress else { return 0 }
    var count = 0
    for row in 0..<fields.count {
      // In bounds: mappers yield only slices that lie in the window.
      let code = Self.find(Key(fields[row], start + fields[row].offset), slots)
      codes[row] = code ?? 0
      missing[count] = UInt32(truncatingIfNeeded: row)
      count &+= code == nil ? 1 : 0
    }
    return count
  }

  /// Adds a value, whose bytes stay in place. Gives its code.
  mutating func insert(_ value: StringView, _ key: Key, sharesBytes: Bool) -> UInt32 {
    let code = append(value)
    if 2 * values.count >= slots.count { grow() }
    let view = sharesBytes ? value : keyBytes.copy(key.view)
    put(Slot(key: view, head: key.head, code: code, hash: key.hash))
    return code
  }

  /// Adds a value that no field finds.
  mutating func append(_ value: StringView) -> UInt32 {
    values.append(value)
    return UInt32(values.count - 1)
  }

  private mutating func grow() {
    let old = slots
    slots = .allocate(capacity: old.count * 4)
    slots.initialize(repeating: Slot())
    for slot in old where slot.head != 0 { put(slot) }
    old.deallocate()
  }

  private func put(_ slot: Slot) {
    let mask = slots.count - 1
    var number = Int(slot.hash) & mask
    while slots[number].head != 0 { number = (number + 1) & mask }
    slots[number] = slot
  }
}
