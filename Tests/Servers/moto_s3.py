"""moto's S3 with authentication on: signatures and rights are checked.

Usage: moto_s3.py    (prints the server's facts as a line of JSON)
"""

import json
import logging
import os
import threading

# What is asked before there are keys: to create two users and their keys, and to give one of them rights.
os.environ.setdefault("INITIAL_NO_AUTH_ACTION_COUNT", "5")

import boto3
from moto.server import ThreadedMotoServer

REGION = "us-east-1"
ALLOW_S3 = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}


def start():
    """The server, with one user who may do all and one who may do nothing, and its facts."""
    logging.disable(logging.CRITICAL)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://localhost:{port}"
    # Any keys do for the first requests.
    iam = boto3.client(
        "iam", endpoint_url=url, region_name=REGION, aws_access_key_id="a", aws_secret_access_key="b"
    )
    iam.create_user(UserName="loader")
    iam.put_user_policy(UserName="loader", PolicyName="s3", PolicyDocument=json.dumps(ALLOW_S3))
    key = iam.create_access_key(UserName="loader")["AccessKey"]
    iam.create_user(UserName="stranger")
    stranger = iam.create_access_key(UserName="stranger")["AccessKey"]
    facts = {"url": url, "region": REGION}
    facts |= {"access_key": key["AccessKeyId"], "secret_key": key["SecretAccessKey"]}
    facts |= {"stranger_access_key": stranger["AccessKeyId"], "stranger_secret_key": stranger["SecretAccessKey"]}
    return server, facts


def main():
    _, facts = start()
    print(json.dumps(facts), flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
