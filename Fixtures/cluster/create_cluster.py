import json
import time

import pandas as pd
from botocore.exceptions import ClientError

from aws_clients import client, read_config, resource

S3_READ_ONLY = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"


def create_iam_role(iam, name):
    try:
        print("1.1 Creating a new IAM Role")
        iam.create_role(
            Path='/',
            RoleName=name,
            Description="Allows Redshift clusters to call AWS services on your behalf.",
            AssumeRolePolicyDocument=json.dumps({
                'Statement': [{
                    'Action': 'sts:AssumeRole',
                    'Effect': 'Allow',
                    'Principal': {'Service': 'redshift.amazonaws.com'}}],
                'Version': '2012-10-17'}))
    except ClientError as e:
        print(e)

    print("1.2 Attaching Policy")
    status = iam.attach_role_policy(RoleName=name, PolicyArn=S3_READ_ONLY)['ResponseMetadata']['HTTPStatusCode']
    print("Status:", status)

    print("1.3 Get the IAM role ARN")
    return iam.get_role(RoleName=name)['Role']['Arn']


def create_cluster(redshift, dwh, role_arn):
    try:
        redshift.create_cluster(
            ClusterType=dwh['DWH_CLUSTER_TYPE'],
            NodeType=dwh['DWH_NODE_TYPE'],
            NumberOfNodes=int(dwh['DWH_NUM_NODES']),
            DBName=dwh['DWH_DB'],
            ClusterIdentifier=dwh['DWH_CLUSTER_IDENTIFIER'],
            MasterUsername=dwh['DWH_DB_USER'],
            MasterUserPassword=dwh['DWH_DB_PASSWORD'],
            IamRoles=[role_arn])
    except ClientError as e:
        print(e)


def pretty_redshift_props(props):
    keys = ["ClusterIdentifier", "NodeType", "ClusterStatus", "MasterUsername", "DBName", "Endpoint", "NumberOfNodes", "VpcId"]
    return pd.DataFrame(data=[(k, v) for k, v in props.items() if k in keys], columns=["Key", "Value"])


def wait_until_available(redshift, identifier):
    while True:
        props = redshift.describe_clusters(ClusterIdentifier=identifier)['Clusters'][0]
        print(pretty_redshift_props(props))
        if props['ClusterStatus'] == 'available':
            return props
        time.sleep(15)


def open_tcp_port(ec2, vpc_id, port):
    try:
        vpc = ec2.Vpc(id=vpc_id)
        default_sg = list(vpc.security_groups.all())[0]
        print(default_sg)
        default_sg.authorize_ingress(
            GroupName=default_sg.group_name, CidrIp='0.0.0.0/0', IpProtocol='TCP', FromPort=int(port), ToPort=int(port))
    except ClientError as e:
        print(e)


def main():
    config = read_config()
    dwh = config['DWH']

    # The bucket of the data is listed first, as the notebooks do.
    bucket = resource('s3', config).Bucket('udacity-dend')
    print(len(list(bucket.objects.filter(Prefix='song_data/A/A'))) > 0)

    role_arn = create_iam_role(client('iam', config), dwh['DWH_IAM_ROLE_NAME'])
    redshift = client('redshift', config)
    create_cluster(redshift, dwh, role_arn)
    props = wait_until_available(redshift, dwh['DWH_CLUSTER_IDENTIFIER'])
    open_tcp_port(resource('ec2', config), props['VpcId'], dwh['DWH_PORT'])


if __name__ == "__main__":
    main()
