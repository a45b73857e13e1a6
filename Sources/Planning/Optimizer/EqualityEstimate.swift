/// How many different values an equality of a join has on either side.
struct EqualityEstimate {
  var left: Int
  var right: Int
}
