/// Check reports as JUnit XML, which CI systems show.
package enum JUnitReport {
  /// The XML document: a suite a report.
  package static func text(_ reports: [CheckReport]) -> String {
    let tests = reports.reduce(0) { $0 + $1.passed + $1.failures.count }
    let failures = reports.reduce(0) { $0 + $1.failures.count }
    let suites = reports.map(suite).joined()
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites tests="\(tests)" failures="\(failures)">
      \(suites)</testsuites>

      """
  }

  private static func suite(_ report: CheckReport) -> String {
    let name = escaped(report.name)
    let count = report.passed + report.failures.count
    let passed = report.passed > 0 ? "    <testcase classname=\"\(name)\" name=\"\(report.passed) records\"/>\n" : ""
    let failed = report.failures.map { failure in
      let location = failure.line.map { "line \($0)" } ?? escaped(file(failure.message))
      return """
            <testcase classname="\(name)" name="\(location)">
              <failure message="\(escaped(firstLine(failure.message)))">\(escaped(failure.message))</failure>
            </testcase>

        """
    }
    return """
        <testsuite name="\(name)" tests="\(count)" failures="\(report.failures.count)" time="\(report.seconds)">
      \(passed)\(failed.joined())  </testsuite>

      """
  }

  /// What a message about a folder's check begins with: the file that failed.
  private static func file(_ message: String) -> String {
    let line = firstLine(message)
    return line.firstRange(of: ": ").map { String(line[..<$0.lowerBound]) } ?? "result"
  }

  private static func firstLine(_ text: String) -> String { String(text.prefix { $0 != "\n" }) }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      default:
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        result += isControl || scalar.value & 0xFFFE == 0xFFFE ? "?" : String(scalar)
      }
    }
  }
}
