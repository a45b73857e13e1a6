import SQLTypes

/// The shared files of a user, and which profile of them counts.
struct AWSProfiles {
  let config: AWSFile?
  let credentials: AWSFile?
  /// As messages name the profile's origin.
  let name: String

  /// Errors: 22023 for a profile that was asked for and is in neither file, or a file that makes no sense.
  init(_ environment: AWSEnvironment) throws(SQLError) {
    config = try environment.file("AWS_CONFIG_FILE", default: "config")
    credentials = try environment.file("AWS_SHARED_CREDENTIALS_FILE", default: "credentials")
    // The order of the AWS CLI.
    let chosen = environment["AWS_DEFAULT_PROFILE"] ?? environment["AWS_PROFILE"]
    name = chosen ?? "default"
    guard chosen == nil || chosen == "default" || !sections.isEmpty else { throw unknown(environment) }
  }

  /// What the profile's section in the config file says; `[default]` needs no `profile`.
  var configSection: AWSFile.Section? {
    config?.sections["profile \(name)"] ?? (name == "default" ? config?.sections["default"] : nil)
  }

  var credentialsSection: AWSFile.Section? { credentials?.sections[name] }

  /// The credentials file first: where both files say something, it wins.
  private var sections: [AWSFile.Section] { [credentialsSection, configSection].compactMap { $0 } }

  subscript(property: String) -> String? {
    sections.lazy.compactMap { $0.values[property] }.first { !$0.isEmpty }
  }

  func nested(_ block: String, _ property: String) -> String? {
    sections.lazy.compactMap { $0.blocks[block]?[property] }.first { !$0.isEmpty }
  }

  /// A property of the block `s3 =` in the section that `services = name` leads to.
  ///
  /// Errors: 22023 where there is no such section.
  func service(_ property: String) throws(SQLError) -> String? {
    guard let services = self["services"] else { return nil }
    guard let section = config?.sections["services \(services)"] else {
      throw SQLError(
        .invalidParameter, "AWS profile \"\(name)\" wants [services \(services)], which its file does not have")
    }
    return section.blocks["s3"]?[property]
  }

  private var names: [String] {
    let configured = (config?.sections.keys).map(Array.init) ?? []
    let profiles = configured.compactMap { section -> String? in
      section.hasPrefix("profile ") ? String(section.dropFirst(8)) : section == "default" ? section : nil
    }
    return Set(profiles + ((credentials?.sections.keys).map(Array.init) ?? [])).sorted()
  }

  private func unknown(_ environment: AWSEnvironment) -> SQLError {
    let files = [
      environment.path("AWS_CONFIG_FILE", default: "config"),
      environment.path("AWS_SHARED_CREDENTIALS_FILE", default: "credentials"),
    ]
    let origin = files.compactMap { $0 }.joined(separator: " and ")
    let near = EditDistance.nearest(to: name, among: names).map { "did you mean \"\($0)\"? " } ?? ""
    let known = names.isEmpty ? "there are no profiles" : "there are: \(names.joined(separator: ", "))"
    return SQLError(
      .invalidParameter, "there is no AWS profile \"\(name)\" in \(origin.isEmpty ? "any file" : origin)",
      hint: "\(near)\(known) (AWS_PROFILE names the profile)")
  }
}
