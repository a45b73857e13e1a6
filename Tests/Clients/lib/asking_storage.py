"""How the settings of buckets and objects are asked for."""

from lib.asking import code_of, expect_pages, refused
from lib.checks import equal

# What settings are written with, read with and give back; the code where there is none.
SETTINGS = (
    ("bucket_tagging", {"Tagging": {"TagSet": [{"Key": "a", "Value": "b"}]}}, "NoSuchTagSet"),
    ("bucket_policy", {"Policy": '{"Version": "2012-10-17", "Statement": []}'}, "NoSuchBucketPolicy"),
    ("bucket_versioning", {"VersioningConfiguration": {"Status": "Enabled"}}, None),
    ("public_access_block", {"PublicAccessBlockConfiguration": {
        "BlockPublicAcls": False, "IgnorePublicAcls": True, "BlockPublicPolicy": False, "RestrictPublicBuckets": True}}, None),
    ("bucket_encryption", {"ServerSideEncryptionConfiguration": {
        "Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}]}}, None),
    ("bucket_lifecycle_configuration", {"LifecycleConfiguration": {
        "Rules": [{"ID": "x", "Status": "Enabled", "Prefix": "tmp/", "Expiration": {"Days": 7}}]}}, "NoSuchLifecycleConfiguration"),
    ("bucket_cors", {"CORSConfiguration": {"CORSRules": [{"AllowedMethods": ["GET"], "AllowedOrigins": ["*"]}]}}, "NoSuchCORSConfiguration"),
    ("bucket_website", {"WebsiteConfiguration": {"IndexDocument": {"Suffix": "index.html"}}}, "NoSuchWebsiteConfiguration"),
    ("bucket_logging", {"BucketLoggingStatus": {"LoggingEnabled": {"TargetBucket": "second", "TargetPrefix": "x"}}}, None),
    ("bucket_notification_configuration", {"NotificationConfiguration": {
        "QueueConfigurations": [{"QueueArn": "arn:aws:sqs:us-west-2:123456789012:q", "Events": ["s3:ObjectCreated:*"]}]}}, None),
    ("bucket_request_payment", {"RequestPaymentConfiguration": {"Payer": "Requester"}}, None),
    ("bucket_ownership_controls", {"OwnershipControls": {"Rules": [{"ObjectOwnership": "ObjectWriter"}]}}, None),
    ("bucket_accelerate_configuration", {"AccelerateConfiguration": {"Status": "Enabled"}}, None))


def ask_settings(s3, bucket):
    """Written, read back, deleted; what there is by itself before and after."""
    for name, given, code in SETTINGS:
        get, put = getattr(s3, f"get_{name}"), getattr(s3, f"put_{name}")
        initial = code or settings(get(**bucket))
        for _ in range(2):
            equal(code_of(get, **bucket) if code else settings(get(**bucket)), initial)
            put(**bucket, **given)
            kept = settings(get(**bucket))
            # Some answer with the members of what was given, others with the whole.
            assert kept in (given, *given.values()), (name, kept)
            delete = getattr(s3, f"delete_{name.removesuffix('_configuration')}", None)
            if delete is None:
                break
            delete(**bucket)
    refused(s3.put_bucket_policy, **bucket, Policy="no policy")
    key = {**bucket, "Key": "a"}
    equal(s3.get_object_tagging(**key)["TagSet"], [])
    s3.put_object(**key, Body=b"hello", Tagging="a=1&b=2", ACL="public-read")
    s3.copy_object(**bucket, Key="copy", CopySource="first/a")
    equal(len(s3.get_object_tagging(**bucket, Key="copy")["TagSet"]), 2)
    grants = [len(s3.get_object_acl(**bucket, Key=name)["Grants"]) for name in ("a", "copy")]
    s3.delete_object_tagging(**key)
    s3.put_object_tagging(**key, Tagging={"TagSet": [{"Key": "c", "Value": "3"}]})
    equal([s3.get_object_tagging(**key)["TagSet"], grants], [[{"Key": "c", "Value": "3"}], [2, 1]])
    s3.put_object_acl(**key, ACL="private")
    s3.put_bucket_acl(**bucket, ACL="log-delivery-write")
    equal([len(s3.get_object_acl(**key)["Grants"]), len(s3.get_bucket_acl(**bucket)["Grants"])], [1, 3])
    refused(s3.get_object_tagging, **bucket, Key="nothing")
    versions = expect_pages(s3, "list_object_versions", **bucket)
    equal({(version["VersionId"], version["IsLatest"]) for version in versions}, {("null", True)})
    equal(s3.get_object(**key, VersionId="null")["Body"].read(), b"hello")
    refused(s3.get_object, **key, VersionId="other")
    s3.delete_object(**bucket, Key="copy", VersionId="null")


def settings(answer):
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}
