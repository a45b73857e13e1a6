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
/// the same bytes become elsewhere. Open addressing, at most half of it used; a slot holds the first 16 bytes of its key,
/// which is most whole ones, so that a look at it takes three comparisons of words and no branch on the length.
struct TextDictionary: ~Copyable {
  /// A table is never larger than this many values, whatever the column holds.
  static let largest = 1 << 14

  private struct Slot {
    var first: UInt64 = 0
    var second: UInt64 = 0
    /// The key's; 0 where the slot is free.
    var tag: UInt32 = 0
    var code: UInt32 = 0
    /// All bytes, of a key that has more than 16.
    var bytes: UnsafeRawPointer?

    @inline(__always)
    func isAlike(_ first: UInt64, _ second: UInt64, _ tag: UInt32) -> Bool {
      (self.first ^ first) | (self.second ^ second) | UInt64(truncatingIfNeeded: self.tag ^ tag) == 0
    }

    var hash: Int { Key.hash(first, second, bytes, count: Key.count(tag)) }
  }

  /// A field as it is looked up.
  struct Key {
    let start: UnsafeRawPointer
    let count: Int
    /// The first 16 bytes, zeros behind the last.
    fileprivate let first: UInt64
    fileprivate let second: UInt64
    /// The field's form with a bit above it: never 0.
    fileprivate let tag: UInt32

    /// In bounds: a window is readable 64 bytes past its end.
    init(_ field: FieldSlice, _ start: UnsafeRawPointer) {
      self = withUnsafeBytes(of: Self.masks) { Key(field, start, $0) }
    }

    /// Sixteen bytes to keep, and sixteen to leave out: from 16 - n on stands the mask of n bytes.
    fileprivate static var masks: (ByteVector, ByteVector) { (ByteVector(repeating: 0xff), ByteVector()) }

    @inline(__always)
    fileprivate init(_ field: FieldSlice, _ start: UnsafeRawPointer, _ masks: UnsafeRawBufferPointer) {
      (self.start, count, tag) = (start, field.length, field.form | 1 << 31)
      let mask = masks.baseAddress.unsafelyUnwrapped + (16 &- min(count, 16))
      let bytes = start.loadUnaligned(as: ByteVector.self) & mask.loadUnaligned(as: ByteVector.self)
      let words = unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
      (first, second) = (words[0], words[1])
    }

    @inline(__always)
    fileprivate var hash: Int { Self.hash(first, second, start, count: count) }

    /// Of more than 16 bytes a hash of some: four words spread over them. Unequal strings that agree there are told
    /// apart by comparison. Only then a look is taken behind `start`.
    @inline(__always)
    fileprivate static func hash(_ first: UInt64, _ second: UInt64, _ start: UnsafeRawPointer?, count: Int) -> Int {
      let (odd, other): (UInt64, UInt64) = (0x9e37_79b9_7f4a_7c15, 0xa076_1d64_78bd_642f)
      guard count > 16, let start else {
        return Int(truncatingIfNeeded: foldedMultiply(first ^ odd, second ^ other))
      }
      func word(_ offset: Int) -> UInt64 { start.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
      let last = count &- 8
      let outer = foldedMultiply(first ^ UInt64(truncatingIfNeeded: count), word(last) &+ odd)
      return Int(truncatingIfNeeded: foldedMultiply(word(last / 3) ^ outer, word(last / 3 &* 2) ^ other))
    }

    /// The field's length.
    @inline(__always)
    fileprivate static func count(_ tag: UInt32) -> Int { Int(tag & 0xff_ffff) }

    /// Whether `count` bytes, of which the first 16 are equal, are; there are more.
    @inline(__always)
    fileprivate static func isEqual(_ bytes: UnsafeRawPointer, _ others: UnsafeRawPointer?, count: Int) -> Bool {
      guard let others else { return false }
      if count > 32 { return StringView(bytes, count: count).equalsBehindHead(StringView(others, count: count)) }
      let last = count &- 16
      let (mine, theirs) = (bytes + last, others + last)
      let words = unsafeBitCast(
        mine.loadUnaligned(as: ByteVector.self) ^ theirs.loadUnaligned(as: ByteVector.self), to: SIMD2<UInt64>.self)
      return words[0] | words[1] == 0
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
  func find(_ key: Key) -> UInt32? {
    let code = Self.find(key, UnsafeBufferPointer(slots))
    return code == Self.none ? nil : code
  }

  /// No value's code.
  private static let none = UInt32.max

  /// Ends: at most half of the slots are used. In bounds: they are a power of two.
  @inline(__always)
  private static func find(_ key: Key, _ slots: UnsafeBufferPointer<Slot>) -> UInt32 {
    let (table, mask) = (slots.baseAddress.unsafelyUnwrapped, slots.count &- 1)
    if key.count > 16 { return findLong(key.start, key.tag, key.first, key.second, table, mask) }
    var number = key.hash & mask
    while true {
      let slot = table + number
      if slot.pointee.isAlike(key.first, key.second, key.tag) { return slot.pointee.code }
      if slot.pointee.tag == 0 { return none }
      number = (number &+ 1) & mask
    }
  }

  /// The same for a key of more than 16 bytes. Out of line and by words: what it needs is not held ready in the loop of
  /// the others.
  @inline(never)
  private static func findLong(
    _ start: UnsafeRawPointer, _ tag: UInt32, _ first: UInt64, _ second: UInt64, _ table: UnsafePointer<Slot>,
    _ mask: Int
  ) -> UInt32 {
    let count = Key.count(tag)
    var number = Key.hash(first, second, start, count: count) & mask
    while true {
      let slot = table + number
      if slot.pointee.isAlike(first, second, tag), Key.isEqual(start, slot.pointee.bytes, count: count) {
        return slot.pointee.code
      }
      if slot.pointee.tag == 0 { return none }
      number = (number &+ 1) & mask
    }
  }

  /// Puts the codes of the fields that were seen before into `codes`, and the numbers of the others into `missing`,
  /// both with room for all. Gives how many are missing.
  func find(
    _ fields: UnsafeBufferPointer<FieldSlice>, in window: UnsafeRawBufferPointer,
    _ codes: UnsafeMutablePointer<UInt32>, missing: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let slots = UnsafeBufferPointer(slots)
    guard let start = window.baseAddress else { return 0 }
    return withUnsafeBytes(of: Key.masks) { masks in
      var count = 0
      for row in 0..<fields.count {
        // In bounds: mappers yield only slices that lie in the window.
        let code = Self.find(Key(fields[row], start + fields[row].offset, masks), slots)
        codes[row] = code
        guard code == Self.none else { continue }
        codes[row] = 0
        missing[count] = UInt32(truncatingIfNeeded: row)
        count &+= 1
      }
      return count
    }
  }

  /// Adds a value, whose bytes stay in place. Gives its code.
  mutating func insert(_ value: StringView, _ key: Key, sharesBytes: Bool) -> UInt32 {
    let code = append(value)
    if 2 * values.count >= slots.count { grow() }
    var slot = Slot(first: key.first, second: key.second, tag: key.tag, code: code)
    if key.count > 16 { slot.bytes = keep(key, as: sharesBytes ? value : nil) }
    put(slot, hash: key.hash)
    return code
  }

  /// Where the bytes of a key stay: those of its value, or a copy.
  private mutating func keep(_ key: Key, as value: StringView?) -> UnsafeRawPointer? {
    (value ?? keyBytes.copy(StringView(key.start, count: key.count))).withBytes(\.baseAddress)
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
    for slot in old where slot.tag != 0 { put(slot, hash: slot.hash) }
    old.deallocate()
  }

  private func put(_ slot: Slot, hash: Int) {
    let mask = slots.count - 1
    var number = hash & mask
    while slots[number].tag != 0 { number = (number + 1) & mask }
    slots[number] = slot
  }
}
