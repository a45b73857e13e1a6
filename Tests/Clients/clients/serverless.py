"""Redshift Serverless: namespaces and workgroups from nothing to deletion, a workgroup's endpoint, the Data API."""

import boto3
import psycopg2

from lib.checks import equal, raises
from lib.cloud import execute, main, refused


def connect(endpoint, password="Passw0rd"):
    return psycopg2.connect(host=endpoint["address"], port=endpoint["port"], dbname="dwh", user="admin", password=password)


def ended(data, identifier):
    shown = data.describe_statement(Id=identifier, WaitTimeSeconds=20)
    return shown["Status"], shown.get("Error")


def check_namespace(serverless):
    named = {"namespaceName": "space"}
    made = serverless.create_namespace(
        **named, adminUsername="admin", adminUserPassword="Passw0rd", dbName="dwh", tags=[{"key": "a", "value": "1"}])["namespace"]
    equal((made["namespaceName"], made["status"], made["dbName"], made["adminUsername"]), ("space", "AVAILABLE", "dwh", "admin"))
    refused("ConflictException", serverless.create_namespace, **named)
    refused("ValidationException", serverless.create_namespace, namespaceName="Big_Space")
    refused("ResourceNotFoundException", serverless.get_namespace, namespaceName="none")
    arn = made["namespaceArn"]
    serverless.tag_resource(resourceArn=arn, tags=[{"key": "b", "value": "2"}])
    serverless.untag_resource(resourceArn=arn, tagKeys=["a"])
    equal(serverless.list_tags_for_resource(resourceArn=arn)["tags"], [{"key": "b", "value": "2"}])
    equal(serverless.update_namespace(**named, iamRoles=["arn:aws:iam::123456789012:role/r"])["namespace"]["iamRoles"],
          ["arn:aws:iam::123456789012:role/r"])
    pages = serverless.get_paginator("list_namespaces").paginate(PaginationConfig={"PageSize": 1})
    equal([space["namespaceName"] for page in pages for space in page["namespaces"]], ["space"])


def check_workgroup(serverless):
    named = {"workgroupName": "work"}
    refused("ResourceNotFoundException", serverless.create_workgroup, **named, namespaceName="none")
    equal(serverless.create_workgroup(**named, namespaceName="space", baseCapacity=8)["workgroup"]["status"], "CREATING")
    refused("ConflictException", serverless.create_workgroup, **named, namespaceName="space")
    refused("ConflictException", serverless.create_workgroup, workgroupName="another", namespaceName="space")
    shown = serverless.get_workgroup(**named)["workgroup"]
    equal((shown["status"], shown["baseCapacity"], shown["namespaceName"]), ("AVAILABLE", 8, "space"))
    equal(serverless.update_workgroup(**named, baseCapacity=16)["workgroup"]["baseCapacity"], 16)
    equal([group["workgroupName"] for group in serverless.list_workgroups()["workgroups"]], ["work"])
    refused("ConflictException", serverless.delete_namespace, namespaceName="space")
    return shown["endpoint"]


def check_endpoint(serverless, endpoint):
    execute(connect(endpoint), "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (1), (2)")
    raises(psycopg2.OperationalError, connect, endpoint, "wrong")
    login = serverless.get_credentials(workgroupName="work", dbName="dwh")
    connection = psycopg2.connect(
        host=endpoint["address"], port=endpoint["port"], dbname="dwh", user=login["dbUser"], password=login["dbPassword"])
    equal(execute(connection, "SELECT current_user"), [["IAM:root"]])
    serverless.update_namespace(namespaceName="space", adminUserPassword="An0therOne")
    raises(psycopg2.OperationalError, connect, endpoint)
    execute(connect(endpoint, "An0therOne"), "SELECT 1")


def check_statements(data):
    where = {"WorkgroupName": "work", "Database": "dwh"}
    asked = data.execute_statement(Sql="SELECT count(*) FROM kept", **where)["Id"]
    equal(ended(data, asked), ("FINISHED", None))
    equal(data.get_statement_result(Id=asked)["Records"], [[{"longValue": 2}]])
    equal(data.describe_statement(Id=asked)["WorkgroupName"], "work")
    refused("ValidationException", data.execute_statement, Sql="SELECT 1", WorkgroupName="none", Database="dwh")


def check_end(serverless):
    """What a namespace holds outlives its workgroup, and goes with the namespace."""
    equal(serverless.delete_workgroup(workgroupName="work")["workgroup"]["status"], "DELETING")
    refused("ResourceNotFoundException", serverless.get_workgroup, workgroupName="work")
    serverless.create_workgroup(workgroupName="next", namespaceName="space")
    endpoint = serverless.get_workgroup(workgroupName="next")["workgroup"]["endpoint"]
    equal(execute(connect(endpoint, "An0therOne"), "SELECT count(*) FROM kept"), [[2]])
    serverless.delete_workgroup(workgroupName="next")
    equal(serverless.delete_namespace(namespaceName="space")["namespace"]["status"], "DELETING")
    refused("ResourceNotFoundException", serverless.get_namespace, namespaceName="space")
    refused("UnknownOperationException", serverless.list_usage_limits)


def within_exec():
    serverless, data = boto3.client("redshift-serverless"), boto3.client("redshift-data")
    # Twice: what is left of the first time must not be in the way.
    for _ in range(2):
        check_namespace(serverless)
        endpoint = check_workgroup(serverless)
        check_endpoint(serverless, endpoint)
        check_statements(data)
        check_end(serverless)


if __name__ == "__main__":
    main("serverless", within_exec)
