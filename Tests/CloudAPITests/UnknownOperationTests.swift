import CloudAPI
import HTTP
import Testing

/// What is not built, and what an operation cannot take, in each protocol's own shape.
@Suite struct UnknownOperationTests {
  private func answer(_ request: HTTPRequest) throws -> (status: Int, body: String) {
    var context = TestCloud().makeContext()
    let response = try CloudCall(request).response(&context)
    return (response.status, String(decoding: response.body, as: UTF8.self))
  }

  @Test(arguments: ["redshift", "iam"])
  func ofTheQueryProtocol(_ service: String) throws {
    let (status, body) = try answer(form(service, "Action=MakeCoffee&Version=1"))
    #expect(status == 501)
    #expect(body.contains("<Code>InvalidAction</Code>"))
    #expect(body.contains("<Message>\(service)'s operation MakeCoffee is not supported yet.</Message>"))
  }

  @Test(arguments: ["RedshiftServerless.", "RedshiftData.", "secretsmanager."])
  func ofJSON(_ target: String) throws {
    let (status, body) = try answer(json(target + "MakeCoffee"))
    #expect(status == 501)
    #expect(body.contains("\"__type\":\"UnknownOperationException\""))
  }

  @Test func whatIsMissingHasTheServicesOwnCode() throws {
    #expect(try answer(json("RedshiftServerless.GetWorkgroup")).body.contains("\"ValidationException\""))
    #expect(try answer(json("RedshiftData.ExecuteStatement")).body.contains("\"ValidationException\""))
    #expect(try answer(json("secretsmanager.GetSecretValue")).body.contains("\"InvalidParameterException\""))
    #expect(try answer(form("redshift", "Action=CreateCluster")).body.contains("<Code>MissingParameter</Code>"))
  }

  private func form(_ service: String, _ body: String) -> HTTPRequest {
    let credential = "K/20260101/us-west-2/\(service)/aws4_request"
    let fields: HTTPFields = [
      "Authorization": "AWS4-HMAC-SHA256 Credential=\(credential), SignedHeaders=host, Signature=0",
      "Content-Type": "application/x-www-form-urlencoded",
    ]
    return HTTPRequest(.post, host: "localhost", path: "/", fields: fields, body: Array(body.utf8))
  }

  private func json(_ target: String) -> HTTPRequest {
    HTTPRequest(.post, host: "localhost", path: "/", fields: ["X-Amz-Target": target], body: Array("{}".utf8))
  }
}
