import HTTP
import ObjectStore
import SQLTypes
import Testing

@Suite struct S3ConfigurationTests {
  /// A user's surroundings; files by their paths.
  private func read(
    _ variables: [String: String] = [:], _ files: [String: String] = [:], _ clauses: S3Clauses = S3Clauses()
  ) throws -> S3Configuration {
    let environment = AWSEnvironment(variables: variables.merging(["HOME": "/home/me"]) { given, _ in given }) { path in
      files[path].map { Array($0.utf8) }
    }
    return try S3Configuration(environment, clauses: clauses)
  }

  private func error(_ variables: [String: String] = [:], _ files: [String: String] = [:]) -> SQLError? {
    #expect(throws: SQLError.self) { try read(variables, files) }
  }

  private static let config = "/home/me/.aws/config"
  private static let credentials = "/home/me/.aws/credentials"
  private static let keys = ["AWS_ACCESS_KEY_ID": "VARID", "AWS_SECRET_ACCESS_KEY": "varsecret"]

  private func id(_ configuration: S3Configuration) -> String? { configuration.credentials?.accessKey.revealed }

  @Test func nothingAtAll() throws {
    let nothing = try read()
    #expect(nothing == S3Configuration())
    #expect(nothing.credentials == nil && nothing.source == .nowhere)
    #expect(nothing.region == "us-east-1" && nothing.maxAttempts == 3 && nothing.endpoint == nil)
  }

  @Test func variables() throws {
    let found = try read(
      Self.keys.merging([
        "AWS_SESSION_TOKEN": "t", "AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "us-west-2", "AWS_MAX_ATTEMPTS": "7",
        "AWS_CA_BUNDLE": "~/ca.pem", "AWS_ENDPOINT_URL": "http://all:1", "AWS_ENDPOINT_URL_S3": "http://s3:2/x",
      ]) { $1 })
    #expect(
      found.credentials == SigningCredentials(accessKey: "VARID", secretKey: "varsecret", sessionToken: "t"))
    #expect(found.source == .variables)
    #expect(found.region == "eu-west-1")
    #expect(found.maxAttempts == 7)
    #expect(found.certificateBundle == "/home/me/ca.pem")
    #expect(found.endpoint?.description == "http://s3:2/x")
  }

  static let files = [
    config: """
    # what I work with
    [default]
    region = us-east-2 ; an end
    output=json

    [profile etl]
    region = eu-central-1
    endpoint_url = http://all.example
    ca_bundle = ~/etl.pem
    max_attempts = 9
    services = local
    s3 =
        max_concurrent_requests = 20
        # not the default
        addressing_style = virtual
    aws_access_key_id = CONFIGID
    aws_secret_access_key = configsecret

    [profile "two words"]
      region = ap-south-1
      aws_access_key_id = TWOID
      aws_secret_access_key = two=secret#/+

    [services local]
    dynamodb =
      endpoint_url = http://dynamo.example
    s3 =
      endpoint_url = http://s3.example/base

    [sso-session corp]
    sso_region = us-east-1
    """,
    credentials: """
    [default]
    aws_access_key_id=FILEID
    aws_secret_access_key=filesecret
    aws_session_token =

    [etl]
    AWS_ACCESS_KEY_ID = ETLID
    aws_secret_access_key = etlsecret
    aws_session_token = etltoken
    """,
  ]

  @Test func defaultProfile() throws {
    let found = try read([:], Self.files)
    #expect(found.credentials == SigningCredentials(accessKey: "FILEID", secretKey: "filesecret"))
    #expect(found.source == .profile("default"))
    #expect(found.region == "us-east-2")
    #expect(found.addressing == .auto && found.endpoint == nil && found.certificateBundle == nil)
  }

  /// The credentials file wins over the config file, services over the endpoint of everything.
  @Test func namedProfile() throws {
    let found = try read(["AWS_PROFILE": "etl"], Self.files)
    #expect(
      found.credentials == SigningCredentials(accessKey: "ETLID", secretKey: "etlsecret", sessionToken: "etltoken"))
    #expect(found.region == "eu-central-1")
    #expect(found.endpoint?.description == "http://s3.example/base")
    #expect(found.addressing == .virtual)
    #expect(found.certificateBundle == "/home/me/etl.pem")
    #expect(found.maxAttempts == 9)
  }

  @Test func profileOfTheConfigFileAlone() throws {
    let found = try read(["AWS_PROFILE": "two words"], Self.files)
    #expect(found.credentials == SigningCredentials(accessKey: "TWOID", secretKey: "two=secret#/+"))
    #expect(found.region == "ap-south-1")
    let noFile = try read(["AWS_PROFILE": "etl"], [Self.config: try #require(Self.files[Self.config])])
    #expect(id(noFile) == "CONFIGID")
  }

  /// Keys of variables win over a profile's, whose other settings stay.
  @Test func variablesWinOverProfiles() throws {
    let found = try read(Self.keys.merging(["AWS_PROFILE": "etl", "AWS_REGION": "sa-east-1"]) { $1 }, Self.files)
    #expect(id(found) == "VARID" && found.credentials?.sessionToken == nil)
    #expect(found.region == "sa-east-1")
    #expect(found.endpoint?.description == "http://s3.example/base")
  }

  @Test(
    arguments: [
      (["AWS_ENDPOINT_URL": "http://v"], "http://v"),
      (["AWS_ENDPOINT_URL_S3": "http://w", "AWS_ENDPOINT_URL": "http://v"], "http://w"),
      (["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true", "AWS_ENDPOINT_URL": "http://v"], nil),
      (["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "false"], "http://s3.example/base"),
      (["AWS_ENDPOINT_URL": ""], "http://s3.example/base"),
    ] as [([String: String], String?)])
  func endpoints(variables: [String: String], url: String?) throws {
    let found = try read(variables.merging(["AWS_PROFILE": "etl"]) { $1 }, Self.files)
    #expect(found.endpoint?.description == url)
  }

  @Test func otherFiles() throws {
    let files = [
      "/home/me/c": "[profile x]\nregion=eu-north-1\n", "/k": "[x]\naws_access_key_id=K\naws_secret_access_key=s",
    ]
    let found = try read(
      ["AWS_CONFIG_FILE": "~/c", "AWS_SHARED_CREDENTIALS_FILE": "/k", "AWS_DEFAULT_PROFILE": "x", "AWS_PROFILE": "y"],
      files)
    #expect(id(found) == "K" && found.region == "eu-north-1")
  }

  @Test func statementWins() throws {
    let clauses = S3Clauses(
      region: "us-west-2", credentials: SigningCredentials(accessKey: "COPYID", secretKey: "s"))
    let found = try read(Self.keys.merging(["AWS_SESSION_TOKEN": "t", "AWS_REGION": "eu-west-1"]) { $1 }, [:], clauses)
    #expect(found.credentials == SigningCredentials(accessKey: "COPYID", secretKey: "s"))
    #expect(found.source == .statement && found.region == "us-west-2" && found.replacedRole == nil)
  }

  @Test func rolesMeanLocalCredentials() throws {
    let role = "arn:aws:iam::123456789012:role/load"
    let found = try read(Self.keys, [:], S3Clauses(role: role))
    #expect(id(found) == "VARID" && found.replacedRole == role)
  }

  @Test func credentialsText() {
    var clauses = S3Clauses()
    clauses.take(credentialsText: "aws_access_key_id=A;aws_secret_access_key=b/c==;token=t=1")
    #expect(clauses.credentials == SigningCredentials(accessKey: "A", secretKey: "b/c==", sessionToken: "t=1"))
    clauses = S3Clauses()
    clauses.take(credentialsText: "aws_iam_role=arn:aws:iam::1:role/r")
    #expect(clauses == S3Clauses(role: "arn:aws:iam::1:role/r"))
  }

  @Test func unknownProfile() {
    let error = error(["AWS_PROFILE": "etll"], Self.files)
    #expect(error?.state.code == "22023")
    #expect(error?.message == "there is no AWS profile \"etll\" in /home/me/.aws/config and /home/me/.aws/credentials")
    #expect(
      error?.hint == "did you mean \"etl\"? there are: default, etl, two words (AWS_PROFILE names the profile)")
    #expect(self.error(["AWS_PROFILE": "x"])?.hint?.contains("there are no profiles") == true)
  }

  @Test(arguments: [
    "role_arn = arn:aws:iam::1:role/r\nsource_profile = default", "sso_session = corp", "sso_start_url = https://x",
    "credential_process = /bin/keys", "login_session = arn",
    "role_arn = r\naws_access_key_id = A\naws_secret_access_key = b",
    "credential_process = /bin/keys\naws_access_key_id = A\naws_secret_access_key = b",
  ])
  func credentialsOfOtherPrograms(lines: String) {
    let error = error(["AWS_PROFILE": "x"], [Self.config: "[profile x]\n\(lines)\n"])
    #expect(error?.state.code == "0A000")
    #expect(error?.hint?.contains("aws configure export-credentials --profile x") == true)
  }

  /// Keys in the credentials file come before a program, after a role.
  @Test func programsAfterTheCredentialsFile() throws {
    let keys = "[x]\naws_access_key_id = A\naws_secret_access_key = b"
    let files = [Self.credentials: keys, Self.config: "[profile x]\ncredential_process = /bin/keys"]
    #expect(id(try read(["AWS_PROFILE": "x"], files)) == "A")
    let roles = [Self.credentials: keys, Self.config: "[profile x]\nrole_arn = r"]
    #expect(error(["AWS_PROFILE": "x"], roles)?.state.code == "0A000")
    #expect(id(try read(Self.keys.merging(["AWS_PROFILE": "x"]) { $1 }, roles)) == "VARID")
  }

  @Test(arguments: [
    ["AWS_WEB_IDENTITY_TOKEN_FILE": "/t"], ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/t"],
    ["AWS_USE_FIPS_ENDPOINT": "true"],
  ])
  func credentialsFromTheNetwork(variables: [String: String]) throws {
    #expect(error(variables)?.state.code == "0A000")
  }

  @Test(arguments: [
    (["AWS_ACCESS_KEY_ID": "Sesame"], ""), (["AWS_REGION": "evil.example/"], ""), (["AWS_MAX_ATTEMPTS": "0"], ""),
    (["AWS_MAX_ATTEMPTS": "many"], ""), (["AWS_ENDPOINT_URL": "localhost:9000"], ""),
    (["AWS_ENDPOINT_URL": "http://me:Sesame@h"], ""), ([:], "[default]\naws_access_key_id = Sesame"),
    ([:], "[default]\nservices = none"), ([:], "[default]\ns3 =\n  addressing_style = sideways"),
    ([:], "region = us-east-1"), ([:], "[default]\nSesame"), ([:], "[default"), ([:], "[default]\n= x"),
    ([:], "[default]\ns3 =\n  Sesame\n"), ([:], "  region = x"),
  ])
  func refuses(variables: [String: String], config: String) {
    let error = error(variables, [Self.config: config])
    #expect(error?.state.code == "22023")
    #expect(error.map { "\($0.message) \($0.hint ?? "")".contains("Sesame") } == false)
  }

  /// An unreadable file is no missing file.
  @Test func filesThatCannotBeRead() {
    let environment = AWSEnvironment(variables: ["HOME": "/h"]) { path throws(SQLError) in
      throw SQLError(.ioError, "cannot read \(path)")
    }
    #expect(throws: SQLError.self) { try S3Configuration(environment) }
  }
}

@Suite struct S3EndpointTests {
  @Test(arguments: [
    ("http://localhost:9000", "http://localhost:9000"), ("HTTP://LocalHost:80/", "http://localhost"),
    ("https://s3.example.com:443/a/b//", "https://s3.example.com/a/b"), ("http://[::1]:8080", "http://[::1]:8080"),
    ("http://127.0.0.1", "http://127.0.0.1"), ("http://[fe80::1]", "http://[fe80::1]"),
  ])
  func endpoints(text: String, meaning: String) throws {
    #expect(try S3Endpoint(text).description == meaning)
  }

  @Test(arguments: [
    "", "localhost:9000", "ftp://h", "http://", "http:///a", "http://h:", "http://h:x", "http://h:99999", "http://a b",
    "http://user:Sesame@h", "http://h?Sesame", "http://h/a#b", "http://[::1", "http://h/a\nb", "http://h:+80",
  ])
  func refusesEndpoints(text: String) {
    let error = #expect(throws: SQLError.self) { try S3Endpoint(text) }
    #expect(error?.state.code == "22023")
    #expect(error?.message.contains("Sesame") == false)
  }
}
