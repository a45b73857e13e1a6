import Formats
import SQLTypes

/// The token is read, not verified: no identity provider is asked.
enum AssumeRoleWithWebIdentity: CloudOperation {
  static let name = "AssumeRoleWithWebIdentity"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let claims = try claims(of: try input.required("WebIdentityToken"))
    let more = [("SubjectFromWebIdentityToken", "sub"), ("Audience", "aud"), ("Provider", "iss")].compactMap {
      name, claim in claims[claim]?.text.map { CloudValue.Member(name, .text($0)) }
    }
    return .structure(try AssumeRole.answer(input, action: "sts:AssumeRoleWithWebIdentity", &context) + more)
  }

  /// The middle of `HEADER.CLAIMS.SIGNATURE`, in Base64 for URLs (RFC 7519). Errors: `InvalidIdentityToken`.
  private static func claims(of token: String) throws(CloudError) -> JSONDocument {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    let text = parts.count == 3 ? parts[1].replacing("-", with: "+").replacing("_", with: "/") : ""
    let padded = text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    guard let bytes = Base64.bytes(padded), let document = try? JSONDocument(parsing: bytes), case .object = document
    else {
      throw CloudError(
        "InvalidIdentityToken",
        "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)")
    }
    return document
  }
}
