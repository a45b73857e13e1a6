/// The members that one mapping wants, object by object: which entry a name has.
///
/// Each object of the path tree has a run of entries: one that stands for its brace, one for each wanted member, and a
/// few shared by the names nobody wants. What the entries remember of the input is `JSONKeyTable+Prediction.swift`.
struct JSONKeyTable: Sendable {
  /// Where the entries and hash slots of a node of the path tree lie.
  struct Run: Sendable {
    var first = 0
    var wanted = 0
    var slots = 0
    var slotMask = 0

    /// First of the shared entries.
    var shared: Int { first + 1 + wanted }
  }

  /// What to do with a member's value: a column from 0 up.
  enum Target {
    static let unwanted = -1
    /// Node `n` of the path tree, where it is more than one column.
    static func node(_ node: Int) -> Int { -2 - node }
    static func node(of target: Int) -> Int { -2 - target }
  }

  /// Entries for unwanted members, an object: a power of two.
  static let sharedCount = 64

  var entries: [Entry] = []
  var repeatedStrings = RepeatedStrings()
  private(set) var runs: [Run] = []
  /// Open addressing by name: an entry, or -1.
  private var slots: [Int] = []
  private var names: [[UInt8]] = []
  /// Of the name an entry stands for; 0 for a shared one not yet taken.
  var hashes: [UInt64] = []
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
        let code = name.withUnsafeBytes { hash($0) }
        offset(entries.count, code, run)
        add(isColumn ? target.columns[0] : Target.node(child), name, code)
      }
      for _ in 0..<Self.sharedCount { add(Target.unwanted, [], 0) }
    }
    runs.append(run)
  }

  private mutating func add(_ target: Int, _ name: [UInt8], _ hash: UInt64) {
    entries.append(Entry(target: target))
    hashes.append(hash)
    names.append(name)
  }

  private mutating func offset(_ entry: Int, _ hash: UInt64, _ run: Run) {
    var slot = Int(truncatingIfNeeded: hash) & run.slotMask
    while slots[run.slots + slot] >= 0 { slot = (slot + 1) & run.slotMask }
    slots[run.slots + slot] = entry
  }

  /// The entry of the member called `name` (escapes resolved, with its `hash`) in the object of `node`.
  func find(_ name: UnsafeRawBufferPointer, hash: UInt64, in node: Int) -> Int {
    let run = runs[node]
    var slot = Int(truncatingIfNeeded: hash) & run.slotMask
    while slots[run.slots + slot] >= 0 {
      let entry = slots[run.slots + slot]
      if hashes[entry] == hash, isEqual(name, names[entry]) { return entry }
      slot = (slot + 1) & run.slotMask
    }
    return sharedEntry(hash, run)
  }

  /// One of the entries for unwanted members: that of the same name, a fresh one, or one to be forgotten. Two names of
  /// one hash may share it, for nothing is asked of either.
  private func sharedEntry(_ hash: UInt64, _ run: Run) -> Int {
    let home = Int(truncatingIfNeeded: hash >> 32)
    for step in 0..<8 {
      let entry = run.shared + (home + step) & (Self.sharedCount - 1)
      if hashes[entry] == hash || hashes[entry] == 0 { return entry }
    }
    return run.shared + home & (Self.sharedCount - 1)
  }

  func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: name.count)
    var offset = 0
    while offset &+ 8 <= name.count {
      let word = UInt64(littleEndian: name.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      hash = mix(hash, ignoresCase ? word | 0x2020_2020_2020_2020 : word)
      offset &+= 8
    }
    while offset < name.count {
      hash = mix(hash, UInt64(ignoresCase ? name[offset] | 0x20 : name[offset]))
      offset &+= 1
    }
    return hash
  }

  @inline(__always)
  private func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9e37_79b9_7f4a_7c15
    return product ^ product >> 32
  }

  private func isEqual(_ name: UnsafeRawBufferPointer, _ wanted: [UInt8]) -> Bool {
    ignoresCase ? name.lazy.map(JSONPathTree.lowercased).elementsEqual(wanted) : name.elementsEqual(wanted)
  }
}
