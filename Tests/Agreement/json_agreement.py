#!/usr/bin/env python3
"""The JSON reader against Python's json on broken files.

Makes COUNT mutated valid files (bytes flipped, cut, doubled, swapped between files) and COUNT files of random bytes,
lets the package's test JSONDumpTests write down what it finds in each, and checks, within Redshift's framing (several
roots, nothing but white space between them; a failure ends with the line of its fault, or before the next brace or
bracket where it is no record at all):

  every record is what json reads there, with the same value for every path and column;
  every failure is something that json refuses, too, or no object or array;
  records and failures follow each other with nothing but white space between.

    python3 Tests/Agreement/json_agreement.py [--count 10000] [--seed 1] [--release]
"""
import argparse
import decimal
import json
import os
import random
import subprocess
import sys
import tempfile

PATHS = ["$", "$.artist", "$.user.id", "$.tags[0]", "$.tags[2].x", "$['userAgent']", "$.length", "$[0]", "$[1].user.id",
         "$.registration", "$.null.x", "$.user", "$.artist"]
COLUMNS = ["artist", "auth", "firstname", "length", "user", "tags", "registration", "useragent", ""]
SPACE = b" \t\r\n"

# --- what the files hold ---------------------------------------------------------------------------------------------


def text(rng):
    return "".join(rng.choice(["a", "love ", "\"", "\\", "/", "\n", "é", "日本", "😀", "\x7f", "0123456789abcdefghij", "\t"])
                   for _ in range(rng.randint(0, 6)))


def number(rng):
    return rng.choice([0, -1, 7, 200.5, 25.67084, 1540919166796.0, 1541121934796, 1e-7, 1e22, -0.0, 4.6, 180.76689,
                       rng.uniform(-1e3, 1e3), rng.random() * 10 ** rng.randint(-300, 300), rng.randint(-10**25, 10**25)])


def value(rng, depth=0):
    kind = rng.randint(0, 9)
    if kind == 0 and depth < 4:
        return {rng.choice(["id", "x", text(rng)]): value(rng, depth + 1) for _ in range(rng.randint(0, 3))}
    if kind == 1 and depth < 4:
        return [value(rng, depth + 1) for _ in range(rng.randint(0, 4))]
    if kind < 5:
        return text(rng)
    return number(rng) if kind < 8 else rng.choice([None, True, False])


def event(rng):
    members = {"artist": text(rng), "auth": "Logged In", "firstName": value(rng), "length": number(rng),
               "registration": number(rng), "userAgent": "\"Mozilla/5.0 (X11)\"", "user": {"id": value(rng)},
               "tags": value(rng), "null": None, "": 1}
    names = [name for name in members if rng.random() < 0.9]
    if rng.random() < 0.2:
        rng.shuffle(names)
    return {name: members[name] for name in names}


def file(rng):
    style = rng.choice([{"separators": (",", ":")}, {}, {"indent": 1}, {"indent": "\t", "ensure_ascii": False}])
    gap = rng.choice(["\n", "\r\n", "", " "])
    roots = [value(rng) if rng.random() < 0.05 else event(rng) for _ in range(rng.randint(1, 5))]
    body = gap.join(json.dumps(root, **style) for root in roots)
    if rng.random() < 0.2:
        body = body.replace("/", "\\/")
    if rng.random() < 0.05:
        body = body.replace("1", "NaN", 1)
    return body.encode("utf-8", "surrogatepass")


def mutate(rng, data, other):
    data = bytearray(data)
    for _ in range(rng.randint(1, 3)):
        if not data:
            break
        place = rng.randrange(len(data))
        end = min(len(data), place + rng.randint(1, 12))
        kind = rng.randint(0, 5)
        if kind == 0:
            data[place] ^= 1 << rng.randrange(8)
        elif kind == 1:
            data[place] = rng.choice(b"{}[]\",:\\ \nx0u-.eE+\x00\x1f\x80\xff")
        elif kind == 2:
            del data[place:rng.choice([end, len(data)])]
        elif kind == 3:
            data[place:place] = data[place:end]
        else:
            start = rng.randrange(len(other))
            data[place:end] = other[start:start + rng.randint(1, 30)]
    return bytes(data)


def noise(rng):
    signs = rng.choice([bytes(range(256)), b"{}[]\",:\\ \n\t0123456789-+.eEtrufalsn", b"{\"a\":1}[]\n "])
    return bytes(rng.choice(signs) for _ in range(rng.randint(0, 200)))


# --- what Python says ------------------------------------------------------------------------------------------------

HIGH = 0x10FF00  # a byte from 0x80 up is read as this private character, so that UTF-8 plays no part


class Number(str):
    pass


def refuse(name):
    raise ValueError(name)


DECODER = json.JSONDecoder(parse_int=Number, parse_float=Number, parse_constant=refuse)


def characters(data):
    return data.decode("latin-1").translate({byte: HIGH + byte for byte in range(0x80, 0x100)})


def decode(data, start):
    """The value at start and the place behind it, or None."""
    try:
        return DECODER.raw_decode(characters(data), start)
    except (ValueError, RecursionError):
        return None


def utf8(string):
    """The bytes of a string read from characters(): None with a lone surrogate."""
    out = bytearray()
    for character in string:
        code = ord(character)
        if code >= HIGH + 0x80:
            out.append(code - HIGH)
        elif 0xD800 <= code < 0xE000:
            return None
        else:
            out += character.encode()
    return bytes(out)


def follow(root, steps):
    for step in steps:
        if root is None:
            return None
        if isinstance(step, int):
            if not isinstance(root, list) or step >= len(root):
                return "index"
            root = root[step]
        else:
            if not isinstance(root, dict):
                return "member"
            found = [root[name] for name in root if step(name)]
            if not found:
                return "missing"
            root = found[-1]
    return (root,)


def steps(path):
    out = []
    for part in path[1:].replace("['", ".").replace("']", "").replace("[", ".#").replace("]", "").split(".")[1:]:
        out.append(int(part[1:]) if part.startswith("#") else (lambda name, part=part: name == part))
    return out


def plain(literal):
    """Redshift's text of a number: integers as they stand, others with 17 digits and no exponent."""
    if not set(literal) & set(".eE"):
        return literal
    number = float(literal)
    if number in (float("inf"), float("-inf")):
        return None
    return format(decimal.Decimal("%.17g" % number), "f") if number else "0"


def agrees(found, wanted):
    if isinstance(wanted, str):
        return found == wanted
    if wanted is None:
        return found == "null"
    wanted = wanted[0]
    if wanted is None or wanted is True or wanted is False:
        return found == {None: "null", True: "true", False: "false"}[wanted]
    if isinstance(wanted, Number):
        literal, printed = found[1:].split(":")
        text = plain(wanted)
        return (found[0] == "d" and bytes.fromhex(literal) == wanted.encode()
                and (printed == "none" if text is None else bytes.fromhex(printed) == text.encode()))
    if isinstance(wanted, str):
        data = utf8(wanted)
        return found == "slone" if data is None else found == "s" + data.hex()
    compact = bytes.fromhex(found[1:])
    again = decode(compact, 0)
    return found[0] == "j" and again == (wanted, len(compact)) and not outside(compact)


def outside(data):
    """White space outside of strings."""
    inside = escaped = False
    for byte in data:
        if not inside and byte in SPACE:
            return True
        if byte == 0x22 and not escaped:
            inside = not inside
        escaped = inside and byte == 0x5C and not escaped
    return False


def check(data, lines, lookups):
    items = []
    for line in lines:
        kind, *rest = line.split(" ")
        items.append((int(rest[0]), kind, rest))
    items.sort()
    place = 0
    for start, kind, rest in items:
        assert not data[place:start].strip(SPACE), f"something between {place} and {start}"
        assert start >= place, "overlap"
        end = int(rest[1])
        value = decode(data, start)
        if kind == "R":
            assert data[start:start + 1] in (b"{", b"["), f"record at {start}"
            assert value is not None and value[1] == end, f"json refuses the record at {start}, or ends it elsewhere"
            for found, lookup in zip(rest[2:], lookups, strict=True):
                wanted = follow(value[0], lookup)
                assert agrees(found, wanted), f"record at {start}: {found} is not {wanted}"
        else:
            assert data[start:start + 1] not in (b"{", b"[") or value is None, f"json reads what fails at {start}"
            fault = int(rest[2])
            line_end = data.find(b"\n", fault) + 1 or len(data)
            roots = [data.find(sign, start, line_end) for sign in (b"{", b"[")] if fault == start else []
            assert end == min([root for root in roots if root >= 0], default=line_end), f"failure at {start} ends at {end}"
            assert start <= fault <= len(data), f"failure at {start} says {fault}"
        place = end
    assert not data[place:].strip(SPACE), f"something behind {place}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--release", action="store_true")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    print(f"seed {options.seed}, {options.count} mutated files and {options.count} of random bytes")
    whole = [file(rng) for _ in range(max(options.count // 4, 2))]
    files = [mutate(rng, rng.choice(whole), rng.choice(whole)) for _ in range(options.count)]
    files += [noise(rng) for _ in range(options.count)] + whole
    ignoring = [[lambda name, column=column: name.lower() == column if name.isascii() else name == column]
                for column in COLUMNS]
    exact = [[lambda name, column=column: name == column] for column in COLUMNS]
    lookups = [[steps(path) for path in PATHS], exact, ignoring]
    with tempfile.TemporaryDirectory() as folder:
        for index, data in enumerate(files):
            with open(f"{folder}/{index}", "wb") as out:
                out.write(data)
        with open(f"{folder}/plan.json", "w") as out:
            json.dump({"files": len(files), "jsonpaths": PATHS, "columns": COLUMNS}, out)
        command = ["swift", "test", "--disable-xctest", "--filter", "JSONDumpTests"]
        command += ["-c", "release"] if options.release else []
        done = subprocess.run(command, env={**os.environ, "LOCALSHIFT_FUZZ_DIR": folder}, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stdout[:8000] + done.stderr[-4000:])
        records = failures = 0
        for index, data in enumerate(files):
            with open(f"{folder}/{index}.found") as found:
                lines = found.read().split("\n")
            lines = [line.rstrip(" ") for line in lines if line]
            records += sum(line[0] == "R" for line in lines)
            failures += sum(line[0] == "F" for line in lines)
            try:
                check(data, lines, lookups[index % 3])
            except AssertionError as error:
                sys.exit(f"file {index}: {error}\n{data!r}\n" + "\n".join(lines))
    print(f"{len(files)} files, {records} records and {failures} failures: all agree")


if __name__ == "__main__":
    main()
