"""How every operation of a service is asked for: pages, waiters, refusals."""

import time

from lib.checks import equal

SOON = 1


def refused(call, **arguments):
    code_of(call, **arguments)


def code_of(call, **arguments):
    """Of the error that it is refused with."""
    from botocore.exceptions import ClientError

    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    raise AssertionError(f"{call} {arguments} was to be refused")


def expect_pages(client, operation, least=2, **arguments):
    """The same elements one a page and many a page. EC2 has no pages of fewer than five."""
    paginator = client.get_paginator(operation)
    key = paginator.result_keys[0]
    found = {}
    for size in (1, 1000) if client.meta.service_model.service_name != "ec2" else (5, 1000):
        pages = list(paginator.paginate(**arguments, PaginationConfig={"PageSize": size}))
        found[size] = [element for page in pages for element in key.search(page) or []]
        equal((operation, size, len(pages)), (operation, size, -(-len(found[size]) // size) or 1))
    first, second = found.values()
    equal(first, second)
    assert len(first) >= least, f"{operation} gives {len(first)} elements"
    return first


def expect_soon(client, waiter, **arguments):
    began = time.monotonic()
    client.get_waiter(waiter).wait(**arguments)
    assert time.monotonic() - began < SOON, f"{waiter} took {time.monotonic() - began} s"
