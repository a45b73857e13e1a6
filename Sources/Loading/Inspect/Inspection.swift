import Catalogs
import SQLTypes

/// How much of the input an inspection reads.
package struct InspectLimits: Hashable, Sendable {
  /// Records of each file, and files, spread over the list.
  package var records = 1000
  package var objects = 20

  package init() {}

  /// Everything.
  package static let all: InspectLimits = {
    var limits = InspectLimits()
    limits.records = .max
    limits.objects = .max
    return limits
  }()
}

/// What a COPY would meet: the objects, what their records hold for each column, and what would be refused.
package struct Inspection: Sendable {
  package struct Column: Sendable {
    package var name: String
    /// The key, path or field that fills it.
    package var source: String
    package var type: DataType
    /// Values that are not NULL, NULLs, and values that the type refuses.
    package var values = 0
    package var nulls = 0
    package var refused = 0
    /// Bytes of the widest value's text.
    package var widest = 0
    /// The first value.
    package var example: String?
    /// Of JSON: `string 3, number 1`.
    package var kinds = ""
  }

  /// Values that one rule refuses, or records.
  package struct Problem: Sendable {
    package var count: Int
    /// The first of them.
    package var error: LoadError

    package var text: String {
      let hint = error.advice.map { " \($0)" } ?? ""
      let more = count > 1 ? "\(count) times, first in " : ""
      return more + LoadAdvice.description(of: error) + "." + hint
    }
  }

  package var source = ""
  /// The clauses that say how the files are to be read.
  package var format = ""
  package var objects = 0
  package var emptyObjects = 0
  package var bytes = 0
  package var sampledObjects = 0
  package var sampledBytes = 0
  package var records = 0
  /// Of these, how many COPY would refuse.
  package var refusedRecords = 0
  /// Whether nothing was left out.
  package var isWhole = true
  package var columns: [Column] = []
  package var problems: [Problem] = []
  /// What no error tells: keys that match nothing, mixed types, files that are no data.
  package var warnings: [String] = []
  /// COPY would fail with what has been read so far.
  package var fails = false

  // Where no table was named:
  package var createTable: String?
  package var jsonPaths: String?
  package var copy: String?

  package init() {}
}
