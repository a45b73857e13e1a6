from aws_clients import CONFIG_FILE, client, read_config


def main():
    config = read_config()
    redshift = client('redshift', config)
    props = redshift.describe_clusters(ClusterIdentifier=config.get('DWH', 'DWH_CLUSTER_IDENTIFIER'))['Clusters'][0]

    endpoint = props['Endpoint']['Address']
    role_arn = props['IamRoles'][0]['IamRoleArn']
    print("DWH_ENDPOINT ::", endpoint)
    print("DWH_ROLE_ARN ::", role_arn)

    config.set('DWH', 'DWH_ENDPOINT', endpoint)
    config.set('DWH', 'DWH_ROLE_ARN', role_arn)
    config.set('CLUSTER', 'HOST', endpoint)
    config.set('IAM_ROLE', 'ARN', role_arn)
    with open(CONFIG_FILE, 'w') as file:
        config.write(file)


if __name__ == "__main__":
    main()
