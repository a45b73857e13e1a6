import Columnar
import Execution
import Planning
import SQLSyntax
import SQLTypes
import Testing

@Suite struct ExpressionsStringTests {
  typealias E = Expressions

  static let cases: [(String, [Argument], String?)] = [
    ("upper", ["straße Größe"], "STRASSE GRÖSSE"), ("lower", ["ABC"], "abc"),
    ("initcap", ["hI THERE-you 2go"], "Hi There-You 2go"),
    ("len", ["français"], "8"), ("octet_length", ["français"], "9"), ("length", ["a  "], "3"),
    ("length", [Argument("a  ", .char(5))], "1"), ("reverse", ["añb"], "bña"),
    ("btrim", ["  abc "], "abc"), ("btrim", ["xyzaxyz", "xyz"], "a"), ("ltrim", ["xxa", "x"], "a"),
    ("rtrim", ["ab  "], "ab"),
    ("trim", ["  x  "], "x"), ("left", ["Chicago", 3], "Chi"), ("right", ["Chicago", 3], "ago"),
    ("left", ["añb", 2], "añ"),
    ("lpad", ["Alb", 5], "  Alb"), ("lpad", ["Alb", 2], "Al"), ("rpad", ["Alb", 6, "xy"], "Albxyx"),
    ("lpad", ["a", -1], ""),
    ("repeat", ["ab", 3], "ababab"), ("replicate", ["ab", 0], ""), ("replace", ["abcabc", "bc", "X"], "aXaX"),
    ("replace", ["abc", "", "X"], "abc"), ("translate", ["mint tea", "inea", "osin"], "most tin"),
    ("strpos", ["dogfish", "fish"], "4"), ("charindex", ["fish", "dogfish"], "4"),
    ("position", ["fish", "dogfish"], "4"),
    ("strpos", ["añb", "b"], "3"), ("strpos", ["abc", "z"], "0"), ("substring", ["caterpillar", -2, 6], "cat"),
    ("substring", ["caterpillar", 6, 4], "pill"), ("substr", ["caterpillar", 6], "pillar"),
    ("substring", ["abc", 9], ""),
    ("split_part", ["abc$def$ghi", "$", 2], "def"), ("split_part", ["abc$def$ghi", "$", 4], ""),
    ("concat", ["a", 5], "a5"),
    ("ascii", ["A"], "65"), ("chr", [65], "A"), ("chr", [-1], nil), ("quote_ident", ["a b"], "\"a b\""),
    ("quote_ident", ["ab"], "ab"),
    ("quote_literal", ["it's"], "'it''s'"), ("strtol", ["abcd1234", 16], "2882343476"),
    ("strtol", ["110101", 2], "53"),
    ("to_hex", [2_147_483_647], "7fffffff"), ("soundex", ["Amazon"], "A525"),
    ("difference", ["Amazon", "Amazon"], "4"),
    ("md5", ["Amazon Redshift"], "f7415e33f972c03abd4f3fed36748f7a"), ("crc32", ["Amazon Redshift"], "f2726906"),
    ("fnv_hash", [1], "-5968735742475085980"), ("fnv_hash", ["Amazon Redshift"], "7783490368944507294"),
    ("fnv_hash", ["abcd"], "-281581062704388899"), ("sha2", ["a", 7], ""),
    ("sha1", ["abc"], "a9993e364706816aba3e25717850c26c9cd0d89d"),
    ("regexp_count", ["abcdefghijklmnopqrstuvwxyz", "[a-z]{3}"], "8"),
    ("regexp_instr", ["the home page", "[a-z]+", 1, 2], "5"),
    ("regexp_instr", ["añb-c", "-"], "4"), ("regexp_replace", ["the fox", "[a-z]+", "X"], "X X"),
    ("regexp_replace", ["a1b22", "\\d"], "ab"),
    ("regexp_replace", ["john smith", "(\\w+) (\\w+)", "$2 $1"], "smith john"),
    ("regexp_substr", ["the fox", "fo."], "fox"),
    ("regexp_substr", ["the fox", "zz"], ""), ("regexp_substr", ["a=1;b=2", "[a-z]=(\\d)", 1, 2, "e"], "2"),
    ("regexp_count", ["ABC", "b", 1, "i"], "1"), ("upper", [nil], nil), ("replace", ["a", nil, "b"], nil),
    ("coalesce", [nil, "x"], "x"), ("nvl", [nil, 5], "5"), ("nvl2", ["a", 1, 2], "1"), ("nvl2", [nil, 1, 2], "2"),
    ("nullif", ["a ", "a"], nil), ("nullif", ["a", "b"], "a"), ("decode", [nil, nil, "n", "o"], "n"),
    ("decode", [1, 1, "a", 2, "b"], "a"),
    ("decode", [3, 1, "a", 2, "b"], nil), ("greatest", [1, nil, 3], "3"), ("least", ["b", "a"], "a"),
    ("least", [nil, nil], nil),
  ]

  @Test(arguments: cases)
  func function(name: String, arguments: [Argument], expected: String?) throws {
    #expect(try E.value(name, arguments) == expected)
  }

  /// The same over columns; where no argument is typed there are none.
  @Test(arguments: cases.filter { $0.1.contains { $0.type != .unknown } && $0.1.allSatisfy { $0.text != nil } })
  func columns(name: String, arguments: [Argument], expected: String?) throws {
    let values = try E.columnValues(name, arguments)
    #expect(values.count == 3 && values[0] == expected && values[2] == expected)
    if !["nvl", "coalesce", "decode", "nullif", "greatest", "least", "nvl2"].contains(name) {
      #expect(values[1] == nil)
    }
  }

  @Test(arguments: [
    (LikePredicate.Kind.like, "NextSong", "Next%", true), (.like, "NextSong", "%Song", true),
    (.like, "NextSong", "%xtS%", true),
    (.like, "NextSong", "N_xt%", true), (.like, "NextSong", "Next", false), (.like, "abc ", "abc", false),
    (.like, "a%c", "a\\%c", true),
    (.like, "abc", "a\\%c", false), (.like, "añb", "a_b", true), (.like, "aXbXc", "%X%X%", true),
    (.like, "aXbc", "%X%X%", false),
    (.like, "ab", "%ab%b", false), (.like, "", "%", true), (.like, "", "_", false), (.ilike, "NEXTsong", "next%", true),
    (.like, "mississippi", "%iss%ip_i", true), (.similar, "abc", "a%", true), (.similar, "abc", "b%", false),
    (.similar, "abc", "(abc|xyz)", true), (.similar, "a.c", "a.c", true), (.similar, "abc", "a.c", false),
    (.regex, "xabcx", "abc", true),
    (.regex, "tel 555", "\\d{3}$", true), (.regex, "abc", "^b", false), (.caseInsensitiveRegex, "ABC", "b", true),
  ])
  func patterns(kind: LikePredicate.Kind, value: String, pattern: String, expected: Bool) throws {
    let match = try FunctionCatalog.like(
      kind, value: E.text(value), pattern: E.text(pattern), escape: nil, isNegated: false)
    #expect(try E.value(match) == (expected ? "t" : "f"))
    let column = Column(.varchar(50), values: [.string(value), .null])
    let overColumn = try FunctionCatalog.like(
      kind, value: .column(0, .varchar(50)), pattern: E.text(pattern), escape: nil, isNegated: true)
    #expect(E.print(try E.evaluate(overColumn, Batch([column], count: 2))) == [expected ? "f" : "t", nil])
  }

  @Test func likeOnTimestamps() throws {
    let match = try FunctionCatalog.like(
      .like, value: E.typed("2008-09-17 10:00:00", .timestamp), pattern: E.text("2008-09%"), escape: nil,
      isNegated: false)
    #expect(try E.value(match) == "t")
  }

  @Test(arguments: [
    ("substring", ["abc", 1, -1] as [Argument], "22011 negative substring length not allowed"),
    ("split_part", ["a", "b", 0], "22023 field position must be greater than zero"),
    ("frobnicate", [1], "42883 no function frobnicate"),
    ("upper", [Argument("t", .boolean)], "42883 function upper(boolean) does not exist"),
    ("substring", ["abc", "x", 1], "22P02 invalid input syntax for integer: \"x\""),
    ("coalesce", [nil, "Amazon Redshift", 12], "22P02 invalid input syntax for integer: \"Amazon Redshift\""),
    ("repeat", ["abc", 1_000_000_000], "22001 String value exceeds the max size of 65535 bytes"),
    ("regexp_count", ["a", "("], "2201B invalid regular expression: Unmatched ( or \\("),
  ])
  func errors(name: String, arguments: [Argument], expected: String) {
    #expect(E.error { _ = try E.value(name, arguments) } == expected)
  }
}
