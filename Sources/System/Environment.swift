/// The process's environment variables.
package enum Environment {
  package static subscript(name: String) -> String? { SystemCalls.environment(name) }
}
