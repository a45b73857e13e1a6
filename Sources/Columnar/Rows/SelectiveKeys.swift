/// Which of a join's keys are hashed.
///
/// Hashing a string reads all its bytes, hashing a number is one multiplication. Where the numbers among the keys tell
/// the right side's rows apart, strings are left to the comparison, which looks only at rows that the numbers already
/// agree on:
///
/// ```
/// e.song = s.title AND e.artist = s.artist_name AND e.length = s.duration     hashed: the third
/// e.song = s.title AND e.year = s.year                                        hashed: both
/// ```
/// A tenth of such a join's processor time, measured. What is chosen from a sample may be wrong for the rest:
/// `JoinHashTable.hasLongChains` tells.
extension KeyColumns {
  private static let sampleCount = 1 << 12

  /// Columns that tell most rows apart: those without strings if so in the first rows, else all.
  package var selectiveColumns: [Int] {
    let all = Array(columns.indices)
    let numbers = all.filter { !columns[$0].isString }
    guard !numbers.isEmpty, numbers.count < all.count else { return all }
    let sample = KeyColumns(keys: columns, count: min(count, Self.sampleCount)).hashes(of: numbers)
    return Set(sample).count >= sample.count - sample.count / 16 ? numbers : all
  }
}
