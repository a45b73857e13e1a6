import Formats
import SQLTypes
import Testing

@Suite struct JSONPathTests {
  @Test(arguments: [
    ("$", "$"),
    ("$.a", "$['a']"),
    ("$.firstName.b", "$['firstName']['b']"),
    ("$['a']['b'][0]", "$['a']['b'][0]"),
    ("$.a.b[0].c", "$['a']['b'][0]['c']"),
    ("$.a[1][2]", "$['a'][1][2]"),
    ("$[0]", "$[0]"),
    ("$[0].a['b.c']", "$[0]['a']['b.c']"),
    ("$['']", "$['']"),
    ("$['it's']", "$['it's']"),
    ("$['a[0]']", "$['a[0]']"),
    ("$.größe", "$['größe']"),
    ("$.a b-c:d", "$['a b-c:d']"),
  ])
  func `reads an expression`(text: String, whole: String) throws {
    #expect(try JSONPath(text).description == whole)
  }

  @Test(arguments: [
    "", "a", ".a", "$a", "$.", "$..a", "$.a.", "$.*", "$[*]", "$.a[*]", "$[-1]", "$[0:2]", "$[0,1]", "$[?(@.a)]",
    "$.a.length()", "$['a'", "$['a", "$[a]", "$[]", "$[0", "$[\"a\"]", "$.a'b", "$.a]", "$[99999999999999999999]",
    " $.a",
    "$.a[0]b",
  ])
  func `refuses what COPY does not know`(text: String) {
    #expect { try JSONPath(text) } throws: { ($0 as? SQLError)?.state == .internalError }
  }

  @Test func `refuses endless paths`() {
    #expect(throws: SQLError.self) { try JSONPath("$" + String(repeating: "[0]", count: 100_000)) }
  }
}

@Suite struct JSONPathsFileTests {
  @Test func `reads paths in their order`() throws {
    let file = try JSONPathsFile(parsing: "{\"jsonpaths\": [\"$.a\", \"$['b']\", \"$.a\"]}".utf8, name: "f")
    #expect(file.paths?.map(\.description) == ["$['a']", "$['b']", "$['a']"])
  }

  @Test(arguments: ["{\"jsonPaths\":[\"$.a\"]}", "{}", "\u{feff} {\"paths\":7}\n"])
  func `any other key means auto`(text: String) throws {
    #expect(try JSONPathsFile(parsing: text.utf8, name: "f").paths == nil)
  }

  @Test(arguments: [
    ("", "Invalid JSONPaths file: expected a JSON value at line 1, byte 1"),
    ("[\"$.a\"]", "Invalid JSONPaths file: it must hold one JSON object"),
    ("{\"jsonpaths\":[\"$.a\"]}{}", "Invalid JSONPaths file: something follows the JSON value at line 1, byte 22"),
    ("{\"jsonpaths\":[\n\"$.a\",]}", "Invalid JSONPaths file: expected a JSON value at line 2, byte 7"),
    ("{\"jsonpaths\":\"$.a\"}", "Invalid JSONPaths file: \"jsonpaths\" must be an array"),
    ("{\"jsonpaths\":[\"$.a\",\"\"]}", "Invalid JSONPaths file: element 2 is empty"),
    ("{\"jsonpaths\":[[\"$.a\"]]}", "Invalid JSONPaths file: element 1 is not a string"),
    ("{\"jsonpaths\":[\"a\"]}", "Invalid JSONPath format: it does not start with $"),
  ])
  func `refuses other files`(text: String, message: String) {
    #expect { try JSONPathsFile(parsing: text.utf8, name: "f") } throws: { ($0 as? SQLError)?.message == message }
  }

  @Test func `counts paths against columns`() throws {
    let file = try JSONPathsFile(parsing: "{\"jsonpaths\":[\"$.a\",\"$.b\"]}".utf8, name: "f")
    try file.check(columnCount: 2)
    let sizes = "JSONPath size: 2, Number of columns in table or column list: 3"
    #expect {
      try file.check(columnCount: 3)
    } throws: {
      ($0 as? SQLError)?.message == "Number of jsonpaths and the number of columns should match. \(sizes)"
    }
  }
}
