import HTTP

/// What answers a form that was uploaded: nothing, a document, or another page, as the form wants it.
package enum FormAnswer {
  package static func response(_ form: HTTPFields, bucket: String, key: String, etag: String) -> HTTPResponse {
    let location = "/\(bucket)/\(PercentCoding.encoded(key, keepingSlashes: true))"
    if let page = form["success_action_redirect"] ?? form["redirect"], !page.isEmpty {
      return HTTPResponse(status: 303, fields: ["Location": redirect(page, bucket, key, etag), "ETag": etag])
    }
    var response = HTTPResponse(status: 204)
    switch form["success_action_status"] {
    case "200": response.status = 200
    case "201":
      response = StorageAnswer.xml(
        "PostResponse",
        ["Location": .text(location), "Bucket": .text(bucket), "Key": .text(key), "ETag": .text(etag)])
      response.status = 201
    default: break
    }
    response.fields["ETag"] = etag
    response.fields["Location"] = location
    return response
  }

  private static func redirect(_ page: String, _ bucket: String, _ key: String, _ etag: String) -> String {
    let values = [("bucket", bucket), ("key", key), ("etag", etag)]
    let query = values.map { "\($0)=\(PercentCoding.encoded($1))" }.joined(separator: "&")
    return page + (page.contains("?") ? "&" : "?") + query
  }
}
