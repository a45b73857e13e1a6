import SQLTypes

/// A command's arguments, sorted into options and operands; options may stand anywhere, `--` ends them.
struct Arguments {
  private(set) var operands: [String] = []
  private var values: [String: [String]] = [:]
  /// Every option given, in order.
  private(set) var ordered: [(name: String, value: String)] = []
  private let options: [Option]

  init(_ arguments: [String], options: [Option]) throws(UsageError) {
    self.options = options
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        operands += rest
        return
      }
      if argument.hasPrefix("-") && argument != "-" {
        try take(argument, &rest)
      } else {
        operands.append(argument)
      }
    }
  }

  /// With `--` in front of the first operand: options behind it are another command's.
  static func fenced(_ arguments: [String], _ options: [Option]) -> [String] {
    var index = 0
    while index < arguments.count, arguments[index].hasPrefix("-") {
      if arguments[index] == "--" { return arguments }
      let takesNext = options.contains { $0.isWritten(arguments[index]) && $0.value != nil }
      index += takesNext ? 2 : 1
    }
    return index < arguments.count ? Array(arguments[..<index]) + ["--"] + arguments[index...] : arguments
  }

  func has(_ name: String) -> Bool { values[name] != nil }
  func value(_ name: String) -> String? { values[name]?.last }
  func all(_ name: String) -> [String] { values[name] ?? [] }

  /// A whole number of at least `minimum`.
  func number(_ name: String, atLeast minimum: Int) throws(UsageError) -> Int? {
    guard let text = value(name) else { return nil }
    guard let number = Int(text), number >= minimum else {
      throw UsageError("--\(name) takes a whole number from \(minimum), not \"\(text)\"")
    }
    return number
  }

  /// Bytes, with KB, MB, GB or TB behind the number; a bare number is bytes.
  func size(_ name: String, atLeast minimum: Int) throws(UsageError) -> Int? {
    guard let text = value(name) else { return nil }
    let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    let units = ["": 0, "B": 0, "K": 10, "KB": 10, "M": 20, "MB": 20, "G": 30, "GB": 30, "T": 40, "TB": 40]
    guard let number = Double(digits), let shift = units[text.dropFirst(digits.count).uppercased()],
      case let bytes = number * Double(1 << shift), bytes < 1e18, bytes >= Double(minimum)
    else { throw UsageError("--\(name) takes a size from \(minimum >> 20)MB, as 512MB or 8GB, not \"\(text)\"") }
    return Int(bytes)
  }

  private mutating func take(_ argument: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let written = String(parts[0])
    guard let option = options.first(where: { $0.isWritten(written) }) else { throw unknown(written) }
    if option.value == nil {
      guard parts.count == 1 else { throw UsageError("--\(option.name) takes no value") }
      return add("", to: option)
    }
    guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
      throw UsageError("\(written) needs a value: \(written) \(option.value ?? "")")
    }
    try check(value, option)
    if !option.repeats && values[option.name] != nil { throw UsageError("\(written) is given twice") }
    add(value, to: option)
  }

  private mutating func add(_ value: String, to option: Option) {
    values[option.name, default: []].append(value)
    ordered.append((option.name, value))
  }

  private func check(_ value: String, _ option: Option) throws(UsageError) {
    if value.hasPrefix("s3://"), let kind = option.localKind {
      throw UsageError("--\(option.name) takes a \(kind) of this machine, not \(value)", hint: option.remoteHint)
    }
    guard !option.choices.isEmpty, !option.choices.contains(value) else { return }
    throw UsageError("--\(option.name) takes \(option.choices.joined(separator: ", ")), not \"\(value)\"")
  }

  private func unknown(_ written: String) -> UsageError {
    let nearest = EditDistance.nearest(to: written, among: options.map { "--\($0.name)" })
    return UsageError(
      "there is no option \(written)",
      hint: nearest.map { "Did you mean \($0)?" } ?? "--help tells the options.")
  }
}
