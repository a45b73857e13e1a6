/// A statement or a check failed, and standard error has the words for it.
struct ReportedFailure: Error {}
