extension DatePart {
  /// EXTRACT: only this field of a timestamp, without what stands above or below it (ms of 43.101 is 101).
  ///
  /// Zone parts are those of UTC, 0.
  package func extract(from timestamp: Int64) -> Int64 {
    switch self {
    case .hour: DatePart.hour(timestamp)
    case .minute: Timestamp.timeOfDay(timestamp) / Timestamp.microsecondsPerMinute % 60
    case .second: Timestamp.timeOfDay(timestamp) / 1_000_000 % 60
    case .millisecond: Timestamp.timeOfDay(timestamp) / 1000 % 1000
    case .microsecond: Timestamp.timeOfDay(timestamp) % 1_000_000
    case .epoch: Timestamp.floorDivide(timestamp, 1_000_000)
    default: extract(fromDays: Timestamp.days(timestamp))
    }
  }

  /// The field of a date; times are midnight.
  package func extract(fromDays days: Int64) -> Int64 {
    switch self {
    case .day: Int64(CivilDate(days: days).day)
    case .month: Int64(CivilDate(days: days).month)
    case .quarter: Int64((CivilDate(days: days).month - 1) / 3 + 1)
    case .year: DatePart.printed(year: CivilDate(days: days).year)
    case .week: Int64(CivilDate.isoWeek(days: days).week)
    case .dayOfWeek: CivilDate.weekday(days: days)
    case .dayOfYear: Int64(CivilDate(days: days).dayOfYear)
    case .decade: Timestamp.floorDivide(Int64(CivilDate(days: days).year), 10) + 1
    case .century: DatePart.group(CivilDate(days: days).year, of: 100)
    case .millennium: DatePart.group(CivilDate(days: days).year, of: 1000)
    case .epoch: days &* 86_400
    default: 0
    }
  }

  /// Hour of a timestamp, 0...23.
  @inlinable
  package static func hour(_ timestamp: Int64) -> Int64 {
    Timestamp.timeOfDay(timestamp) / Timestamp.microsecondsPerHour
  }

  /// There is no year 0: 1 BC is -1.
  static func printed(year: Int) -> Int64 { Int64(year > 0 ? year : year - 1) }

  /// The n-th century or millennium: 1901...2000 is the 20th century; before Christ they count down from -1.
  static func group(_ year: Int, of size: Int) -> Int64 {
    Int64(year > 0 ? (year + size - 1) / size : -((size - year) / size))
  }

  /// DATE_PART: as `extract`, but seconds keep their fraction.
  package func datePart(of timestamp: Int64) -> Double {
    switch self {
    case .second: Double(Timestamp.timeOfDay(timestamp) % Timestamp.microsecondsPerMinute) / 1e6
    case .epoch: Double(timestamp) / 1e6
    default: Double(extract(from: timestamp))
    }
  }

  /// The field of an interval: months and days are what is left below years and above hours.
  package func extract(from interval: Interval) -> Int64 {
    switch self {
    case .millennium: interval.months / 12_000
    case .century: interval.months / 1200
    case .decade: interval.months / 120
    case .year: interval.months / 12
    case .quarter: interval.months % 12 / 3 + 1
    case .month: interval.months % 12
    case .week: interval.microseconds / Timestamp.microsecondsPerDay / 7
    case .day: interval.microseconds / Timestamp.microsecondsPerDay
    case .hour: interval.microseconds / Timestamp.microsecondsPerHour % 24
    case .minute: interval.microseconds / Timestamp.microsecondsPerMinute % 60
    case .second: interval.microseconds / 1_000_000 % 60
    case .millisecond: interval.microseconds / 1000 % 1000
    case .microsecond: interval.microseconds % 1_000_000
    case .epoch: interval.epoch
    default: 0
    }
  }
}

extension DatePart {
  /// `extract` for a whole column of timestamps: the part is looked at once. Values of rows that are NULL may be
  /// anything.
  package func extract(from timestamps: [Int64]) -> [Int64] {
    switch self {
    case .hour: return DatePart.map(timestamps) { DatePart.hour($0) }
    case .minute: return DatePart.map(timestamps) { DatePart.minute.extract(from: $0) }
    case .dayOfWeek: return DatePart.map(timestamps) { CivilDate.weekday(days: Timestamp.days($0)) }
    case .epoch: return DatePart.map(timestamps) { Timestamp.floorDivide($0, 1_000_000) }
    case .second, .millisecond, .microsecond: return DatePart.map(timestamps) { extract(from: $0) }
    default: return remembered(timestamps) { Timestamp.days($0) }
    }
  }

  /// The same for a column of dates.
  package func extract(fromDays days: [Int64]) -> [Int64] {
    if self == .dayOfWeek { return DatePart.map(days) { CivilDate.weekday(days: $0) } }
    return remembered(days) { $0 }
  }

  @inline(__always)
  private static func map(_ values: [Int64], _ body: (Int64) -> Int64) -> [Int64] {
    values.withUnsafeBufferPointer { input in
      [Int64](unsafeUninitializedCapacity: input.count) { output, count in
        // `output` has room for as many values as `input` holds.
        for index in 0..<input.count { output[index] = body(input[index]) }
        count = input.count
      }
    }
  }

  /// Calendar fields by way of a small table of days already worked out: events lie close together in time.
  @inline(__always)
  private func remembered(_ values: [Int64], _ days: (Int64) -> Int64) -> [Int64] {
    let size: Int64 = 256
    return withUnsafeTemporaryAllocation(of: (day: Int64, field: Int64).self, capacity: Int(size)) { table in
      // A day that belongs elsewhere in the table marks a place as empty.
      for slot in 0..<Int(size) { table.initializeElement(at: slot, to: (Int64(slot) + 1, 0)) }
      return DatePart.map(values) { value in
        let day = days(value)
        // 0...255, whatever the sign.
        let slot = Int(truncatingIfNeeded: day & (size - 1))
        if table[slot].day != day { table[slot] = (day, extract(fromDays: day)) }
        return table[slot].field
      }
    }
  }
}
