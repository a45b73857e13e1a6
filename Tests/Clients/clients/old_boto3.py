"""boto3 of before 2023, as many projects pin it: it knows no AWS_ENDPOINT_URL, and finds the services all the same."""

import boto3

from lib.checks import equal
from lib.cloud import main

# As scripts of that time give them.
LOGIN = {"region_name": "us-west-2", "aws_access_key_id": "KEY", "aws_secret_access_key": "SECRET"}


def within():
    bucket = boto3.resource("s3", **LOGIN).create_bucket(
        Bucket="old-bucket", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    bucket.put_object(Key="a", Body=b"1")
    equal([entry.key for entry in bucket.objects.filter(Prefix="a")], ["a"])
    redshift = boto3.client("redshift", **LOGIN)
    redshift.create_cluster(
        ClusterIdentifier="old", ClusterType="single-node", NodeType="dc2.large", MasterUsername="dwhuser", MasterUserPassword="Passw0rd")
    made = redshift.describe_clusters(ClusterIdentifier="old")["Clusters"][0]
    equal(made["ClusterStatus"], "available")
    groups = list(boto3.resource("ec2", **LOGIN).Vpc(id=made["VpcId"]).security_groups.all())
    equal([group.group_name for group in groups], ["default"])
    # One that is given is left as it is.
    equal(boto3.client("iam", endpoint_url="http://localhost:1", **LOGIN).meta.endpoint_url, "http://localhost:1")


if __name__ == "__main__":
    main("old_boto3", within)
