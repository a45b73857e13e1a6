/// The rows that one COPY refused, in the order of its input: each is made when somebody looks at it.
package struct LoadErrors: RandomAccessCollection, Sendable, ExpressibleByArrayLiteral {
  private let source: any LoadErrorSource
  package let startIndex: Int
  package let endIndex: Int

  package init(_ source: some LoadErrorSource) {
    self.init(source, 0..<source.count)
  }

  package init(_ errors: [LoadError]) { self.init(MadeLoadErrors(errors: errors)) }

  package init(arrayLiteral errors: LoadError...) { self.init(errors) }

  private init(_ source: any LoadErrorSource, _ range: Range<Int>) {
    (self.source, startIndex, endIndex) = (source, range.lowerBound, range.upperBound)
  }

  package subscript(index: Int) -> LoadError {
    precondition(indices.contains(index), "no such load error")
    return source.error(at: index)
  }

  package subscript(range: Range<Int>) -> LoadErrors {
    precondition(startIndex <= range.lowerBound && range.upperBound <= endIndex, "no such load errors")
    return LoadErrors(source, range)
  }

  /// How many of them there are of each kind; one kind may come more than once, with other values in its reason.
  package var kinds: [(kind: LoadErrorKind, count: Int)] { source.kinds(startIndex..<endIndex) }
}

/// What the rows of `LoadErrors` are made of.
package protocol LoadErrorSource: Sendable {
  var count: Int { get }
  /// `index` is below the count.
  func error(at index: Int) -> LoadError
  /// As `LoadErrors.kinds`, of those in a range.
  func kinds(_ range: Range<Int>) -> [(kind: LoadErrorKind, count: Int)]
}

/// What refused rows are counted by.
package struct LoadErrorKind: Hashable, Sendable {
  package var code: Int
  package var reason: String
  /// Empty where the record as a whole is at fault.
  package var columnName: String

  package init(code: Int, reason: String, columnName: String) {
    (self.code, self.reason, self.columnName) = (code, reason, columnName)
  }
}

/// Rows that are there already: a server's.
private struct MadeLoadErrors: LoadErrorSource {
  let errors: [LoadError]

  var count: Int { errors.count }

  func error(at index: Int) -> LoadError { errors[index] }

  func kinds(_ range: Range<Int>) -> [(kind: LoadErrorKind, count: Int)] {
    var counts: [LoadErrorKind: Int] = [:]
    for error in errors[range] {
      counts[LoadErrorKind(code: error.code, reason: error.reason, columnName: error.columnName), default: 0] += 1
    }
    return counts.map { (kind: $0.key, count: $0.value) }
  }
}
