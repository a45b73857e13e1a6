import TestSupport

/// What an expression of the generator is about: which columns, literals and functions fit.
enum RandomType: CaseIterable {
  case integer, decimal, double, text, date, timestamp, boolean, json

  /// As DDL writes it.
  var name: String {
    switch self {
    case .integer: "int"
    case .decimal: "decimal(12, 2)"
    case .double: "float8"
    case .text: "varchar(40)"
    case .date: "date"
    case .timestamp: "timestamp"
    case .boolean: "boolean"
    case .json: "super"
    }
  }
}

extension RandomType {
  /// What CAST makes it of.
  fileprivate var castable: [RandomType] {
    switch self {
    case .integer, .decimal, .double: [.integer, .decimal, .double, .text]
    case .text: [.integer, .decimal, .double, .date, .timestamp, .text]
    case .date, .timestamp: [.date, .timestamp, .text]
    case .boolean: [.integer, .boolean]
    case .json: [.integer, .decimal, .text, .boolean]
    }
  }
}

/// A column that is in scope.
struct RandomColumn {
  var name: String
  var type: RandomType
}

/// Expressions over the columns in scope: most of them mean something, and all of them could be written by somebody.
struct RandomExpressions {
  var random: SeededGenerator
  private var depth = 0

  init(_ random: SeededGenerator) { self.random = random }

  mutating func any(_ columns: [RandomColumn]) -> String { make(random.pick(RandomType.allCases), columns) }

  mutating func make(_ type: RandomType, _ columns: [RandomColumn]) -> String {
    guard depth < 4 else { return leaf(type, columns) }
    depth += 1
    defer { depth -= 1 }
    switch random.below(12) {
    case 0..<5: return leaf(type, columns)
    case 5: return "CASE WHEN \(make(.boolean, columns)) THEN \(make(type, columns)) ELSE \(make(type, columns)) END"
    case 6: return "\(random.pick(["coalesce", "nvl"]))(\(make(type, columns)), \(make(type, columns)))"
    case 7: return "CAST(\(make(random.pick(type.castable), columns)) AS \(type.name))"
    default: return call(type, columns)
    }
  }

  private mutating func leaf(_ type: RandomType, _ columns: [RandomColumn]) -> String {
    let fitting = columns.filter { $0.type == type }
    if !fitting.isEmpty, random.below(4) > 0 { return random.pick(fitting).name }
    return literal(type)
  }

  mutating func literal(_ type: RandomType) -> String {
    if random.below(12) == 0 { return "NULL" }
    switch type {
    case .integer: return random.pick(["0", "1", "-1", "7", "2147483647", "(-2147483648)", "\(random.below(100))"])
    case .decimal: return random.pick(["0.00", "1.5", "-99.99", "9999999999.99", "\(random.below(1000)).25"])
    case .double: return random.pick(["0::float8", "1e10", "-1.5e-3", "'NaN'::float8", "'Infinity'::float8"])
    case .text: return random.pick(["''", "'a'", "'abc def'", "'é€😀'", "'%_'", "'12'", "'2024-02-29'", "'[1]'"])
    case .date: return random.pick(["DATE '2024-02-29'", "DATE '1970-01-01'", "DATE '4713-01-01'", "current_date"])
    case .timestamp:
      return random.pick(["TIMESTAMP '2024-02-29 23:59:59.999999'", "getdate()", "'1999-12-31'::timestamp"])
    case .boolean: return random.pick(["true", "false"])
    case .json:
      return random.pick([
        "json_parse('{\"a\": [1, {\"b\": \"x\"}], \"c\": null}')", "array(1, 'x', 2.5)", "object('a', 1, 'b', array())",
        "json_parse('[[1, 2], [3]]')", "1::super",
      ])
    }
  }

  private mutating func call(_ type: RandomType, _ columns: [RandomColumn]) -> String {
    switch type {
    case .integer: integer(columns)
    case .decimal: "(\(make(.decimal, columns)) \(random.pick(["+", "-", "*", "/", "%"])) \(make(.decimal, columns)))"
    case .double: double(columns)
    case .text: text(columns)
    case .date: date(columns)
    case .timestamp: timestamp(columns)
    case .boolean: boolean(columns)
    case .json: json(columns)
    }
  }

  private mutating func integer(_ columns: [RandomColumn]) -> String {
    switch random.below(9) {
    case 0..<3:
      "(\(make(.integer, columns)) \(random.pick(["+", "-", "*", "/", "%", "&", "|"])) \(make(.integer, columns)))"
    case 3: "\(random.pick(["len", "octet_length", "ascii"]))(\(make(.text, columns)))"
    case 4: "datediff(\(part()), \(make(.timestamp, columns)), \(make(.date, columns)))"
    case 5: "extract(\(part()) FROM \(make(.timestamp, columns)))::int"
    case 6: "strpos(\(make(.text, columns)), \(make(.text, columns)))"
    case 7: "get_array_length(\(make(.json, columns)))"
    default: "\(random.pick(["abs", "sign", "-", "~"]))(\(make(.integer, columns)))"
    }
  }

  private mutating func double(_ columns: [RandomColumn]) -> String {
    switch random.below(3) {
    case 0: "(\(make(.double, columns)) \(random.pick(["+", "-", "*", "/", "^"])) \(make(.double, columns)))"
    case 1:
      "\(random.pick(["sqrt", "ln", "exp", "sin", "floor", "ceil", "round", "degrees"]))(\(make(.double, columns)))"
    default: "(\(make(.integer, columns)))::float8"
    }
  }

  private mutating func text(_ columns: [RandomColumn]) -> String {
    switch random.below(11) {
    case 0: "(\(make(.text, columns)) || \(make(.text, columns)))"
    case 1:
      "\(random.pick(["upper", "lower", "trim", "reverse", "initcap", "md5", "quote_literal"]))(\(make(.text, columns)))"
    case 2: "substring(\(make(.text, columns)), \(make(.integer, columns)), \(random.below(5)))"
    case 3: "replace(\(make(.text, columns)), \(make(.text, columns)), \(literal(.text)))"
    case 4: "to_char(\(make(.timestamp, columns)), \(random.pick(["'YYYY-MM-DD HH24:MI'", "'Day Mon Q'", "'J'"])))"
    case 5: "to_char(\(make(.decimal, columns)), \(random.pick(["'999.99'", "'S0000'", "'9,999EEEE'", "'RN'"])))"
    case 6:
      "regexp_substr(\(make(.text, columns)), \(random.pick(["'[a-c]+'", "'(x|y)*'", "'.{2}$'", "'[[:digit:]]'"])))"
    case 7: "split_part(\(make(.text, columns)), ' ', \(make(.integer, columns)))"
    case 8: "\(random.pick(["left", "right", "lpad", "rpad"]))(\(make(.text, columns)), \(random.below(30)))"
    case 9: "json_serialize(\(make(.json, columns)))"
    default: "json_extract_path_text('{\"a\": {\"b\": 1}}', \(random.pick(["'a'", "'a', 'b'", "'z'"])), true)"
    }
  }

  private mutating func date(_ columns: [RandomColumn]) -> String {
    switch random.below(4) {
    case 0: "(\(make(.date, columns)) \(random.pick(["+", "-"])) \(random.below(4000)))"
    case 1: "last_day(\(make(.date, columns)))"
    case 2: "trunc(\(make(.timestamp, columns)))"
    default: "to_date(\(make(.text, columns)), 'YYYY-MM-DD')"
    }
  }

  private mutating func timestamp(_ columns: [RandomColumn]) -> String {
    switch random.below(5) {
    case 0: "dateadd(\(part()), \(make(.integer, columns)), \(make(.timestamp, columns)))"
    case 1: "date_trunc('\(part())', \(make(.timestamp, columns)))"
    case 2: "(\(make(.timestamp, columns)) + INTERVAL '\(random.below(400)) \(part())')"
    case 3: "convert_timezone('Europe/Berlin', \(make(.timestamp, columns)))"
    default: "add_months(\(make(.date, columns)), \(make(.integer, columns)))"
    }
  }

  private mutating func part() -> String {
    random.pick(["year", "quarter", "month", "week", "day", "hour", "minute", "second"])
  }

  private mutating func boolean(_ columns: [RandomColumn]) -> String {
    let type = random.pick(RandomType.allCases)
    switch random.below(10) {
    case 0..<3: return "(\(make(type, columns)) \(random.pick(["=", "<>", "<", ">=", "<="])) \(make(type, columns)))"
    case 3: return "(\(make(.boolean, columns)) \(random.pick(["AND", "OR"])) \(make(.boolean, columns)))"
    case 4: return "(NOT \(make(.boolean, columns)))"
    case 5: return "(\(make(type, columns)) IS \(random.pick(["NULL", "NOT NULL"])))"
    case 6: return "(\(make(.text, columns)) \(random.pick(["LIKE", "ILIKE", "SIMILAR TO", "~"])) \(literal(.text)))"
    case 7: return "(\(make(type, columns)) BETWEEN \(make(type, columns)) AND \(literal(type)))"
    case 8: return "(\(make(type, columns)) IN (\(literal(type)), \(literal(type)), \(make(type, columns))))"
    default: return "\(random.pick(["is_array", "is_object", "is_scalar"]))(\(make(.json, columns)))"
    }
  }

  private mutating func json(_ columns: [RandomColumn]) -> String {
    switch random.below(6) {
    case 0: "array(\(any(columns)), \(any(columns)))"
    case 1: "object('a', \(any(columns)), 'k', \(any(columns)))"
    case 2: "array_concat(\(make(.json, columns)), \(make(.json, columns)))"
    case 3: "split_to_array(\(make(.text, columns)), ' ')"
    case 4: "subarray(\(make(.json, columns)), \(random.below(3)), \(random.below(3)))"
    default: "json_parse(\(make(.text, columns)))"
    }
  }
}
