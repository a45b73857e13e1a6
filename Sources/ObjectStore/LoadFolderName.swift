/// What the files of a load folder are called (CommandLine.md "Load folders"), by their paths from it.
package enum LoadFolderName {
  /// `users/part-0000.csv.gz`
  package static func isPart(_ name: String) -> Bool {
    let steps = name.split(separator: "/", omittingEmptySubsequences: false)
    return steps.count == 2 && !steps[0].isEmpty && isPart(file: steps[1].utf8)
  }

  /// `load.sql`, `contents.json`, `users.manifest`
  package static func isList(_ name: String) -> Bool {
    ["load.sql", "contents.json"].contains(name) || name.hasSuffix(".manifest") && !name.contains("/")
  }

  static func isPart(file name: some Sequence<UInt8>) -> Bool { name.starts(with: "part-".utf8) }
}
