import HTTP
import Loading
import ObjectStore
import SQLSyntax
import SQLTypes
import Testing

/// Which clauses COPY takes together, and what it says where it does not (copy.md 1.3, 1.4, 2.1).
@Suite struct CopyOptionsTests {
  private func options(_ clauses: String) throws -> CopyOptions {
    guard case .copy(let copy) = try SQLParser.parseStatement("COPY t FROM 's3://b/k' \(clauses)") else {
      throw SQLError(.syntaxError, "no COPY")
    }
    return try CopyOptions(copy.options)
  }

  @Test func defaultsAreRedshifts() throws {
    let options = try options("")
    #expect(options.format == .delimited && options.delimiter == UInt8(ascii: "|"))
    #expect(options.errorLimit == 1 && options.rules.nullText == Array("\\N".utf8))
    #expect(try self.options("CSV").delimiter == UInt8(ascii: ","))
  }

  @Test(arguments: [
    ("JSON 'auto'", CopyOptions.Format.json(.auto)), ("FORMAT AS JSON 'auto ignorecase'", .json(.autoIgnoringCase)),
    ("JSON", .json(.auto)), ("JSON's3://b/p.json'", .json(.paths("s3://b/p.json"))), ("JSON 'noshred'", .json(.whole)),
    ("FORMAT CSV", .csv),
  ])
  func formats(_ clauses: String, _ format: CopyOptions.Format) throws {
    #expect(try options(clauses).format == format)
  }

  @Test(arguments: [("'\t'", 9), ("'\\t'", 9), ("'\\001'", 1), ("'\\054'", 44), (";", 59), ("'^'", 94)])
  func delimiters(_ text: String, _ byte: UInt8) throws {
    let quoted = text.hasPrefix("'") ? text : "'\(text)'"
    #expect(try options("DELIMITER AS \(quoted)").delimiter == byte)
  }

  @Test(arguments: [("0", 1), ("1", 1), ("5", 5), ("100000", 100_000)])
  func maxerror(_ text: String, _ limit: Int) throws {
    #expect(try options("MAXERROR AS \(text)").errorLimit == limit)
  }

  @Test func nullsAreComparedAsWritten() throws {
    #expect(try options("NULL AS '\\0'").rules.nullText == [0])
    #expect(try options("CSV NULL AS 'NULL'").rules.nullText == Array("NULL".utf8))
  }

  @Test func whatMattersOnlyOnAClusterIsTaken() throws {
    let clauses = "REGION 'us-west-2' COMPUPDATE OFF STATUPDATE ON COMPROWS 1000 "
    for credentials in [
      "IAM_ROLE default", "IAM_ROLE 'arn:aws:iam::1:role/r'", "CREDENTIALS 'aws_iam_role=arn:aws:iam::1:role/r'",
      "WITH CREDENTIALS AS 'aws_access_key_id=a;aws_secret_access_key=b;token=c'",
      "ACCESS_KEY_ID 'a' SECRET_ACCESS_KEY 'b' SESSION_TOKEN 'c'",
    ] {
      #expect(try options(clauses + credentials + " JSON 'auto'").format == .json(.auto))
    }
    #expect(
      try options(clauses + "IAM_ROLE default").withoutEffect
        == ["REGION", "COMPUPDATE", "COMPROWS", "IAM_ROLE"])
  }

  @Test(arguments: [
    ("JSON 'auto' DELIMITER ','", "42601", "JSON is not compatible with DELIMITER"),
    ("NULL AS 'x' JSON 'auto'", "42601", "JSON is not compatible with NULL"),
    ("JSON 'auto' FILLRECORD", "42601", "JSON is not compatible with FILLRECORD"),
    ("JSON 'auto' IGNOREBLANKLINES", "42601", "JSON is not compatible with IGNOREBLANKLINES"),
    ("CSV ESCAPE", "42601", "CSV is not compatible with ESCAPE"),
    ("CSV REMOVEQUOTES", "42601", "CSV is not compatible with REMOVEQUOTES"),
    ("CSV JSON 'auto'", "42601", "CSV is not compatible with JSON"),
    ("GZIP BZIP2", "42601", "GZIP is not compatible with BZIP2"),
    ("MAXERROR 5 IGNOREALLERRORS", "42601", "MAXERROR is not compatible with IGNOREALLERRORS"),
    ("PARQUET MAXERROR 5", "42601", "PARQUET is not compatible with MAXERROR"),
    ("QUOTE '%'", "42601", "COPY option QUOTE needs CSV"),
    (
      "IAM_ROLE 'a' CREDENTIALS 'aws_iam_role=b'", "42601",
      "IAM_ROLE is not compatible with CREDENTIALS"
    ),
    ("ACCESS_KEY_ID 'a'", "42601", "COPY option ACCESS_KEY_ID needs SECRET_ACCESS_KEY"),
    ("MAXERROR 100001", "22023", "invalid value for MAXERROR: 100001, must be between 0 and 100000"),
    ("COMPROWS 5", "22023", "invalid value for COMPROWS: 5, must be between 1000 and 2147483647"),
    ("DELIMITER '||'", "22023", "COPY delimiter must be a single ASCII character"),
    ("DELIMITER '\u{e9}'", "22023", "COPY delimiter must be a single ASCII character"),
    ("CSV DELIMITER '\"'", "22023", "COPY delimiter and quote must be different"),
    ("NULL AS '\\n'", "22023", "COPY null representation cannot use newline or carriage return"),
    ("ORC", "0A000", "COPY with ORC is not supported yet"),
    ("FIXEDWIDTH 'a:3,b'", "22023", "invalid FIXEDWIDTH specification \"b\""),
    ("FIXEDWIDTH 'a:0'", "22023", "invalid FIXEDWIDTH specification \"a:0\""),
    ("FIXEDWIDTH 'a:3' DELIMITER ','", "42601", "FIXEDWIDTH is not compatible with DELIMITER"),
    ("FIXEDWIDTH 'a:3' REMOVEQUOTES", "42601", "FIXEDWIDTH is not compatible with REMOVEQUOTES"),
    ("FIXEDWIDTH 'a:3' ENCODING UTF16", "42601", "FIXEDWIDTH is not compatible with ENCODING"),
    ("SSH", "42601", "COPY option SSH cannot be used with Amazon S3"),
    ("ENCRYPTED", "42601", "COPY option ENCRYPTED needs MASTER_SYMMETRIC_KEY"),
    ("MASTER_SYMMETRIC_KEY 'k'", "42601", "COPY option MASTER_SYMMETRIC_KEY needs ENCRYPTED"),
    ("ENCRYPTED MASTER_SYMMETRIC_KEY 'k'", "0A000", "COPY with ENCRYPTED is not supported yet"),
    ("DELIMITER '\\012'", "22023", "COPY delimiter and quote cannot be newline or carriage return"),
    ("ACCEPTINVCHARS '\\000'", "22023", "COPY acceptinvchars cannot be NUL"),
    ("TIMEFORMAT 'AUTO'", "22023", "invalid value for TIMEFORMAT: \"AUTO\""),
  ])
  func refuses(_ clauses: String, _ state: String, _ message: String) throws {
    let error = #expect(throws: SQLError.self) { try options(clauses) }
    #expect(error?.state.code == state)
    #expect(error?.message == message)
  }

  @Test func aClauseGivenTwiceIsNamed() throws {
    let error = #expect(throws: SQLError.self) {
      try CopyOptions([
        CopyOption(name: "gzip", argument: nil, position: 1), CopyOption(name: "gzip", argument: nil, position: 9),
      ])
    }
    #expect(error?.message == "conflicting or redundant options" && error?.position == 9)
  }

  @Test(arguments: [
    "secret", "aws_iam_role", "aws_access_key_id=secret", "aws_access_key_id=secret;aws_secret_access_key= b",
    "AWS_IAM_ROLE=secret", "aws_secret_access_key=secret;aws_access_key_id=b", "",
  ])
  func malformedCredentialsAreRefusedAndNotRepeated(_ text: String) throws {
    let error = #expect(throws: SQLError.self) { try options("CREDENTIALS '\(text)'") }
    #expect(
      error?.message == "Invalid credentials. Must be of the format: credentials 'aws_iam_role=...' or "
        + "'aws_access_key_id=...;aws_secret_access_key=...[;token=...]'")
    #expect(error?.state == .internalError && "\(String(describing: error))".contains("secret\"") == false)
  }

  /// What a statement says about reaching S3 (copy.md 1.3).
  @Test(arguments: [
    ("CSV", S3Clauses()), ("REGION AS 'eu-west-1' IAM_ROLE default", S3Clauses(region: "eu-west-1", role: "default")),
    ("IAM_ROLE 'arn:aws:iam::1:role/r'", S3Clauses(role: "arn:aws:iam::1:role/r")),
    (
      "ACCESS_KEY_ID 'A' SECRET_ACCESS_KEY 'b' SESSION_TOKEN 'c'",
      S3Clauses(credentials: SigningCredentials(accessKey: "A", secretKey: "b", sessionToken: "c"))
    ),
    (
      "WITH CREDENTIALS AS 'aws_access_key_id=A;aws_secret_access_key=b'",
      S3Clauses(credentials: SigningCredentials(accessKey: "A", secretKey: "b"))
    ),
    ("CREDENTIALS 'aws_iam_role=arn:aws:iam::1:role/r'", S3Clauses(role: "arn:aws:iam::1:role/r")),
  ])
  func clausesForS3(_ clauses: String, _ expected: S3Clauses) throws {
    guard case .copy(let copy) = try SQLParser.parseStatement("COPY t FROM 's3://b/k' \(clauses)") else { return }
    #expect(try S3Clauses(copy.options) == expected)
  }
}
