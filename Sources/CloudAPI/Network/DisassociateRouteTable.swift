enum DisassociateRouteTable: CloudOperation {
  static let name = "DisassociateRouteTable"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let id = try input.required("AssociationId")
    let tables = context.state.network.routeTables.values
    guard !tables.contains(where: { $0.isMain && $0.mainAssociation == id }) else {
      throw CloudError("InvalidParameterValue", "cannot disassociate the main route table association \(id)")
    }
    guard var table = tables.first(where: { $0.associations.contains { $0.id == id } }) else {
      throw CloudError("InvalidAssociationID.NotFound", "The association ID '\(id)' does not exist")
    }
    try DryRun.check(input)
    table.associations.removeAll { $0.id == id }
    context.state.network.routeTables[table.id] = table
    return ["return": true]
  }
}
