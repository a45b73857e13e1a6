import time

from botocore.exceptions import ClientError

from aws_clients import client, read_config
from create_cluster import S3_READ_ONLY


def wait_until_deleted(redshift, identifier):
    while True:
        try:
            props = redshift.describe_clusters(ClusterIdentifier=identifier)['Clusters'][0]
        except ClientError as e:
            if e.response['Error']['Code'] != 'ClusterNotFound':
                raise
            print(e)
            return
        print(props['ClusterStatus'])
        time.sleep(15)


def main():
    config = read_config()
    redshift, iam = client('redshift', config), client('iam', config)
    identifier, role = config.get('DWH', 'DWH_CLUSTER_IDENTIFIER'), config.get('DWH', 'DWH_IAM_ROLE_NAME')

    redshift.delete_cluster(ClusterIdentifier=identifier, SkipFinalClusterSnapshot=True)
    wait_until_deleted(redshift, identifier)

    iam.detach_role_policy(RoleName=role, PolicyArn=S3_READ_ONLY)
    iam.delete_role(RoleName=role)


if __name__ == "__main__":
    main()
