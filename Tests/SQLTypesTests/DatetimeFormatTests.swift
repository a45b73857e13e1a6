import SQLTypes
import Testing

@Suite struct DatetimeFormatTests {
  @Test(arguments: [
    ("MM.DD.YYYY HH:MI:SS", "03.31.2003 18:45:05", "2003-03-31 18:45:05"),
    ("MM.DD.YYYY HH:MI:SS", "03.31.2003 18:45:05.123456", "2003-03-31 18:45:05.123456"),
    ("MM/DD/YYYY HH:MI:SS AM", "03/31/2003 06:45:05 PM", "2003-03-31 18:45:05"),
    ("MM/DD/YYYY HH12:MI:SS AM", "3/1/2003 12:45:05 AM", "2003-03-01 00:45:05"),
    ("YYYY-MM-DDTHH:MI:SS", "2018-11-01T20:57:10.796", "2018-11-01 20:57:10.796"),
    ("YYYY-MM-DD HH24:MI:SS.SSS", "2018-11-01 20:57:10.796", "2018-11-01 20:57:10.796"),
    ("yyyy-mm-dd hh:mi:ss", "2018-11-01 20:57:10", "2018-11-01 20:57:10"),
    ("YYYY-MM-DD HH:MI:SS", "2018-11-01", "invalid"), ("MM/DD/YYYY HH:MI:SS AM", "6/20/2017", "invalid"),
    ("MM/DD/YYYY HH:MI:SS AM", "6/20/2017 10:11:12", "invalid"),
    ("YYYY-MM-DD", "2018-11-01 20:57", "2018-11-01 00:00:00"),
    ("YYYY-MM-DDTHH:MI:SSZ", "2018-11-01T20:57:10", "2018-11-01 20:57:10"),
    ("DD-MON-YY HH:MI", "01-Nov-18 20:57", "2018-11-01 20:57:00"),
    ("YYYYMMDDHHMISS", "20181101205710", "2018-11-01 20:57:10"),
    ("YYYY-MM-DD HH:MI:SS", "2018-11-01 20:57:10 x", "2018-11-01 20:57:10"),
    ("YYYY-MM-DD HH:MI:SS", "2018-11-31 20:57:10", "outOfRange"),
    ("YYYY-MM-DD HH:MI:SS", "1541121934796", "invalid"),
    ("YYYY-MM-DD HH:MI:SS", "", "empty"),
    ("epochmillisecs", "1541121934796", "2018-11-02 01:25:34.796"),
    ("epochmillisecs", "1541121934796.0", "2018-11-02 01:25:34.796"),
    ("epochsecs", "1541121934", "2018-11-02 01:25:34"),
    ("epochsecs", "1541121934.5", "2018-11-02 01:25:34.5"),
    ("epochsecs", "-1", "1969-12-31 23:59:59"),
    ("epochsecs", "2018-11-02", "invalid"),
    ("epochsecs", "99999999999999999", "outOfRange"),
    ("auto", "2019-02-11T05:09:12.195Z", "2019-02-11 05:09:12.195"),
  ])
  func timestamps(mask: String, text: String, expected: String) {
    let format = DatetimeFormat(timeFormat: mask)
    #expect(text.withRawUTF8 { format.timestamp($0) }.map { DatetimeText.text(timestamp: $0) } == expected)
  }

  @Test(arguments: [
    ("2018-11-01 20:57:10.796", "2018-11-01 20:57:10.796"), ("2018-11-01", "invalid"),
    ("2018-11-01 20:57", "invalid"), ("2018-11-01 20:57:10+02", "2018-11-01 20:57:10"),
    ("2018-11-01T20:57:10", "invalid"), ("2025-09-22T14:42:59.172000Z", "invalid"), ("1541121934796", "invalid"),
    ("  2018-11-01 20:57:10  ", "2018-11-01 20:57:10"),
  ])
  func standardTimestamps(text: String, expected: String) {
    let format = DatetimeFormat.standard
    #expect(text.withRawUTF8 { format.timestamp($0) }.map { DatetimeText.text(timestamp: $0) } == expected)
  }

  @Test(arguments: [
    ("2018-11-01 20:57:10+00", "2018-11-01 20:57:10+00"), ("2018-11-01 20:57:10.5-0830", "2018-11-02 05:27:10.5+00"),
    ("2018-11-01 20:57:10", "invalid"), ("2025-09-22T14:42:59.172000Z", "invalid"),
  ])
  func standardTimestampsWithZone(text: String, expected: String) {
    let format = DatetimeFormat.standard
    #expect(text.withRawUTF8 { format.timestamptz($0) }.map { DatetimeText.text(timestamptz: $0) } == expected)
  }

  @Test(arguments: [
    (nil, "2018-11-01", "2018-11-01"), (nil, "2018-11-01 20:57:10", "2018-11-01"), (nil, "2018-11-1", "invalid"),
    (nil, "18-11-01", "invalid"), (nil, "2018-13-01", "outOfRange"), ("MM/DD/YYYY", "03/31/2003", "2003-03-31"),
    ("MON DD, YYYY", "March 31, 2003", "2003-03-31"), ("MON DD, YYYY", "Mar 31, 2003", "2003-03-31"),
    ("MM/DD/YYYY", "1/8/1999", "1999-01-08"), ("MM/DD/YYYY HH:MI:SS", "03/31/2003 18:45:05", "2003-03-31"),
    ("auto", "Jan-08-1995 10:11:12", "1995-01-08"), ("auto", "1541121934796", "invalid"), ("YY", "70", "1970-01-01"),
    ("DD.MM.YY", "31.12.69", "2069-12-31"),
  ])
  func dates(mask: String?, text: String, expected: String) {
    let format = mask.map { DatetimeFormat(dateFormat: $0) } ?? .standard
    #expect(text.withRawUTF8 { format.date($0) }.map { DatetimeText.text(date: $0) } == expected)
  }

  @Test func reasons() {
    let mask = DatetimeFormat(timeFormat: "MM/DD/YYYY HH:MI:SS AM")
    #expect(mask.reason(for: .timestamp) == "Invalid timestamp format or value [MM/DD/YYYY HH:MI:SS AM]")
    let standard = DatetimeFormat.standard
    #expect(standard.reason(for: .timestamp) == "Invalid timestamp format or value [YYYY-MM-DD HH24:MI:SS]")
    #expect(standard.reason(for: .timestamptz) == "Invalid timestamp format or value [YYYY-MM-DD HH24:MI:SSOF]")
    "2018".withRawUTF8 { bytes in
      #expect(standard.isTooShort(bytes, for: .date) && !standard.isTooShort(bytes, for: .timestamp))
      #expect(!mask.isTooShort(bytes, for: .date))
    }
  }
}
