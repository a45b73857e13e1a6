import configparser

import boto3

CONFIG_FILE = 'dwh.cfg'


def read_config():
    config = configparser.ConfigParser()
    with open(CONFIG_FILE) as file:
        config.read_file(file)
    return config


def credentials(config):
    """Of the file, or where it has none of the environment."""
    key, secret = config.get('AWS', 'KEY'), config.get('AWS', 'SECRET')
    return {'aws_access_key_id': key, 'aws_secret_access_key': secret} if key else {}


def client(name, config):
    return boto3.client(name, region_name='us-west-2', **credentials(config))


def resource(name, config):
    return boto3.resource(name, region_name='us-west-2', **credentials(config))
