/// The wish to log in: the protocol's version and parameters, of which `user` must be one (wire.md 1.3).
package struct StartupMessage: Hashable, Sendable {
  package struct Parameter: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// 3.0
  package static let version3: UInt32 = 3 << 16

  /// The major version in the upper 16 bits, the minor one in the lower.
  package var version: UInt32
  /// In the order they came.
  package var parameters: [Parameter]

  package init(version: UInt32 = StartupMessage.version3, parameters: [Parameter]) {
    self.version = version
    self.parameters = parameters
  }

  package var majorVersion: Int { Int(version >> 16) }
  package var minorVersion: Int { Int(version & 0xffff) }

  /// The value of a parameter; the last one, where it is given more than once.
  package subscript(_ name: String) -> String? { parameters.last { $0.name == name }?.value }

  /// Only version 3's parameters can be read; of others there are none.
  init(version: UInt32, from reader: inout MessageReader) throws(WireFormatError) {
    self.init(version: version, parameters: [])
    guard majorVersion == 3 else {
      _ = reader.rest()
      return
    }
    while true {
      let name = try reader.text()
      if name.isEmpty { return }
      parameters.append(Parameter(name, try reader.text()))
    }
  }

  func write(to writer: inout MessageWriter) {
    writer.append(integer: version)
    for parameter in parameters {
      writer.append(text: parameter.name)
      writer.append(text: parameter.value)
    }
    writer.append(0)
  }
}
