/// What a scalar call computes, names and overloads already settled: the word between binder and kernels.
///
/// Arguments come in the types `FunctionCatalog` asked for. Unless said otherwise NULL in is NULL out.
package enum ScalarFunction: String, Hashable, Sendable, CaseIterable {
  // Comparison of two values of one type; trailing blanks of character values do not count (sql.md 1.2).
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

  // Arithmetic: both operands integers, decimals (each with its own scale), floats, or intervals (sql.md 2.2).
  case add, subtract, multiply, divide, modulo, negate, absolute
  case bitAnd, bitOr, bitXor, bitNot, shiftLeft, shiftRight

  // Mathematics (sql.md 2.9): over doubles, except rounding, which also takes decimals and integers.
  case power, squareRoot, cubeRoot, exponential, naturalLogarithm, logarithm10, pi, degrees, radians
  case sine, cosine, tangent, cotangent, arcSine, arcCosine, arcTangent, arcTangent2
  case ceiling, floor, round, truncate, sign, random

  // GREATEST, LEAST: operands of one type, NULLs ignored.
  case greatest, least

  // Intervals and datetimes (sql.md 2.4).
  /// (date, bigint) → date
  case addDays
  /// (date, date) → integer
  case daysBetween
  /// (timestamp | timestamptz | time | timetz, interval)
  case addInterval
  /// (timestamp, timestamp) → interval
  case timestampDifference
  /// (interval, bigint | double)
  case multiplyInterval, divideInterval
  /// (date, time) → timestamp
  case dateAndTime
  /// (part, datetime | interval) → integer, or double for timestamptz: the field alone
  case extract
  /// (part, datetime | interval) → double
  case datePart
  /// (part, timestamp | timestamptz | interval)
  case dateTruncate
  /// (part, bigint, timestamp | timestamptz | time | timetz)
  case dateAdd
  /// (part, x, y) of one datetime type → bigint
  case dateDifference
  /// (timestamp | timestamptz, bigint)
  case addMonths
  case lastDay, nextDay, monthsBetween, convertTimezone, atTimezone
  /// -1, 0, 1 of two values of one type
  case compare
  case statementTimestamp, transactionTimestamp, currentTimestamp, currentDate, currentTime, timeOfDay
  case formatDatetime, formatInterval, formatNumber, parseDate, parseTimestamp, parseNumber

  // Strings (sql.md 2.5).
  case concatenate, length, octetLength, lower, upper, initialCapitals, reverse
  case trimBoth, trimLeading, trimTrailing, left, right, padLeft, padRight, `repeat`, replace, translate
  case position, octetPosition, substring, splitPart, characterCode, character, quoteIdentifier, quoteLiteral
  case parseInteger, toHexadecimal, soundex, soundexDifference

  // Patterns: (value, pattern, escape) → boolean; regular expressions are POSIX extended.
  case like, likeIgnoringCase, similarTo, matchesRegex, matchesRegexIgnoringCase
  case regexCount, regexPosition, regexReplace, regexSubstring

  // Hashes (sql.md 2.7).
  case md5, sha1, sha2, fnvHash, crc32

  // The session (sql.md 2.11).
  case currentDatabase, currentSchema, currentSchemas, currentUser, sessionUser, currentUserID, currentSetting
  case version, backendPID, lastQueryID, lastCopyID, lastCopyCount, lastUnloadID, lastUnloadCount, sliceNumber
  case hasPrivilege
}

extension ScalarFunction {
  /// Gives another value at each row: never folded, never moved.
  package var isVolatile: Bool { self == .random || self == .timeOfDay }

  /// The same value throughout a statement, another in the next: not folded into a plan that is kept.
  package var isStable: Bool {
    switch self {
    case .statementTimestamp, .transactionTimestamp, .currentTimestamp, .currentDate, .currentTime, .currentDatabase,
      .currentSchema, .currentSchemas, .currentUser, .sessionUser, .currentUserID, .currentSetting, .version,
      .backendPID, .lastQueryID, .lastCopyID, .lastCopyCount, .lastUnloadID, .lastUnloadCount, .sliceNumber,
      .hasPrivilege:
      true
    default: false
    }
  }
}
