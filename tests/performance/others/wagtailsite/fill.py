"""`python -m tests.performance.others.wagtailsite.fill FILE`: tables, and a story for every line of JSON in the file.

Where the stories are there already nothing is done. Rows are inserted as Wagtail's own tree would have them; adding
ten thousand pages one by one takes it minutes.
"""

import json
import os
import sys
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.performance.others.wagtailsite.settings"


def main(file: str) -> None:
    django.setup()
    from django.contrib.contenttypes.models import ContentType
    from django.core.management import call_command
    from django.db import connection
    from wagtail.models import Locale, Page, Site

    from tests.performance.others.wagtailsite.models import StoryIndexPage, StoryPage

    call_command("migrate", verbosity=0)
    stories = [json.loads(line) for line in Path(file).read_text().splitlines()]
    if StoryPage.objects.count() == len(stories):
        return
    index = StoryIndexPage(title="Stories", slug="stories")
    Page.objects.get(depth=1).add_child(instance=index)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": index, "hostname": "127.0.0.1", "port": 80}
    )
    shared = {
        "depth": index.depth + 1,
        "live": True,
        "locale": Locale.get_default(),
        "content_type": ContentType.objects.get_for_model(StoryPage),
    }
    pages = Page.objects.bulk_create(
        Page(
            path=Page._get_path(index.path, index.depth + 1, n),
            title=story["headline"],
            draft_title=story["headline"],
            slug=f"story-{n}",
            url_path=f"{index.url_path}story-{n}/",
            **shared,
        )
        for n, story in enumerate(stories, start=1)
    )
    Page.objects.filter(pk=index.pk).update(numchild=len(pages))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {StoryPage._meta.db_table} (page_ptr_id, date, kind, summary) VALUES (%s, %s, %s, %s)",  # noqa: S608
            [
                (page.pk, story["date"], story["kind"], story["summary"])
                for page, story in zip(pages, stories, strict=True)
            ],
        )
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main(sys.argv[1])
