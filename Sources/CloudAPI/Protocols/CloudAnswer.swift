import HTTP

/// An operation's answer, or a refusal, as the service's protocol writes it.
struct CloudAnswer {
  let wire: CloudWire
  let requestID: String

  func response(_ value: CloudValue, to operation: String) -> HTTPResponse {
    switch wire {
    case .query(let namespace):
      xml(200) { writer in
        writer.root("\(operation)Response", namespace: namespace) { writer in
          writer.element("\(operation)Result", value)
          writer.element("ResponseMetadata", ["RequestId": .text(requestID)])
        }
      }
    case .ec2(let namespace):
      xml(200) { writer in
        writer.root("\(operation)Response", namespace: namespace) { writer in
          writer.element("requestId", requestID)
          writer.add(value)
        }
      }
    case .json: json(200, value)
    }
  }

  func response(_ error: CloudError) -> HTTPResponse {
    let fact: CloudValue = ["Code": .text(error.code), "Message": .text(error.message)]
    switch wire {
    case .query(let namespace):
      return xml(error.status) { writer in
        writer.root("ErrorResponse", namespace: namespace) { writer in
          writer.element(
            "Error",
            [
              "Type": error.isSenders ? "Sender" : "Receiver", "Code": .text(error.code),
              "Message": .text(error.message),
            ])
          writer.element("RequestId", requestID)
        }
      }
    case .ec2:
      return xml(error.status) { writer in
        writer.element("Response", ["Errors": .list("Error", [fact]), "RequestID": .text(requestID)])
      }
    case .json:
      var response = json(error.status, ["__type": .text(error.code), "message": .text(error.message)])
      response.fields["x-amzn-ErrorType"] = error.code
      return response
    }
  }

  private func xml(_ status: Int, _ write: (inout XMLWriter) -> Void) -> HTTPResponse {
    var writer = XMLWriter()
    write(&writer)
    return HTTPResponse(
      status: status, fields: ["Content-Type": "text/xml", "x-amzn-RequestId": requestID], body: writer.bytes
    )
  }

  private func json(_ status: Int, _ value: CloudValue) -> HTTPResponse {
    var writer = JSONWriter()
    writer.add(value)
    return HTTPResponse(
      status: status, fields: ["Content-Type": "application/x-amz-json-1.1", "x-amzn-RequestId": requestID],
      body: Array(writer.text.utf8))
  }
}
