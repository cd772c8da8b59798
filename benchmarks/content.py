"""What ``web.py`` measures with: ``python benchmarks/content.py PART`` does one part in the settings that it needs.

ours    migrates, grows the stories, makes members; says which addresses to ask and with which cookies
naive   makes the tables of the plain site beside ours, fills them from ours, and makes its one account
count   reads [[name, method, address, headers], …] and says of each its queries, bytes and bytes gzipped
"""

import gzip
import json
import os
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
BIG, EACH = (500, 50), 10  # threads to measure, and how many of each
MEMBERS, OWN = 12, 3  # accounts that answer; what each has in the library already, so that none is a newcomer
SHARED = "client"  # a word of most stories


def ours(stories):
    call_command("migrate", verbosity=0)
    House.objects.update_or_create(pk=1)
    fill([size for size in BIG for _ in range(EACH)] + [number % 3 for number in range(stories - EACH * len(BIG))], 1)
    members = []
    long = Submission.objects.filter(number=BIG[-1]).values("page")  # there, one voice may have a day's replies
    free = Voice.objects.filter(is_author=False, comments__isnull=False).exclude(story__in=long).distinct()
    for turn in range(MEMBERS):
        said = words.generate()
        stretched = words.stretch(said)
        member = Member.objects.join(stretched)
        keyring = stretched.open(member.wrapped, str(member.pk))
        for number, voice in enumerate(free.order_by("pk")[turn * OWN : turn * OWN + OWN]):
            Submission.objects.filter(claim_hash=voice.claim_hash).update(claim_hash=keyring.claim_hash(number))
            Voice.objects.filter(pk=voice.pk).update(claim_hash=keyring.claim_hash(number))
        client = Client(HTTP_HOST="localhost")
        client.post("/sign-in/", {"words": said})
        members.append({name: morsel.value for name, morsel in client.cookies.items()})
    library = Story.objects.in_library()
    tried = [{"event": key} for key in ("near_miss", "boundary")]
    tried += [{"profession": "other"}, {"setting": "other"}, {"harm": "unknown"}, {"wish": "challenge"}]
    tried += [{"topic": slug} for slug in Topic.objects.values_list("slug", flat=True)]
    rarest = min(tried, key=lambda chosen: narrowed(**chosen).count())
    last = min(2000, stories // 20)
    grown = Submission.objects.filter(kind="story").annotate(many=Max("shown__number"))
    rare = re.search(r"\bX[a-z]{8}\b", library[0].public_html)[0].lower()
    return {
        "threads": {size: list(grown.filter(many=size).values_list("ref", flat=True)) for size in BIG},
        "far": [last, library[(last - 1) * 20 - 1].ref],
        "rarest": "&".join(f"{name}={value}" for name, value in rarest.items()),
        "members": members,
        "words": [SHARED, rare],
    }


def naive():
    made = [User, site.Topic, site.Story, site.Voice, site.Comment]
    with connection.schema_editor() as editor:
        for model in made:
            editor.create_model(model)
    find = "strpos" if connection.vendor == "postgresql" else "instr"
    begins, ends = '<div class="reply__body" dir="auto"><p>', "</p></div>"
    start = f"{find}(m.public_html, '{begins}') + {len(begins)}"
    body = f"substr(m.public_html, {start}, {find}(m.public_html, '{ends}') - ({start}))"
    body = f"replace(replace({body}, '&#x27;', ''''), '&quot;', '\"')"
    statements = f"""
    CREATE TEMP TABLE key_of AS
        SELECT id AS uuid, row_number() OVER (ORDER BY published_on, id) AS key FROM moderation_submission;
    CREATE TEMP TABLE voice_of AS SELECT id AS uuid, row_number() OVER (ORDER BY id) AS key FROM stories_voice;
    CREATE TEMP TABLE topic_of AS SELECT id AS uuid, row_number() OVER (ORDER BY slug) AS key FROM stories_topic;
    CREATE INDEX key_of_uuid ON key_of (uuid);
    CREATE INDEX voice_of_uuid ON voice_of (uuid);
    ANALYZE;
    INSERT INTO naive_topic (id, name, slug)
        SELECT t.key, m.name, m.slug FROM stories_topic m JOIN topic_of t ON t.uuid = m.id;
    INSERT INTO naive_story (id, ref, title, body, published_on, is_public, event, second_event, profession, setting,
            harm, disguise, wishes)
        SELECT s.key, m.ref, m.public_title, m.public_html, m.published_on, TRUE, m.event, k.second_event, m.profession,
            k.setting, m.harm, k.disguise, k.wishes
        FROM moderation_submission m JOIN stories_story k ON k.submission_id = m.id JOIN key_of s ON s.uuid = m.id;
    INSERT INTO naive_story_topics (story_id, topic_id)
        SELECT s.key, t.key FROM stories_storytopic m JOIN key_of s ON s.uuid = m.content_object_id
            JOIN topic_of t ON t.uuid = m.tag_id;
    INSERT INTO naive_voice (id, story_id, pen_name)
        SELECT v.key, s.key, m.pen_name FROM stories_voice m JOIN voice_of v ON v.uuid = m.id
            JOIN key_of s ON s.uuid = m.story_id;
    INSERT INTO naive_comment (id, story_id, voice_id, parent_id, number, body, published_on, is_public, reply_type,
            speaks_as)
        SELECT c.key, s.key, v.key, p.key, m.number, {body}, m.published_on, TRUE, k.reply_type, k.speaks_as
        FROM moderation_submission m JOIN stories_comment k ON k.submission_id = m.id JOIN key_of c ON c.uuid = m.id
            JOIN key_of s ON s.uuid = m.page_id JOIN voice_of v ON v.uuid = k.voice_id
            LEFT JOIN moderation_submission a ON a.page_id = m.page_id AND a.kind = 'comment'
                AND a.path || substr(m.path, length(m.path) - 4) = m.path
            LEFT JOIN key_of p ON p.uuid = a.id
        WHERE m.kind = 'comment'"""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements.split(";\n"):
            cursor.execute(statement)
        for statement in connection.ops.sequence_reset_sql(no_style(), made):
            cursor.execute(statement)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    client = Client()
    client.force_login(User.objects.create_user("reader", password="!"))
    return {name: morsel.value for name, morsel in client.cookies.items()}


def count():
    """Of each request, asked twice: [queries, bytes, bytes gzipped] of the second."""
    told = {}
    for name, _method, address, headers in json.load(sys.stdin):
        for _ in range(2):
            client = Client(HTTP_HOST="localhost", headers=headers)
            with CaptureQueriesContext(connection) as asked:
                page = client.get(address).content
        told[name] = [len(asked), len(page), len(gzip.compress(page, 6))]
    return told


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum.settings")
    part, *rest = sys.argv[1:]
    if part == "naive" or rest == ["naive"]:
        from benchmarks.naive import site
    import django

    django.setup()
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.core.management.color import no_style
    from django.db import connection, transaction
    from django.db.models import Max
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    if part == "ours":
        from forum.members import words
        from forum.members.models import Member
        from forum.models import House
        from moderation.models import Submission
        from stories.management.commands.grow import fill
        from stories.models import Story, Topic, Voice
        from stories.reading import narrowed

    told = {"ours": lambda: ours(int(rest[0])), "naive": naive, "count": count}[part]()
    print(json.dumps(told))
