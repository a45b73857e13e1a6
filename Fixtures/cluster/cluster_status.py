from aws_clients import client, read_config
from create_cluster import pretty_redshift_props


def main():
    config = read_config()
    redshift = client('redshift', config)
    props = redshift.describe_clusters(ClusterIdentifier=config.get('DWH', 'DWH_CLUSTER_IDENTIFIER'))['Clusters'][0]
    print(pretty_redshift_props(props).to_string())


if __name__ == "__main__":
    main()
