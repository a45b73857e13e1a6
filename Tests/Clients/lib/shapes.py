"""Compares AWS answers, as they came over the wire, with the service models that botocore carries.

    watcher = Watcher(session)     every answer of the session's clients is looked at from then on
    watcher.seen                   {"iam": {"CreateRole", ...}, ...}: operations that were answered well
    watcher.complaints             what no model allows: an unknown member, a missing one, a value of another type
"""

import datetime
import json
import re
from collections import defaultdict
from xml.etree import ElementTree

# Codes that every service of the query protocol gives, without its model saying so (common errors of the API references).
COMMON_CODES = {"InvalidAction", "InvalidParameterValue", "InvalidParameterCombination", "MissingParameter", "MissingAction",
                "ValidationError", "ValidationException", "InvalidClientTokenId", "SignatureDoesNotMatch", "MissingAuthenticationToken", "RequestExpired",
                "IncompleteSignature", "InternalFailure"}
# Models of these name few of the errors that their references have.
WITHOUT_CODES = {"s3", "ec2"}
# What AWS says although the model's enumeration lacks it: of an internet gateway, as its own text there tells.
BEYOND_MODELS = {("AttachmentStatus", "available")}


class Watcher:
    def __init__(self, session):
        self.seen, self.complaints = defaultdict(set), []
        session.events.register("before-parse", self.look)

    def look(self, operation_model, response_dict, **_):
        service, name = operation_model.service_model.service_name, operation_model.name
        comparison = Comparison(f"{service}.{name}", operation_model.metadata["protocol"])
        if response_dict["status_code"] >= 300:
            comparison.error(operation_model, response_dict)
        else:
            comparison.answer(operation_model, response_dict)
            self.seen[service].add(name)
        self.complaints += comparison.complaints


class Comparison:
    """Of one answer."""

    def __init__(self, path, protocol):
        self.path, self.protocol, self.complaints = path, protocol, []

    def complain(self, path, words):
        self.complaints.append(f"{self.path}{path}: {words}")

    # Whole answers

    def answer(self, operation, response):
        shape, body = operation.output_shape, response["body"]
        if shape is None:
            return
        self.headers(shape, response["headers"])
        if operation.has_streaming_output:
            return
        payload = shape.serialization.get("payload")
        if self.protocol == "json":
            self.json("", shape, json.loads(body))
        elif self.protocol == "rest-xml":
            if payload and shape.members[payload].type_name == "string":
                # A document that is no XML: a bucket's policy.
                return
            if payload:
                self.xml(f".{payload}", shape.members[payload], root(body))
            elif body:
                self.root_of_objects(operation, shape, root(body))
        else:
            self.query(operation, shape, root(body))

    def root_of_objects(self, operation, shape, node):
        # The one answer of S3 that is no structure: botocore reads it with a hook of its own.
        if operation.name == "GetBucketLocation":
            return self.equal("", node.tag, "LocationConstraint")
        return self.xml("", shape, node)

    def query(self, operation, shape, node):
        self.equal("", node.tag, f"{operation.name}Response")
        extra = {"requestId"} if self.protocol == "ec2" else {"ResponseMetadata"}
        self.equal("", {child.tag for child in node} >= extra, True)
        wrapper = shape.serialization.get("resultWrapper")
        inner = node.find(wrapper) if wrapper else node
        if wrapper:
            self.equal("", {child.tag for child in node} - extra <= {wrapper}, True)
        if inner is None:
            return self.missing("", shape, set())
        return self.structure("", shape, inner, ignored=extra)

    def headers(self, shape, headers):
        for name, member in shape.members.items():
            if member.serialization.get("location") == "header":
                text = headers.get(member.serialization.get("name", name))
                if text is not None:
                    self.header(f".{name}", member, text)
                elif name in shape.required_members:
                    self.complain(f".{name}", "is required")

    def error(self, operation, response):
        service, body = operation.service_model.service_name, response["body"]
        if not body:
            return
        if self.protocol == "json":
            code = json.loads(body)["__type"]
        else:
            node = root(body).find({"query": "Error", "ec2": "Errors/Error"}.get(self.protocol, "."))
            self.equal(" error", {"Code", "Message"} <= {child.tag for child in node}, True)
            code = node.findtext("Code")
        known = {shape.metadata.get("error", {}).get("code", shape.name): shape for shape in operation.error_shapes}
        if code not in known:
            if service not in WITHOUT_CODES and code not in COMMON_CODES:
                self.complain(" error", f"{code} is not an error of this operation")
            return
        status = known[code].metadata.get("error", {}).get("httpStatusCode")
        if status:
            self.equal(f" error {code}", response["status_code"], status)

    # XML

    def xml(self, path, shape, node):
        if shape.type_name == "structure":
            self.structure(path, shape, node)
        elif shape.type_name == "list":
            name = shape.member.serialization.get("name", "member")
            for index, child in enumerate(node):
                self.equal(path, child.tag, name)
                self.xml(f"{path}[{index}]", shape.member, child)
        else:
            self.equal(path, len(node), 0)
            self.text(path, shape, node.text or "")

    def structure(self, path, shape, node, ignored=()):
        members = {element_name(member, name): (name, member) for name, member in shape.members.items()
                   if "location" not in member.serialization}
        found = defaultdict(list)
        for child in node:
            if child.tag in members:
                found[child.tag].append(child)
            elif child.tag not in ignored:
                self.complain(path, f"the unknown member {child.tag}")
        for tag, children in found.items():
            name, member = members[tag]
            if member.type_name == "list" and member.serialization.get("flattened"):
                for index, child in enumerate(children):
                    self.xml(f"{path}.{name}[{index}]", member.member, child)
            else:
                self.equal(f"{path}.{name}", len(children), 1)
                self.xml(f"{path}.{name}", member, children[0])
        self.missing(path, shape, {members[tag][0] for tag in found})

    def missing(self, path, shape, found):
        for name in shape.required_members:
            # An attribute is none of the elements.
            if name not in found and not {"location", "xmlAttribute"} & set(shape.members[name].serialization):
                self.complain(f"{path}.{name}", "is required")

    # JSON

    def json(self, path, shape, value):
        if shape.type_name == "structure":
            members = {element_name(member, name): (name, member) for name, member in shape.members.items()}
            for key in value:
                if key in members:
                    self.json(f"{path}.{members[key][0]}", members[key][1], value[key])
                else:
                    self.complain(path, f"the unknown member {key}")
            if getattr(shape, "is_tagged_union", False):
                self.equal(path, len(value), 1)
            self.missing(path, shape, {members[key][0] for key in value if key in members})
        elif shape.type_name == "list":
            for index, element in enumerate(value):
                self.json(f"{path}[{index}]", shape.member, element)
        elif shape.type_name == "map":
            for key, element in value.items():
                self.json(f"{path}.{key}", shape.value, element)
        elif shape.serialization.get("timestampFormat") == "iso8601":
            self.equal(path, is_time(value), True)
        elif shape.type_name in ("integer", "long"):
            self.equal(path, type(value), int)
        elif shape.type_name in ("timestamp", "double", "float"):
            self.equal(path, type(value) in (int, float), True)
        elif shape.type_name == "boolean":
            self.equal(path, type(value), bool)
        else:
            self.equal(path, type(value), str)
            self.text(path, shape, value)

    # Values

    def text(self, path, shape, text):
        if shape.type_name in ("integer", "long"):
            self.equal(path, bool(re.fullmatch(r"-?\d+", text)), True)
        elif shape.type_name == "boolean":
            self.equal(path, text in ("true", "false"), True)
        elif shape.type_name == "timestamp":
            self.equal(path, is_time(text), True)
        elif getattr(shape, "enum", None):
            if text not in shape.enum and (shape.name, text) not in BEYOND_MODELS:
                self.complain(path, f"{text!r} is none of {shape.enum}")
        elif shape.type_name == "string" and len(text) > shape.metadata.get("max", len(text)):
            # The least length is not looked at: AWS itself goes below, as with the id of an account's root.
            self.complain(path, f"{text!r} is longer than its model allows")

    def header(self, path, shape, text):
        if shape.type_name != "timestamp":
            self.text(path, shape, text)

    def equal(self, path, actual, expected):
        if actual != expected:
            self.complain(path, f"{actual!r} is not {expected!r}")


def element_name(shape, name):
    """As botocore's parsers look for a member: a flattened list goes by the name of its elements."""
    if shape.type_name == "list" and shape.serialization.get("flattened"):
        name = shape.member.serialization.get("name", name)
    return shape.serialization.get("name", name)


def root(body):
    """The document without its namespaces."""
    node = ElementTree.fromstring(body)
    for element in node.iter():
        element.tag = element.tag.rpartition("}")[2]
    return node


def is_time(text):
    try:
        return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).tzinfo is not None
    except ValueError:
        return False
