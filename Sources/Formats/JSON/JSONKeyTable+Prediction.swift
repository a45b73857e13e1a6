/// The fast path: the mapper's memory of which bytes led from one value to the next.
///
/// **What it gains.** Event files repeat the same members in the same order, so the bytes between two values,
/// `,"firstName":` with whatever white space, are nearly always those of the record before. An entry keeps them as a
/// pattern of up to 32 bytes; the mapper compares two vectors and stands before the next value, where the general path
/// would look for the name's end, hash it, look it up and look for the colon. On event data of 18 members and 440 bytes
/// a record this made mapping more than twice as fast.
///
///     entry "gender" --next--> entry "level": pattern `,"level":`, target column 7
///         bytes equal:   read the value, go on from "level"
///         bytes differ:  try the entries after it (a member left out); else the general path, which stores what it
///                        finds as the new `next` and pattern
///
/// **Why the answer is the same.** A pattern is only ever stored from bytes that the general path has just read as
/// separator, name and colon, for the entry that it found. Equal bytes at an offset where a member may begin would
/// therefore take the general path to the same entry and to the same offset, or white space before it. Everything else
/// (which entry is compared first, which unwanted names share an entry) changes only the time.
extension JSONKeyTable {
  struct Entry: Sendable {
    fileprivate var pattern = (ByteVector(), ByteVector())
    /// One bit a byte of each half of the pattern, set where it counts.
    fileprivate var counted: (UInt32, UInt32) = (0, 0)
    /// Which of the first half have to be equal: those that count, or what they never are where no pattern is known.
    fileprivate var wanted = UInt32.max
    /// Bytes of the pattern; 0 where none is known.
    private(set) var length: Int32 = 0
    /// The entry that followed this one last time; negative where none ever did.
    fileprivate(set) var next: Int32 = -1
    let target: Int32
    /// What its values have looked like of late.
    var steady = SteadyLength()
    /// They are among `repeatedStrings`.
    var repeats = false

    init(target: Int) { self.target = Int32(clamping: target) }

    /// Whether the bytes at `offset` are the pattern. Most fit one vector.
    @inline(__always)
    func matches(_ cursor: JSONCursor, _ offset: Int) -> Bool {
      guard ByteMarks.bits(cursor.vector(offset) .== pattern.0) & counted.0 == wanted else { return false }
      return length <= 16 || ByteMarks.bits(cursor.vector(offset &+ 16) .== pattern.1) & counted.1 == counted.1
    }

    /// Takes the bytes `range`; those of a pattern too long to keep are forgotten.
    fileprivate mutating func setPattern(_ range: Range<Int>, _ cursor: JSONCursor) {
      length = range.count <= patternLimit ? Int32(range.count) : 0
      let bytes = ~(UInt32.max << UInt32(length))
      counted = (bytes & 0xffff, bytes >> 16)
      wanted = length > 0 ? counted.0 : .max
      pattern = (cursor.vector(range.lowerBound), cursor.vector(range.lowerBound + 16))
    }
  }

  private static let patternLimit = 32
  /// Members that may be left out between two others before the general path is quicker.
  private static let skipLimit = 3

  /// The entry among the few behind `entry` whose pattern stands at `offset`; negative where none does.
  @inline(never)
  func skipAhead(_ entry: Int, _ cursor: JSONCursor, _ offset: Int) -> Int {
    var entry = entry
    for _ in 0..<Self.skipLimit where entry >= 0 {
      entry = Int(entries[entry].next)
      if entry >= 0, entries[entry].matches(cursor, offset) { return entry }
    }
    return -1
  }

  /// Remembers that after `previous` the bytes `pattern` led to `entry`, a member of that `hash`.
  ///
  /// The first member's pattern begins with the brace and belongs to the brace's own entry: a pattern that begins with
  /// a brace must never be tried behind a value, nor one that begins with a comma behind a brace.
  mutating func learn(
    _ previous: Int, _ entry: Int, _ pattern: Range<Int>, hash: UInt64, isFirst: Bool, _ cursor: JSONCursor
  ) {
    entries[previous].next = Int32(truncatingIfNeeded: entry)
    hashes[entry] = hash
    entries[isFirst ? previous : entry].setPattern(pattern, cursor)
  }
}
