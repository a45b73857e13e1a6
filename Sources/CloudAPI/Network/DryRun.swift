/// `DryRun` asks only whether the operation would be allowed.
enum DryRun {
  /// Errors: `DryRunOperation`, which says yes.
  static func check(_ input: CloudInput) throws(CloudError) {
    if try input.flag("DryRun") == true {
      throw CloudError("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", status: 412)
    }
  }
}
