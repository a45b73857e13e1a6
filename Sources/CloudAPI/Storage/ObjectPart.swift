/// The part of an object that a request is about: a range of its bytes, or one of the parts that it came in.
package enum ObjectPart {
  /// nil where all of it is wanted; `parts`: their sizes, none of an object that came whole. Errors: `InvalidRequest`,
  /// `InvalidArgument`, `InvalidPartNumber`, `InvalidRange`.
  package static func range(_ request: StorageRequest, size: Int, parts: [Int]) throws(CloudError) -> Range<Int>? {
    guard let text = request.query["partNumber"] else { return try ByteRange.of(request.fields["Range"], size: size) }
    guard request.fields["Range"] == nil else {
      throw CloudError("InvalidRequest", "Cannot specify both Range header and partNumber query parameter")
    }
    let number = try number(text)
    guard number <= max(1, parts.count) else {
      throw CloudError(
        "InvalidPartNumber", "The requested partnumber is not satisfiable", status: 416,
        details: ["PartNumberRequested": text, "ActualPartCount": String(max(1, parts.count))])
    }
    guard size > 0 else { return nil }
    guard !parts.isEmpty else { return 0..<size }
    let start = parts[..<(number - 1)].reduce(0, +)
    return start..<start + parts[number - 1]
  }

  /// Errors: `InvalidArgument`.
  package static func number(_ text: String) throws(CloudError) -> Int {
    if let number = Int(text), 1...10_000 ~= number { return number }
    throw CloudError(
      "InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive",
      details: ["ArgumentName": "partNumber", "ArgumentValue": text])
  }
}
