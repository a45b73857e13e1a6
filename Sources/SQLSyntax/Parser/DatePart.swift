/// The words a date part may be written with (sql.md 2.4), and the functions that take one first.
enum DatePart {
  static let functions: Set<String> = [
    "dateadd", "date_add", "datediff", "date_diff", "date_part", "pgdate_part", "date_trunc",
  ]

  static let words: Set<String> = Set(
    """
    millennium millennia mil mils century centuries c cent cents decade decades dec decs epoch year years y yr yrs \
    quarter quarters qtr qtrs month months mon mons week weeks w dayofweek dow dw weekday dayofyear doy dy yearday \
    day days d hour hours h hr hrs minute minutes m min mins second seconds s sec secs \
    millisecond milliseconds ms msec msecs msecond mseconds millisec millisecs millisecon \
    microsecond microseconds microsec microsecs usecond useconds us usec usecs \
    timezone timezone_hour timezone_minute
    """.split(separator: " ").map(String.init))
}
