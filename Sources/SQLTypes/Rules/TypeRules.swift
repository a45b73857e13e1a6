/// Which types become which, and when (sql.md 2.2, 2.3).
package enum TypeRules {
  /// How far a conversion goes on its own.
  package enum CastContext: Int, Comparable, Sendable {
    /// Anywhere in an expression.
    case implicit
    /// Into a column by INSERT or UPDATE.
    case assignment
    /// Only by CAST.
    case explicit

    package static func < (lhs: CastContext, rhs: CastContext) -> Bool { lhs.rawValue < rhs.rawValue }
  }

  package static func canCast(_ from: DataType, to: DataType, _ context: CastContext) -> Bool {
    guard let needed = neededContext(from, to) else { return false }
    return needed <= context
  }

  /// The least context in which the conversion happens; nil when it never does (42846).
  package static func neededContext(_ from: DataType, _ to: DataType) -> CastContext? {
    if from.isInterval && to.isInterval { return betweenIntervals(from, to) }
    if family(from) == family(to) || from == .unknown || to == .unknown { return .implicit }
    switch (family(from), family(to)) {
    case (.integer, .decimal), (.integer, .float), (.decimal, .float): return .implicit
    case (.integer, .boolean): return .implicit
    case (.integer, .oid), (.oid, .integer): return .implicit
    case (.boolean, .integer): return .explicit
    case (.decimal, .integer), (.float, .integer), (.float, .decimal): return .assignment
    case (.sketch, .character): return .explicit
    case (.sketch, _), (_, .sketch): return nil
    // Redshift has no cast between booleans and texts; untyped literals are read all the same.
    case (.character, .boolean), (.boolean, .character): return nil
    // Texts are read as anything in assignments; elsewhere an expression asks for a cast.
    case (.character, _): return .assignment
    case (.super, .character), (.varbyte, .character): return .assignment
    case (_, .character): return .implicit
    case (.integer, .varbyte), (.varbyte, .integer): return .explicit
    case (.super, .interval), (.super, .varbyte): return nil
    case (.super, _): return .assignment
    case (.varbyte, .super), (.interval, .super): return nil
    case (.integer, .super), (.decimal, .super), (.float, .super), (.boolean, .super): return .assignment
    default: return betweenDatetimes(from, to)
    }
  }

  /// Months are no days, and days no months.
  private static func betweenIntervals(_ from: DataType, _ to: DataType) -> CastContext? {
    switch (from, to) {
    case (.intervalYearToMonth, .intervalDayToSecond), (.intervalDayToSecond, .intervalYearToMonth): nil
    case (.interval, .intervalYearToMonth), (.interval, .intervalDayToSecond): .assignment
    default: .implicit
    }
  }

  private static func betweenDatetimes(_ from: DataType, _ to: DataType) -> CastContext? {
    switch (from, to) {
    case (.date, .timestamp), (.date, .timestamptz), (.timestamp, .timestamptz): .implicit
    case (.timestamp, .date), (.timestamptz, .date), (.timestamptz, .timestamp): .assignment
    case (.timestamp, .time), (.timestamptz, .timetz), (.timestamptz, .time): .assignment
    case (.time, .timetz): .implicit
    case (.timetz, .time): .assignment
    case (.time, .interval), (.interval, .time): .explicit
    default: nil
    }
  }

  /// Types that differ only in size or arguments.
  package enum Family: Hashable, Sendable {
    case boolean, integer, decimal, float, character, date, time, timetz, timestamp, timestamptz, interval
    case `super`, varbyte, sketch, unknown
    /// Object ids.
    case oid
    /// Arrays and vectors, and what is made of them.
    case array
  }

  package static func family(_ type: DataType) -> Family {
    switch type {
    case .boolean: .boolean
    case .smallint, .integer, .bigint: .integer
    case .decimal: .decimal
    case .real, .double: .float
    case .char, .charIgnoringCase, .varchar, .varcharIgnoringCase: .character
    case .date: .date
    case .time: .time
    case .timetz: .timetz
    case .timestamp: .timestamp
    case .timestamptz: .timestamptz
    case .interval, .intervalYearToMonth, .intervalDayToSecond: .interval
    case .super: .super
    case .varbyte: .varbyte
    case .hllsketch: .sketch
    case .catalog(let type): type.isObjectID ? .oid : type.isText ? .character : .array
    case .unknown: .unknown
    }
  }
}
