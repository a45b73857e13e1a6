/// Connection options that drivers fetch by a name: JSON documents, of which Redshift looks at nothing.
enum AuthenticationProfiles {
  static func shown(_ name: String, _ content: String?) -> CloudValue {
    .members([
      "AuthenticationProfileName": .text(name), "AuthenticationProfileContent": content.map { .text($0) },
    ])
  }

  /// The name of one that is there. Errors: `AuthenticationProfileNotFoundFault`.
  static func name(_ input: CloudInput, _ context: CloudContext) throws(CloudError) -> String {
    let name = try input.required("AuthenticationProfileName")
    guard context.state.warehouse.authenticationProfiles[name] != nil else {
      throw CloudError("AuthenticationProfileNotFoundFault", "Authentication profile \(name) not found.", status: 404)
    }
    return name
  }
}
