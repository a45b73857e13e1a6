import SQLTypes

/// Catalogs of what there is none of here, or what PostgreSQL 8.0 keeps for itself: their columns are there to be
/// asked.
extension SystemRelation {
  static let emptyCatalogs = operatorCatalogs + storageCatalogs + redshiftCatalogs

  private static let operatorCatalogs = [
    SystemRelation(
      empty: "pg_aggregate",
      [
        "aggfnoid": .functionName, "aggtransfn": .functionName, "aggfinalfn": .functionName, "aggtranstype": .objectID,
        "agginitval": .longText,
      ]),
    SystemRelation(
      empty: "pg_amop",
      [
        "amopclaid": .objectID, "amopsubtype": .objectID, "amopstrategy": .smallint, "amopreqcheck": .boolean,
        "amopopr": .objectID,
      ]),
    SystemRelation(
      empty: "pg_amproc",
      ["amopclaid": .objectID, "amprocsubtype": .objectID, "amprocnum": .smallint, "amproc": .functionName]),
    SystemRelation(
      empty: "pg_cast", hasID: true,
      ["castsource": .objectID, "casttarget": .objectID, "castfunc": .objectID, "castcontext": .letter]),
    // Of later PostgreSQLs: psql 15 asks for it in `\d`.
    SystemRelation(empty: "pg_collation", ["oid": .objectID, "collname": .objectName, "collnamespace": .objectID]),
    SystemRelation(
      empty: "pg_conversion", hasID: true,
      [
        "conname": .objectName, "connamespace": .objectID, "conowner": .integer, "conforencoding": .integer,
        "contoencoding": .integer, "conproc": .functionName, "condefault": .boolean,
      ]),
    SystemRelation(
      empty: "pg_opclass", hasID: true,
      [
        "opcamid": .objectID, "opcname": .objectName, "opcnamespace": .objectID, "opcowner": .integer,
        "opcintype": .objectID, "opcdefault": .boolean, "opckeytype": .objectID,
      ]),
    SystemRelation(
      empty: "pg_operator", hasID: true,
      [
        "oprname": .objectName, "oprnamespace": .objectID, "oprowner": .integer, "oprkind": .letter,
        "oprcanhash": .boolean, "oprleft": .objectID, "oprright": .objectID, "oprresult": .objectID,
        "oprcom": .objectID, "oprnegate": .objectID, "oprlsortop": .objectID, "oprrsortop": .objectID,
        "oprltcmpop": .objectID, "oprgtcmpop": .objectID, "oprcode": .functionName, "oprrest": .functionName,
        "oprjoin": .functionName,
      ]),
  ]

  private static let storageCatalogs = [
    SystemRelation(empty: "pg_inherits", ["inhrelid": .objectID, "inhparent": .objectID, "inhseqno": .integer]),
    SystemRelation(empty: "pg_largeobject", ["loid": .objectID, "pageno": .integer, "data": .longText]),
    SystemRelation(
      empty: "pg_shdepend",
      [
        "dbid": .objectID, "classid": .objectID, "objid": .objectID, "refclassid": .objectID, "refobjid": .objectID,
        "deptype": .letter,
      ]),
    SystemRelation(
      empty: "pg_statistic",
      [
        "starelid": .objectID, "staattnum": .smallint, "stanullfrac": .real, "stawidth": .integer,
        "stadistinct": .real, "stakind1": .smallint, "stakind2": .smallint, "stakind3": .smallint,
        "stakind4": .smallint, "staop1": .objectID, "staop2": .objectID, "staop3": .objectID, "staop4": .objectID,
        "stanumbers1": .textList, "stanumbers2": .textList, "stanumbers3": .textList, "stanumbers4": .textList,
        "stavalues1": .textList, "stavalues2": .textList, "stavalues3": .textList, "stavalues4": .textList,
      ]),
    SystemRelation(
      empty: "pg_stats",
      [
        "schemaname": .objectName, "tablename": .objectName, "attname": .objectName, "null_frac": .real,
        "avg_width": .integer, "n_distinct": .real, "most_common_vals": .textList, "most_common_freqs": .textList,
        "histogram_bounds": .textList, "correlation": .real,
      ]),
    SystemRelation(
      empty: "pg_trigger",
      [
        "tgrelid": .objectID, "tgname": .objectName, "tgfoid": .objectID, "tgtype": .smallint, "tgenabled": .boolean,
        "tgisconstraint": .boolean, "tgconstrname": .objectName, "tgconstrrelid": .objectID,
        "tgdeferrable": .boolean, "tginitdeferred": .boolean, "tgnargs": .smallint, "tgattr": .numberVector,
        "tgargs": .longText,
      ]),
  ]

  /// What Redshift has and localshift has not: data shares, libraries.
  private static let redshiftCatalogs = [
    SystemRelation(empty: "pg_library", ["name": .objectName, "language_oid": .objectID, "owner": .integer]),
    SystemRelation(
      empty: "pg_datashare",
      [
        "sharename": .objectName, "shareowner": .integer, "sharetype": .integer, "shareacl": .accessList,
        "publicaccess": .boolean,
      ]),
    SystemRelation(
      empty: "pg_datashare_objects",
      ["shareid": .objectID, "objectid": .objectID, "classid": .objectID, "objecttype": .integer]),
  ]
}
