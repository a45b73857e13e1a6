import SQLTypes
import TestSupport
import Testing

@Suite struct TemplateTests {
  private func timestamp(_ text: String) -> Int64 {
    guard case .value(let value) = text.withRawUTF8({ DatetimeParser.timestamp($0) }) else { return .min }
    return value
  }

  @Test(arguments: [
    ("2018-11-01 20:57:10.796", "YYYY-MM-DD HH24:MI:SS.MS", "2018-11-01 20:57:10.796"),
    ("2018-11-01 20:57:10.796", "Day", "Thursday "),
    ("2018-11-01 20:57:10.796", "FMDay, FMDDth FMMonth YYYY", "Thursday, 1st November 2018"),
    ("2018-11-01 20:57:10.796", "DAY day Dy DY dy", "THURSDAY  thursday  Thu THU thu"),
    ("2018-11-01 20:57:10.796", "MONTH-Mon-RM", "NOVEMBER -Nov-XI  "),
    ("2018-11-01 20:57:10.796", "HH:MI:SS AM HH12 p.m.", "08:57:10 PM 08 p.m."),
    ("2018-11-01 20:57:10.796", "Q WW IW W DDD D ID J CC", "4 44 44 1 305 5 4 2458424 21"),
    ("2018-11-01 20:57:10.796", "Y,YYY YYY YY Y IYYY US SSSS", "2,018 018 18 8 2018 796000 75430"),
    ("2018-11-01 20:57:10.796", "\"year:\" YYYY \\Y", "year: 2018 Y"),
    ("2018-12-31", "IYYY-IW-ID IDDD", "2019-01-1 001"),
    ("0044-03-15 BC", "YYYY BC", "0044 BC"),
    ("2013-10-03 01:02:03", "DDTH FMDDth FMMMth HH24MI", "03RD 3rd 10th 0102"),
  ])
  func toChar(text: String, pattern: String, expected: String) {
    #expect(DatetimeTemplate(pattern).text(timestamp: timestamp(text)) == expected)
  }

  @Test(arguments: [
    ("02 Oct 2001", "DD Mon YYYY", "2001-10-02"),
    ("20010631", "YYYYMMDD", "2001-07-01"),
    ("03/31/2003", "MM/DD/YYYY", "2003-03-31"),
    ("January 8, 1999", "Month DD, YYYY", "1999-01-08"),
    ("1999 008", "YYYY DDD", "1999-01-08"),
    ("J2451187", "\"J\"J", "1999-01-08"),
    ("2019-01-1", "IYYY-IW-ID", "2018-12-31"),
    ("99-01-08", "YY-MM-DD", "1999-01-08"),
    ("44-03-15 BC", "YYYY-MM-DD BC", "0044-03-15 BC"),
  ])
  func toDate(text: String, pattern: String, expected: String) throws {
    #expect(DatetimeText.text(date: try DatetimeTemplate(pattern).date(text)) == expected)
  }

  @Test(arguments: [
    ("2011-12-18 24:38:15", "YYYY-MM-DD HH24:MI:SS", "2011-12-19 00:38:15"),
    ("05/15/2020 08:05 PM", "MM/DD/YYYY HH:MI AM", "2020-05-15 20:05:00"),
    ("  154-11-21 93:47:96", "YYYY-MM-DD HH24:MI:SS", "0154-11-24 21:48:36"),
    ("2018-11-01 20:57:10.796", "YYYY-MM-DD HH24:MI:SS.MS", "2018-11-01 20:57:10.796"),
  ])
  func toTimestamp(text: String, pattern: String, expected: String) throws {
    #expect(DatetimeText.text(timestamp: try DatetimeTemplate(pattern).timestamp(text)) == expected)
  }

  @Test func strictDatesDoNotRollOver() {
    #expect(throws: SQLError(.datetimeOverflow, "date/time field date value out of range: 2001-6-31")) {
      try DatetimeTemplate("YYYYMMDD").date("20010631", isStrict: true)
    }
  }

  /// Expected texts as PostgreSQL prints them.
  @Test(arguments: [
    ("12345", 0, "9999-99-99 99:99:99", "    -  -     1:23:45"),
    ("1541121934796", 0, "9999-99-99 99:99:99", "  154-11-21 93:47:96"),
    ("-125.8", 1, "999D99S", "125.80-"),
    ("125.8", 1, "999D99S", "125.80+"),
    ("-125", 0, "999PR", "<125>"),
    ("485", 0, "999", " 485"),
    ("-485", 0, "999", "-485"),
    ("485", 0, "9 9 9", " 4 8 5"),
    ("1485", 0, "9,999", " 1,485"),
    ("485", 0, "9,999", "   485"),
    ("148.5", 1, "999.999", " 148.500"),
    ("148.5", 1, "FM999.999", "148.5"),
    ("148.5", 1, "FM999.990", "148.500"),
    ("485", 0, "FM999MI", "485"),
    ("-485", 0, "999MI", "485-"),
    ("485", 0, "PL999", "+ 485"),
    ("485", 0, "SG999", "+485"),
    ("-485", 0, "SG999", "-485"),
    ("485", 0, "L999", "$ 485"),
    ("485", 0, "RN", "        CDLXXXV"),
    ("485", 0, "FMRN", "CDLXXXV"),
    ("5", 0, "FMRN", "V"),
    ("482", 0, "999th", " 482nd"),
    ("485", 0, "\"Good number:\"999", "Good number: 485"),
    ("12", 0, "99V999", " 12000"),
    ("12.4", 1, "99V999", " 12400"),
    ("12.46", 2, "99V9", " 125"),
    ("0.1", 1, "0.9", " 0.1"),
    ("-0.1", 1, "99.99", "  -.10"),
    ("-0.1", 1, "FM9.99", "-.1"),
    ("12", 0, "9990999.9", "    0012.0"),
    ("12", 0, "FM9990999.9", "0012."),
    ("1234", 0, "999", " ###"),
    ("0", 0, "999", "   0"),
  ])
  func numbers(text: String, scale: Int, pattern: String, expected: String) throws {
    let parsed = DecimalText.parse(text, precision: 38, scale: scale, rounding: .truncate)
    guard case .value(let value) = parsed else {
      Issue.record("not a number: \(text)")
      return
    }
    #expect(try NumericTemplate(pattern).text(value, scale: scale) == expected)
    if case .value(let double) = DoubleText.parse(text) {
      #expect(try NumericTemplate(pattern).text(double) == expected)
    }
  }

  @Test(arguments: [
    ("12,454.8-", "99G999D9S", "-12454.8"),
    ("12,454.88", "99,999.99", "12454.88"),
    ("$ 2,012,454.88", "L9,999,999.99", "2012454.88"),
  ])
  func toNumber(text: String, pattern: String, expected: String) throws {
    let template = try NumericTemplate(pattern)
    guard case .decimal(_, let scale) = template.decimalType else { return }
    #expect(DecimalText.text(try template.number(text), scale: scale) == expected)
  }

  @Test func randomPatternsNeverTrap() throws {
    var random = SeededGenerator()
    let alphabet = Array("90.,DGFMSPRLVMIPLSGTHRN$- \"x")
    for _ in 0..<5000 {
      let pattern = String((0..<random.int(0...60)).map { _ in random.pick(alphabet) })
      guard let template = try? NumericTemplate(pattern) else { continue }
      for value in [0, 1, -1, Int128.max, .min, 1_541_121_934_796] {
        for scale in [0, 2, 37] { _ = template.text(value, scale: scale) }
      }
      for value in [0, -0.5, 1e308, .infinity, .nan, .leastNonzeroMagnitude] { _ = template.text(value) }
      _ = try? template.number("-1,234.5678901234567890123456789012345678901234567890")
    }
    #expect(try NumericTemplate("9." + String(repeating: "9", count: 60)).text(15, scale: 1).hasPrefix(" 1.5000"))
    #expect(try NumericTemplate("9V" + String(repeating: "9", count: 400)).text(1e300).hasSuffix("###"))
  }
}
