/// The process's arguments as bytes: the standard library's strings have U+FFFD for what is not UTF-8.
package enum ProcessArguments {
  /// The first argument (counted from 1) that is not UTF-8, and where in it that shows.
  package static var faultyPlace: (argument: Int, offset: Int)? {
    for number in 1..<max(1, Int(CommandLine.argc)) {
      // In bounds: there are `argc` strings, each of them with a NUL at its end.
      guard let argument = CommandLine.unsafeArgv[number], String(validatingCString: argument) == nil else { continue }
      return (number, validPrefix(UnsafePointer(argument)))
    }
    return nil
  }

  private static func validPrefix(_ text: UnsafePointer<CChar>) -> Int {
    var bytes: [UInt8] = []
    while text[bytes.count] != 0 { bytes.append(UInt8(bitPattern: text[bytes.count])) }
    var whole = 0
    var decoder = UTF8()
    var rest = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&rest) { whole += UTF8.width(scalar) }
    return whole
  }
}
