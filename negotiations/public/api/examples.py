"""Five lines to begin with, as the page for people shows them; docs/api.md has the same, and tests run them."""

ADDRESS = "https://YOUR-TRADEWATCH"

PYTHON = f"""\
import json
from urllib.request import urlopen
with urlopen("{ADDRESS}/api/v1/entries?economy=JP&limit=5") as answer:
    for entry in json.load(answer)["data"]:
        print(entry["id"], entry["when"]["text"], entry["headline"])
"""

JAVASCRIPT = f"""\
const answer = await fetch("{ADDRESS}/api/v1/entries?economy=JP&limit=5");
const page = await answer.json();
for (const entry of page.data) {{
  console.log(entry.id, entry.when.text, entry.headline);
}}
"""
