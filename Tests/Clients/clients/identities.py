"""IAM and STS: tags, boundaries, access keys and names as AWS lets them be, and sessions of roles and guests."""

import boto3

from lib.checks import equal, within
from lib.cloud import TRUST, main, refused

ACCOUNT = "arn:aws:iam::123456789012"


def tags(**values):
    return [{"Key": key, "Value": value} for key, value in values.items()]


def check_tags(iam):
    """The same of roles, users, policies and instance profiles."""
    policy = iam.create_policy(PolicyName="tagged", PolicyDocument=TRUST, Description="x", Tags=tags(a="1"))["Policy"]
    equal((policy["Tags"], policy["Description"]), (tags(a="1"), "x"))
    equal(iam.create_user(UserName="tagged", Tags=tags(a="1"))["User"]["Tags"], tags(a="1"))
    iam.create_role(RoleName="tagged", AssumeRolePolicyDocument=TRUST, Tags=tags(a="1"))
    iam.create_instance_profile(InstanceProfileName="tagged", Tags=tags(a="1"))
    for kind, named, shown in (("role", {"RoleName": "tagged"}, "Role"), ("user", {"UserName": "tagged"}, "User"),
                               ("policy", {"PolicyArn": policy["Arn"]}, "Policy"),
                               ("instance_profile", {"InstanceProfileName": "tagged"}, "InstanceProfile")):
        put, remove, ask = (getattr(iam, f"{verb}_{kind}{end}") for verb, end in (("tag", ""), ("untag", ""), ("list", "_tags")))
        put(**named, Tags=tags(A="2", b="", c="ü /:=+-@"))
        equal(getattr(iam, f"get_{kind}")(**named)[shown]["Tags"], tags(A="2", b="", c="ü /:=+-@"))
        first = ask(**named, MaxItems=1)
        equal((first["Tags"], first["IsTruncated"]), (tags(A="2"), True))
        equal(ask(**named, Marker=first["Marker"])["Tags"], tags(b="", c="ü /:=+-@"))
        remove(**named, TagKeys=["a", "C"])
        equal(ask(**named)["Tags"], tags(b=""))
        for wrong, code, word in (
                (tags(**{"x" * 129: ""}), "ValidationError", "'tags.1.member.key' failed to satisfy constraint: Member must have length less than or equal to 128"),
                (tags(a="", x="y" * 257), "ValidationError", "'tags.2.member.value' failed to satisfy constraint: Member must have length less than or equal to 256"),
                (tags(**{"no!": ""}), "ValidationError", "Member must satisfy regular expression pattern: "),
                (tags(x="1", X="2"), "InvalidInput", "Duplicate tag keys found."),
                (tags(**{f"k{number}": "" for number in range(51)}), "ValidationError", "'tags' failed to satisfy constraint"),
                (tags(**{f"k{number}": "" for number in range(50)}), "LimitExceeded", "maximum limit")):
            within(refused(code, put, **named, Tags=wrong), word)
        within(refused("ValidationError", remove, **named, TagKeys=["x" * 129]), "'tagKeys.1.member'")
        equal(ask(**named)["Tags"], tags(b=""))
        getattr(iam, f"delete_{kind}")(**named)
        refused("NoSuchEntity", put, **named, Tags=tags(a="1"))


def check_boundaries(iam):
    policy = iam.create_policy(PolicyName="bound", PolicyDocument=TRUST)["Policy"]["Arn"]
    bound = {"PermissionsBoundaryType": "PermissionsBoundaryPolicy", "PermissionsBoundaryArn": policy}
    made = iam.create_role(RoleName="bound", AssumeRolePolicyDocument=TRUST, PermissionsBoundary=policy)["Role"]
    equal((made["PermissionsBoundary"], "PermissionsBoundary" in iam.list_roles()["Roles"][0]), (bound, False))
    iam.create_user(UserName="bound")
    iam.put_user_permissions_boundary(UserName="bound", PermissionsBoundary=policy)
    equal(iam.get_user(UserName="bound")["User"]["PermissionsBoundary"], bound)
    equal(iam.get_policy(PolicyArn=policy)["Policy"]["PermissionsBoundaryUsageCount"], 2)
    found = [iam.list_entities_for_policy(PolicyArn=policy, PolicyUsageFilter=use) for use in ("PermissionsBoundary", "PermissionsPolicy")]
    equal([len(one["PolicyRoles"]) + len(one["PolicyUsers"]) for one in found], [2, 0])
    read = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
    iam.attach_user_policy(UserName="bound", PolicyArn=read)
    for use, arn in (("PermissionsBoundary", policy), ("PermissionsPolicy", read)):
        equal([one["Arn"] for one in iam.list_policies(PolicyUsageFilter=use)["Policies"]], [arn])
    refused("InvalidParameterValue", iam.list_policies, PolicyUsageFilter="Other")
    refused("InvalidParameterValue", iam.list_policies, Scope="Other")
    iam.detach_user_policy(UserName="bound", PolicyArn=read)
    refused("DeleteConflict", iam.delete_policy, PolicyArn=policy)
    iam.delete_user_permissions_boundary(UserName="bound")
    iam.delete_role_permissions_boundary(RoleName="bound")
    refused("NoSuchEntity", iam.delete_role_permissions_boundary, RoleName="bound")
    equal("PermissionsBoundary" in iam.get_role(RoleName="bound")["Role"], False)
    iam.put_role_permissions_boundary(RoleName="bound", PermissionsBoundary=policy)
    refused("NoSuchEntity", iam.put_user_permissions_boundary, UserName="bound", PermissionsBoundary=policy + "s")
    refused("InvalidParameterValue", iam.put_user_permissions_boundary, UserName="bound", PermissionsBoundary=ACCOUNT + ":role/bound")
    iam.delete_role(RoleName="bound")
    iam.delete_user(UserName="bound")
    iam.delete_policy(PolicyArn=policy)


def check_names(iam):
    role = {"AssumeRolePolicyDocument": TRUST}
    for name in ("a b", "r/ole", "ü"):
        within(refused("ValidationError", iam.create_role, RoleName=name, **role), "The specified value for roleName is invalid.")
    within(refused("ValidationError", iam.create_user, UserName="x" * 65), "Value '" + "x" * 65 + "' at 'userName' failed to satisfy constraint")
    within(refused("ValidationError", iam.create_user, UserName="x", Path="team"), "It must begin and end with /")
    refused("ValidationError", iam.create_role, RoleName="x", MaxSessionDuration=60 * 60 * 13, **role)
    refused("ValidationError", iam.create_role, RoleName="x", Description="y" * 1001, **role)
    for document, word in (("no JSON", "This policy contains invalid Json"), (TRUST.replace('"Action"', '"Resource": "*", "Action"'), "Has prohibited field Resource")):
        within(refused("MalformedPolicyDocument", iam.create_role, RoleName="x", AssumeRolePolicyDocument=document), word)
    refused("MalformedPolicyDocument", iam.create_policy, PolicyName="x", PolicyDocument="{")
    iam.create_user(UserName="old", Path="/team/")
    iam.create_user(UserName="taken")
    refused("EntityAlreadyExists", iam.update_user, UserName="old", NewUserName="Taken")
    iam.update_user(UserName="old", NewUserName="new", NewPath="/crew/")
    equal(iam.get_user(UserName="new")["User"]["Arn"], ACCOUNT + ":user/crew/new")
    refused("NoSuchEntity", iam.get_user, UserName="old")
    equal([user["UserName"] for user in iam.list_users(PathPrefix="/crew/")["Users"]], ["new"])
    made = iam.create_role(RoleName="named", **role)["Role"]
    equal(iam.update_role_description(RoleName="named", Description="of work")["Role"]["Description"], "of work")
    equal((len(made["RoleId"]), iam.get_role(RoleName="named")["Role"]["RoleLastUsed"]), (21, {}))
    for name in ("new", "taken"):
        iam.delete_user(UserName=name)


def check_service_roles(iam):
    """Made for a service, and nobody's to change."""
    made = iam.create_service_linked_role(AWSServiceName="redshift.amazonaws.com")["Role"]
    equal(made["RoleName"], "AWSServiceRoleForRedshift")
    refused("InvalidInput", iam.create_service_linked_role, AWSServiceName="redshift.amazonaws.com")
    more = iam.create_service_linked_role(AWSServiceName="autoscaling.amazonaws.com", CustomSuffix="etl")["Role"]["RoleName"]
    equal(more, "AWSServiceRoleForAutoscaling_etl")
    own = {"RoleName": made["RoleName"]}
    for call, options in ((iam.delete_role, {}), (iam.put_role_policy, {"PolicyName": "x", "PolicyDocument": TRUST}),
                          (iam.update_assume_role_policy, {"PolicyDocument": TRUST})):
        within(refused("UnmodifiableEntity", call, **own, **options), f"protected role '{made['RoleName']}'")
    refused("InvalidInput", iam.delete_service_linked_role, RoleName="named")
    task = iam.delete_service_linked_role(**own)["DeletionTaskId"]
    equal(iam.get_service_linked_role_deletion_status(DeletionTaskId=task)["Status"], "SUCCEEDED")
    refused("NoSuchEntity", iam.get_service_linked_role_deletion_status, DeletionTaskId=task + "x")
    refused("NoSuchEntity", iam.get_role, **own)


def check_quotas(iam):
    policies = [iam.create_policy(PolicyName=f"p{number}", PolicyDocument=TRUST, Path="/p/")["Policy"]["Arn"] for number in range(11)]
    iam.create_user(UserName="full")
    for attach, named, word in ((iam.attach_role_policy, {"RoleName": "named"}, "Role"), (iam.attach_user_policy, {"UserName": "full"}, "User")):
        for policy in policies[:10] + policies[:1]:
            attach(**named, PolicyArn=policy)
        within(refused("LimitExceeded", attach, **named, PolicyArn=policies[10]), f"Cannot exceed quota for PoliciesPer{word}: 10")
    lists = (iam.list_attached_role_policies, {"RoleName": "named"}), (iam.list_attached_user_policies, {"UserName": "full"})
    equal([[len(ask(**named, PathPrefix=path)["AttachedPolicies"]) for path in ("/", "/p/", "/q/")] for ask, named in lists], [[10, 10, 0]] * 2)
    equal(len(iam.list_policies(Scope="Local", OnlyAttached=True, PathPrefix="/p/")["Policies"]), 10)


def signed(service, key):
    return boto3.client(service, aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"],
                        aws_session_token=key.get("SessionToken"))


def check_keys(iam):
    """Two a user; without a name a key's are those of its own user."""
    iam.create_user(UserName="eve")
    first, second = (iam.create_access_key(UserName="eve")["AccessKey"] for _ in range(2))
    equal((len(first["AccessKeyId"]), len(first["SecretAccessKey"])), (20, 40))
    within(refused("LimitExceeded", iam.create_access_key, UserName="eve"), "Cannot exceed quota for AccessKeysPerUser: 2")
    unused = iam.get_access_key_last_used(AccessKeyId=first["AccessKeyId"])
    equal((unused["UserName"], unused["AccessKeyLastUsed"]), ("eve", {"ServiceName": "N/A", "Region": "N/A"}))
    refused("NoSuchEntity", iam.get_access_key_last_used, AccessKeyId="AKIA0000000000000000")
    own = signed("iam", first)
    equal((own.get_user()["User"]["UserName"], len(own.list_access_keys()["AccessKeyMetadata"])), ("eve", 2))
    used = iam.get_access_key_last_used(AccessKeyId=first["AccessKeyId"])["AccessKeyLastUsed"]
    equal((used["ServiceName"], set(used)), ("iam", {"LastUsedDate", "ServiceName", "Region"}))
    iam.update_access_key(AccessKeyId=second["AccessKeyId"], Status="Inactive")
    equal([key["Status"] for key in own.list_access_keys()["AccessKeyMetadata"]], ["Active", "Inactive"])
    iam.delete_access_key(AccessKeyId=second["AccessKeyId"])
    refused("NoSuchEntity", iam.delete_access_key, AccessKeyId=second["AccessKeyId"])
    equal([key["AccessKeyId"] for key in own.list_access_keys()["AccessKeyMetadata"]], [first["AccessKeyId"]])
    return first


def check_sessions(iam, sts, key):
    role = {"RoleArn": ACCOUNT + ":role/named"}
    for name, word in (("x" * 65, "length less than or equal to 64"), ("a b", "satisfy regular expression pattern: [\\w+=,.@-]*")):
        within(refused("ValidationError", sts.assume_role, **role, RoleSessionName=name),
               f"Value '{name}' at 'roleSessionName' failed to satisfy constraint: Member must {'have ' if 'length' in word else ''}{word}")
    within(refused("ValidationError", sts.assume_role, **role, RoleSessionName="work", DurationSeconds=7200),
           "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
    within(refused("AccessDenied", signed("sts", key).assume_role, RoleArn=ACCOUNT + ":role/none", RoleSessionName="work"),
           f"User: {ACCOUNT}:user/eve is not authorized to perform: sts:AssumeRole on resource: {ACCOUNT}:role/none")
    given = sts.assume_role(**role, RoleSessionName="work", DurationSeconds=900, SourceIdentity="eve")
    equal((len(given["Credentials"]["AccessKeyId"]), len(given["Credentials"]["SecretAccessKey"]), given["SourceIdentity"]), (20, 40, "eve"))
    equal(set(iam.get_role(RoleName="named")["Role"]["RoleLastUsed"]), {"LastUsedDate", "Region"})
    within(refused("AccessDenied", signed("sts", given["Credentials"]).get_session_token), "Cannot call GetSessionToken with session credentials")
    guest = sts.get_federation_token(Name="guest", DurationSeconds=900)
    equal(guest["FederatedUser"], {"FederatedUserId": "123456789012:guest", "Arn": "arn:aws:sts::123456789012:federated-user/guest"})
    equal(signed("sts", guest["Credentials"]).get_caller_identity()["Arn"], guest["FederatedUser"]["Arn"])
    for call, options in ((sts.get_federation_token, {"Name": "x" * 33}), (sts.get_session_token, {"DurationSeconds": 129601}),
                          (sts.get_federation_token, {"Name": "guest", "DurationSeconds": 129601})):
        refused("ValidationError", call, **options)
    equal(sts.get_access_key_info(AccessKeyId=key["AccessKeyId"])["Account"], "123456789012")


def within_exec():
    iam, sts = boto3.client("iam"), boto3.client("sts")
    check_tags(iam)
    check_boundaries(iam)
    check_names(iam)
    check_service_roles(iam)
    check_quotas(iam)
    check_sessions(iam, sts, check_keys(iam))


if __name__ == "__main__":
    main("identities", within_exec)
