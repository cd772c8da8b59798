"""Measure the site beside a plain Django site of the same content, in the same run.

    python benchmarks/web.py [--postgresql USER@HOST] [--stories 2000,50000] [--rounds 5] [--only WORD] [--keep]

Each number of stories gets a database of its own (a file in the temporary folder; on PostgreSQL, which must run on
this machine, ``fallible_bench_web``), with ten threads of 500 replies, ten of 50, and one or so for all others. Three
servers answer out of it, gunicorn with two synchronous workers each: ours; ours without its memory for pages, where
every request is a *miss*; and ``benchmarks/naive``. Rounds take them in turn, so that whatever else the machine does
meets them alike. Posting is the whole walk of a writer: the form, the draft, the check page, sending. Each of these
steps has a line of its own, too, beside the whole walk of the plain site, whose two steps are the form and sending.

naive ms   processor time of the plain site for a request, database included
miss       ours as many times that, when the page is made anew; of it, db: the database's part
again      ours when the page was asked for before; 304: when the reader has it still
r/s        requests a second, naive and ours (again where there is one), two at a time
p50, p99   milliseconds until the answer was there, in the same order
queries, kB, gzip   naive and ours (queries: of a miss / again)
screening  milliseconds of the screening's own process for a posted comment, which stand beside the ratio
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict, deque
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

import psycopg
from serving import ROOT, Server

TOKEN = "a" * 32  # of a form: the cookie and the field only have to agree
TEXT = "I have sat where you sit, and for months I could not say it aloud. You did. Thank you. You are not alone."
STEPS = ("posting: its form", "posting: the draft", "posting: the check page", "posting: sending")
REVISION = re.compile(rb'name="revision" value="([0-9a-f]+)"')


def part(*words, told=None, **environment):
    """One part of ``content.py``: its answer."""
    command = [sys.executable, ROOT / "benchmarks" / "content.py", *words]
    done = subprocess.run(
        command,
        input=json.dumps(told),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=ROOT,
        env=os.environ | environment,
    )
    return json.loads(done.stdout.splitlines()[-1])


def cookie(values):
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in values.items())}


def page(addresses, headers=None, status=200):
    """A walk: the next of these pages."""
    addresses = cycle(addresses)

    def walk(server):
        address = next(addresses)
        got = server.ask(("GET", address, headers or {}, None))[0]
        if got != status:
            raise AssertionError(f"{server.name} {address} answered {got}")

    return walk


def kept(addresses):
    """The same by a reader who has each page already: 304."""
    addresses, tags = cycle(addresses), {}

    def walk(server):
        address = next(addresses)
        tag = tags.get(address, "")
        status, headers, _body = server.ask(("GET", address, {"If-None-Match": tag}, None))
        if tag and status != 304:
            raise AssertionError(f"{address} answered {status}")
        tags[address] = headers.get("ETag") or ""

    return walk


def answers(refs, members):
    """Answer stories as their pages ask. Returns the whole walk, and one that takes each step of as many answers."""
    refs, members = cycle(refs), cycle(members)

    def steps(server):
        jar = next(members) | {"form": TOKEN}
        address = f"/stories/{next(refs)}/reply/"

        def ask(method, address, **form):
            body = urlencode(form | {"csrfmiddlewaretoken": TOKEN}) if form else None
            status, headers, page = server.ask((method, address, cookie(jar), body))
            for line in headers.get_all("Set-Cookie") or ():
                name, _, value = line.partition(";")[0].partition("=")
                jar[name] = value
            return status, headers.get("Location"), page

        yield ask("GET", address)
        _status, to, _page = ask("POST", address, text=TEXT, reply_type="support", speaks_as="care", check="1")
        yield
        revision = REVISION.search(ask("GET", to)[2])[1].decode()
        yield
        status, to, _page = ask("POST", to, revision=revision, send="1")
        if status != 302 or "/desk/text/" not in to:
            raise AssertionError(f"sending answered {status} {to}")
        yield

    begun = [deque() for _ in STEPS]  # answers that have come to the step with this number

    def step(number, server):
        answer = begun[number].popleft() if number else steps(server)
        next(answer)
        if number + 1 < len(STEPS):
            begun[number + 1].append(answer)

    return lambda server: list(steps(server)), [partial(step, number) for number in range(len(STEPS))]


def naive_posts(refs, session):
    refs, headers = cycle(refs), cookie(session | {"csrftoken": TOKEN})
    form = {"body": TEXT, "reply_type": "support", "speaks_as": "care", "csrfmiddlewaretoken": TOKEN}

    def walk(server):
        address = f"/stories/{next(refs)}/reply/"
        server.ask(("GET", address, headers, None))
        status = server.ask(("POST", address, headers, urlencode(form)))[0]
        if status != 302:
            raise AssertionError(f"{address} answered {status}")

    return walk


def cases(content, session):
    """[(name, {server: walk}, requests a round)]"""
    mine, last = cookie(content["members"][0]), content["far"]
    every = []

    def both(name, addresses, plain=None, many=12, with_session=False):
        plain = plain or addresses
        walks = {"naive": page(plain, cookie(session) if with_session else None)}
        walks["miss"] = page(addresses, mine if with_session else None)
        if not with_session:
            walks |= {"again": page(addresses), "304": kept(addresses)}
        every.append((name, walks, many, (plain[0], addresses[0], with_session)))

    for size, many in (("500", 6), ("50", 20)):
        addresses = [f"/stories/{ref}/" for ref in content["threads"][size]]
        both(f"thread of {size}", addresses, many=many)
        both(f"thread of {size}, session", addresses, many=many, with_session=True)
    both("library", ["/stories/"])
    both("library, session", ["/stories/"], with_session=True)
    both(f"library, page {last[0]:,}", [f"/stories/?before={last[1]}"], [f"/stories/?page={last[0]}"])
    both(f"library, {content['rarest']}", [f"/stories/?{content['rarest']}"])
    for name, word in zip(("common", "rare"), content["words"], strict=True):
        both(f"search, {name} word", [f"/stories/?q={word}"], many=4)
    refs = content["threads"]["50"]
    whole, steps = answers(refs, content["members"])
    plain = naive_posts(refs, session)
    for name, walk in [("posting a comment", whole), *zip(STEPS, steps, strict=True)]:
        every.append((name, {"naive": plain, "miss": walk}, 6, None))
    return every


def measured(servers, every, rounds):
    """{(case, server): {cost: [server, screening, database], took: […], seconds, number}}"""
    sums = defaultdict(lambda: {"cost": [0, 0, 0], "took": [], "seconds": 0.0})
    for turn in range(rounds + 1):
        for name, walks, many, _shown in every:
            for kind, walk in walks.items():
                number = many * (10 if kind in ("again", "304") else 1)
                cost, took, seconds = servers["again" if kind == "304" else kind].run([walk] * number)
                if turn:  # the first round only warms up
                    told = sums[name, kind]
                    told["cost"] = [old + new for old, new in zip(told["cost"], cost, strict=True)]
                    told["took"] += took
                    told["seconds"] += seconds
    return sums


def show(title, every, sums, counted, servers):
    print(f"\n{title}\n")
    head = ("naive ms", "miss", "db", "again", "304", "r/s", "p50", "p99", "queries", "kB", "gzip")
    print("| case | " + " | ".join(head) + " |\n| --- |" + " ---: |" * len(head))
    for name, walks, _many, _shown in every:
        told = {kind: sums[name, kind] for kind in walks}
        each = {kind: [part / len(row["took"]) / 1e6 for part in row["cost"]] for kind, row in told.items()}
        naive = each["naive"][0] + each["naive"][2]
        line = [f"{naive:.2f}", f"{(each['miss'][0] + each['miss'][2]) / naive:.3f}", f"{each['miss'][2] / naive:.3f}"]
        line += [f"{(each[k][0] + each[k][2]) / naive:.4f}" if k in each else "" for k in ("again", "304")]
        pair = ("naive", "again" if "again" in told else "miss")
        line.append(" ".join(f"{len(told[k]['took']) / told[k]['seconds']:.0f}" for k in pair))
        cuts = [quantiles(told[k]["took"], n=100) for k in pair]
        line += [" ".join(f"{cut[at] * 1000:.1f}" for cut in cuts) for at in (49, 98)]
        if name in counted["naive"]:
            plain, miss = counted["naive"][name], counted["miss"][name]
            again = counted["again"].get(name)
            line.append(f"{plain[0]} {miss[0]}" + (f"/{again[0]}" if again else ""))
            line += [f"{plain[at] / 1000:.1f} {miss[at] / 1000:.1f}" for at in (1, 2)]
        else:
            line += [f"screening {each['miss'][1]:.1f} ms", "", ""]
        print(f"| {name} | " + " | ".join(line) + " |")
    print("\nMB held: " + ", ".join(f"{kind} {server.megabytes():.0f}" for kind, server in servers.items()))


def compare(title, stories, options, database=None, **environment):
    content = part("ours", str(stories), **environment)
    session = part("naive", **environment)
    every = [case for case in cases(content, session) if options.only in case[0]]
    apps = {
        "naive": Server("naive", "benchmarks.naive.site", database, **environment),
        "miss": Server("miss", "forum.wsgi", database, **environment, DJANGO_SETTINGS_MODULE="benchmarks.forgetful"),
        "again": Server("again", "forum.wsgi", database, **environment),
    }
    try:
        counted = {}
        for kind, mine in (("naive", session), ("miss", content["members"][0]), ("again", content["members"][0])):
            asked = [
                [name, "GET", shown[kind != "naive"], cookie(mine) if shown[2] else {}]
                for name, walks, _many, shown in every
                if shown and kind in walks
            ]
            settings = {"DJANGO_SETTINGS_MODULE": "benchmarks.forgetful"} if kind == "miss" else {}
            counted[kind] = part("count", kind, told=asked, **environment, **settings)
        show(title, every, measured(apps, every, options.rounds), counted, apps)
    finally:
        for server in apps.values():
            server.stop()


def on_postgresql(stories, options):
    user, host = options.postgresql.split("@")
    name = "fallible_bench_web"
    with psycopg.connect(host=host, user=user, dbname="postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
        try:
            ask = lambda query, *values: server.execute(query, values).fetchall()  # noqa: E731
            address = f"postgresql://{user}@{host}/{name}"
            compare(f"{stories:,} stories, PostgreSQL", stories, options, ask, FALLIBLE_DATABASE=address)
        finally:
            if not options.keep:
                server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postgresql", metavar="USER@HOST")
    parser.add_argument("--stories", default="2000,50000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="cases with this word in their name")
    parser.add_argument("--keep", action="store_true", help="leave PostgreSQL's database where it is")
    options = parser.parse_args()
    for stories in map(int, options.stories.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            os.environ |= {"FALLIBLE_STATE": folder, "FALLIBLE_ORIGIN": "http://localhost:8000"}
            os.environ["PYTHONPATH"] = str(ROOT)
            if options.postgresql:
                on_postgresql(stories, options)
            where = Path(folder) / "bench.sqlite3"
            compare(f"{stories:,} stories, SQLite", stories, options, FALLIBLE_DATABASE=f"sqlite:///{where}")


if __name__ == "__main__":
    main()
