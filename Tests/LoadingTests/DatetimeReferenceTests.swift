import Catalogs
import Loading
import SQLTypes
import TestSupport
import Testing

/// Random dates and times in many layouts through COPY, against days counted year by year; from a seed that a failure
/// prints.
@Suite struct DatetimeReferenceTests {
  struct Moment {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int
    var microsecond: Int

    init(_ random: inout SeededGenerator) {
      year = Int.random(in: 1...9999, using: &random)
      month = Int.random(in: 1...12, using: &random)
      day = Int.random(in: 1...Self.days(year, month), using: &random)
      hour = Int.random(in: 0...23, using: &random)
      minute = Int.random(in: 0...59, using: &random)
      second = Int.random(in: 0...59, using: &random)
      microsecond = Bool.random(using: &random) ? 0 : Int.random(in: 0...999_999, using: &random)
    }

    static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    static func days(_ year: Int, _ month: Int) -> Int {
      [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// Since 1970-01-01, from the days before each year.
    func days(_ before: [Int]) -> Int64 {
      Int64(before[year] - before[1970] + (1..<month).reduce(0) { $0 + Self.days(year, $1) } + day - 1)
    }

    var microsecondOfDay: Int64 { Int64((hour * 60 + minute) * 60 + second) * 1_000_000 + Int64(microsecond) }

    func microseconds(_ before: [Int]) -> Int64 { days(before) * 86_400_000_000 + microsecondOfDay }

    func padded(_ number: Int, _ width: Int = 2) -> String {
      String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }

    var date: String { "\(padded(year, 4))-\(padded(month))-\(padded(day))" }
    var clock: String { "\(padded(hour)):\(padded(minute)):\(padded(second))" }
    var fraction: String { microsecond == 0 ? "" : "." + padded(microsecond, 6) }
  }

  /// A layout: the clause, the column's type, and what a moment looks like and becomes.
  struct Layout: Sendable, CustomTestStringConvertible {
    var clause: String
    var type: DataType
    var text: @Sendable (Moment, [Int]) -> String
    var value: @Sendable (Moment, [Int]) -> Int64

    var testDescription: String { "\(type) \(clause)" }
  }

  private static let whole: @Sendable (Moment, [Int]) -> Int64 = { $0.microseconds($1) }

  static let layouts = [
    Layout(clause: "", type: .date, text: { moment, _ in moment.date }, value: { $0.days($1) }),
    Layout(
      clause: "DATEFORMAT 'DD.MM.YYYY'", type: .date,
      text: { moment, _ in
        "\(moment.padded(moment.day)).\(moment.padded(moment.month)).\(moment.padded(moment.year, 4))"
      },
      value: { $0.days($1) }),
    Layout(
      clause: "DATEFORMAT 'auto'", type: .date, text: { moment, _ in "\(moment.date) \(moment.clock)" },
      value: { $0.days($1) }),
    Layout(
      clause: "", type: .timestamp, text: { moment, _ in "\(moment.date) \(moment.clock)\(moment.fraction)" },
      value: whole),
    Layout(
      clause: "TIMEFORMAT 'MM/DD/YYYY HH:MI:SS'", type: .timestamp,
      text: { moment, _ in
        "\(moment.padded(moment.month))/\(moment.padded(moment.day))/\(moment.padded(moment.year, 4)) \(moment.clock)"
          + moment.fraction
      }, value: whole),
    Layout(
      clause: "TIMEFORMAT 'auto'", type: .timestamp,
      text: { moment, _ in "\(moment.date)T\(moment.clock)\(moment.fraction)Z" }, value: whole),
    Layout(
      clause: "TIMEFORMAT 'epochsecs'", type: .timestamp,
      text: { moment, before in "\((moment.microseconds(before) - Int64(moment.microsecond)) / 1_000_000)" },
      value: { $0.microseconds($1) - Int64($0.microsecond) }),
    Layout(
      clause: "TIMEFORMAT 'epochmillisecs'", type: .timestamp,
      text: { moment, before in "\((moment.microseconds(before) - Int64(moment.microsecond % 1000)) / 1000)" },
      value: { $0.microseconds($1) - Int64($0.microsecond % 1000) }),
    Layout(
      clause: "", type: .timestamptz, text: { moment, _ in "\(moment.date) \(moment.clock)\(moment.fraction)-05" },
      value: { $0.microseconds($1) + 5 * 3_600_000_000 }),
    Layout(
      clause: "", type: .time, text: { moment, _ in moment.clock + moment.fraction },
      value: { moment, _ in moment.microsecondOfDay }),
  ]

  @Test(arguments: layouts, ["JSON 'auto'", "CSV"])
  func copyAgreesWithTheReference(_ layout: Layout, _ format: String) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let before = (0...9999).reduce(into: [0]) { $0.append($0[$0.count - 1] + (Moment.isLeap($1) ? 366 : 365)) }
    let moments = (0..<10_000).map { _ in Moment(&random) }
    let texts = moments.map { layout.text($0, before) }
    let harness = CopyHarness()
    harness.put("f", texts.map { format == "CSV" ? $0 : "{\"a\":\"\($0)\"}" }.joined(separator: "\n"))
    let table = TableDefinition(("a", layout.type))
    let rows = try harness.copy("COPY t FROM 's3://b/f' \(format) \(layout.clause)", table).rows
    #expect(rows.count == moments.count)
    for (place, row) in rows.enumerated() where row != [.int(layout.value(moments[place], before))] {
      Issue.record("\(texts[place]) became \(row), seed \(seed)")
    }
  }
}
