/// The members that one mapping wants, object by object, and what follows what: the mapper's memory of its input.
///
/// **What it gains.** Event files repeat the same members in the same order, so the bytes between two values,
/// `,"firstName":` with whatever white space, are nearly always those of the record before. An entry keeps them as a
/// pattern of up to 32 bytes; the mapper compares two vectors and stands before the next value, where the general
/// path would look for the name's end, hash it, look it up, and look for the colon. On event data of 18 members and
/// 440 bytes a record this made mapping three times faster.
///
/// **Why the answer is the same.** A pattern is only ever stored from bytes that the general path has just read as
/// separator, name and colon, for the entry that it found. Equal bytes at a place where a member may begin would
/// therefore take the general path to the same entry and to the same place, or white space before it. Everything else (which entry comes next, which
/// unwanted name shares an entry) only decides what is compared first.
///
///     previous entry --next--> entry: pattern `,"level":`, target column 7
///                                     matches: read the value, go on from this entry
///                                     differs: general path; store what it found as the new `next` and pattern
///
/// Each object of the path tree has a run of entries: one that stands for its brace, one for each wanted member and a
/// few shared by unwanted ones.
struct JSONKeyTable: Sendable {
  struct Entry: Sendable {
    var pattern = (ByteVector(), ByteVector())
    /// Ones where the pattern counts.
    var mask = (ByteVector(), ByteVector())
    /// Bytes of the pattern; 0 where none is known.
    var length = 0
    /// The entry that followed this one last time; negative where the object ended.
    var next = -1
    var target: Int
    var hash: UInt64 = 0

    /// A pattern too long to keep is none: its bytes then equal no prediction.
    fileprivate mutating func setPattern(_ bytes: UnsafeRawBufferPointer) {
      length = 0
      guard bytes.count <= patternLimit else { return }
      var vectors = [2 of (ByteVector, ByteVector)](repeating: (ByteVector(), ByteVector()))
      for (place, byte) in bytes.enumerated() {
        vectors[place / 16].0[place % 16] = byte
        vectors[place / 16].1[place % 16] = 0xff
      }
      pattern = (vectors[0].0, vectors[1].0)
      mask = (vectors[0].1, vectors[1].1)
      length = bytes.count
    }
  }

  /// Targets from 0 up are columns.
  enum Target {
    static let unwanted = -1
    /// Node `n` of the path tree, where it is more than one column.
    static func node(_ node: Int) -> Int { -2 - node }
    static func node(of target: Int) -> Int { -2 - target }
  }

  /// Where the entries and hash slots of a node of the path tree lie.
  struct Run: Sendable {
    var first = 0
    var wanted = 0
    var slots = 0
    var slotMask = 0
  }

  static let patternLimit = 32
  /// Entries for unwanted members, an object: a power of two.
  static let sharedCount = 64

  private(set) var entries: [Entry] = []
  private(set) var runs: [Run] = []
  /// Open addressing by name: an entry, or -1.
  private var slots: [Int] = []
  private var names: [[UInt8]] = []
  private let ignoresCase: Bool

  init(_ tree: JSONPathTree) {
    ignoresCase = tree.ignoresCase
    for node in tree.nodes {
      addRun(node, tree)
    }
  }

  private mutating func addRun(_ node: JSONPathTree.Node, _ tree: JSONPathTree) {
    var run = Run(first: entries.count, wanted: node.members.count, slots: slots.count)
    if !node.members.isEmpty {
      let size = 2 << (Int.bitWidth - node.members.count.leadingZeroBitCount)
      run.slotMask = size - 1
      slots += Array(repeating: -1, count: size)
      add(Target.unwanted, [], 0)
      for (name, child) in node.members {
        let target = tree.nodes[child]
        let isColumn = target.isLeaf && target.columns.count == 1
        let hash = hash(name)
        place(entries.count, hash, run)
        add(isColumn ? target.columns[0] : Target.node(child), name, hash)
      }
      for _ in 0..<Self.sharedCount { add(Target.unwanted, [], 0) }
    }
    runs.append(run)
  }

  private mutating func add(_ target: Int, _ name: [UInt8], _ hash: UInt64) {
    entries.append(Entry(target: target, hash: hash))
    names.append(name)
  }

  private mutating func place(_ entry: Int, _ hash: UInt64, _ run: Run) {
    var slot = Int(truncatingIfNeeded: hash) & run.slotMask
    while slots[run.slots + slot] >= 0 { slot = (slot + 1) & run.slotMask }
    slots[run.slots + slot] = entry
  }

  /// The entry of the member called `name` (escapes resolved) in the object of `node`.
  func find(_ name: some Collection<UInt8>, hash: UInt64, in node: Int) -> Int {
    let run = runs[node]
    var slot = Int(truncatingIfNeeded: hash) & run.slotMask
    while slots[run.slots + slot] >= 0 {
      let entry = slots[run.slots + slot]
      if entries[entry].hash == hash, isEqual(name, names[entry]) { return entry }
      slot = (slot + 1) & run.slotMask
    }
    return sharedEntry(hash, run)
  }

  /// One of the entries for unwanted members: that of the same name, a fresh one, or one to be forgotten.
  private func sharedEntry(_ hash: UInt64, _ run: Run) -> Int {
    let first = run.first + 1 + run.wanted
    let home = Int(truncatingIfNeeded: hash >> 32)
    for step in 0..<8 {
      let entry = first + (home + step) & (Self.sharedCount - 1)
      if entries[entry].hash == hash || entries[entry].hash == 0 { return entry }
    }
    return first + home & (Self.sharedCount - 1)
  }

  /// Whether the bytes at `place` are the pattern of `entry`.
  @inline(__always)
  func matches(_ entry: Int, _ cursor: JSONCursor, _ place: Int) -> Bool {
    let (first, second) = entries[entry].pattern
    let (firstMask, secondMask) = entries[entry].mask
    let differs = (cursor.vector(place) ^ first) & firstMask | (cursor.vector(place &+ 16) ^ second) & secondMask
    let words = unsafeBitCast(differs, to: SIMD2<UInt64>.self)
    return words[0] | words[1] == 0 && entries[entry].length > 0
  }

  /// Remembers that after `previous` the bytes `pattern` led to `entry`, a member of that `hash`.
  ///
  /// The first member's pattern begins with the brace and belongs to the brace's own entry: a pattern that begins with
  /// a brace must never be tried behind a value, nor one that begins with a comma behind a brace.
  mutating func learn(
    _ previous: Int, _ entry: Int, _ pattern: UnsafeRawBufferPointer, hash: UInt64, isFirst: Bool
  ) {
    entries[previous].next = entry
    entries[entry].hash = hash
    entries[isFirst ? previous : entry].setPattern(pattern)
  }

  /// Remembers that the object ended after `previous`.
  mutating func learnEnd(_ previous: Int) { entries[previous].next = -1 }

  func hash(_ name: some Collection<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name {
      hash = (hash ^ UInt64(ignoresCase ? JSONPathTree.lowercased(byte) : byte)) &* 0x0000_0100_0000_01b3
    }
    return hash ^ hash >> 29
  }

  private func isEqual(_ name: some Collection<UInt8>, _ wanted: [UInt8]) -> Bool {
    ignoresCase ? name.lazy.map(JSONPathTree.lowercased).elementsEqual(wanted) : name.elementsEqual(wanted)
  }
}
