import Columnar

/// What a unit of the input holds, in its order.
struct UnitResult: Sendable {
  /// What became of one file's records, or of those that lie in the unit.
  struct Tally: Sendable {
    var object: Int
    var records: Int
    var errors: Int
  }

  /// Of the columns COPY fills.
  var batches: [Batch] = []
  var rejects = RejectLog()
  var tallies: [Tally] = []
  /// Good rows in which ACCEPTINVCHARS replaced bytes.
  var repaired = 0
  /// The first of them.
  var repairs: [RepairedRow] = []

  /// Of a chunk: where reading began, and the first offset such that there is only white space between the two.
  var start = 0
  var blankFrom = 0
  /// Of a chunk: where the next record starts, or white space before it.
  var next = 0
  /// A chunk in which no border was found by guessing: nothing has been read.
  var isUnread = false

  mutating func tally(_ object: Int, records: Int = 0, errors: Int = 0) {
    var index = tallies.count - 1
    if index < 0 || tallies[index].object != object {
      // Errors of a batch are counted after its records: their file may be one of the last few.
      index = tallies.lastIndex { $0.object == object } ?? tallies.count
      if index == tallies.count { tallies.append(UnitResult.Tally(object: object, records: 0, errors: 0)) }
    }
    tallies[index].records += records
    tallies[index].errors += errors
  }

  /// The proof that a chunk began at a record's border: the one before it, itself proven, ended at `offset`, and what
  /// lies between is no record (Architecture.md "Same input, same bytes").
  func continues(from offset: Int) -> Bool { !isUnread && blankFrom <= offset && offset <= start }
}
