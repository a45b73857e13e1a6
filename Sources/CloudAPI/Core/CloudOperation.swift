/// One operation of a service: a file each, so that the list of what is built is the list of files.
package protocol CloudOperation: SendableMetatype {
  /// As requests name it.
  static var name: String { get }

  /// What it answers. Errors: those that the service documents for it.
  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue
}
