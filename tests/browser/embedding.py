"""A record to embed, the tags that embedders write, and what it means that a frame fits."""

from tests import make

FAR = "<p style='height: 8000px'>A long read.</p>"


def make_record() -> list:
    """Four quotes (the fourth in Japanese), a round, a duty with four steps: all published."""
    japanese = make.make_quote(
        headline="What he said in Japanese",
        text="極めて遺憾だ",
        text_language="ja",
        translation="extremely regrettable",
        translation_language="en",
        translation_origin="publisher",
    )
    entries = [make.make_quote(when=f"2025-04-{day}") for day in (11, 12, 13)]
    entries += [japanese, make.make_round(), make.make_measure_change()]
    for day in (10, 20, 30):
        entries.append(
            make.make_measure_change(
                action="amended", duty=f"{day}%", effective_from=f"2025-05-{day}T00:01", when="2025-05-01"
            )
        )
    for entry in entries:
        make.publish(entry)
    return entries


def frame_tag(site: str, path: str = "/embed/timeline/?limit=2", **attributes) -> str:
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<iframe src="{site}{path}" title="Timeline" width="100%" height="300"{more}></iframe>'


def quotation(site: str, path: str = "/embed/timeline/?limit=2") -> str:
    return (
        f'<blockquote class="tradewatch" data-src="{site}{path}" data-title="Timeline">'
        f'<p><a href="{site}/timeline/">The timeline</a></p></blockquote>'
    )


def script(site: str) -> str:
    return f'<script async src="{site}/embed/v1.js"></script>'


def fits(page, number: int = 0) -> None:
    """Wait until a frame is exactly as high as what it holds, with no bar of its own."""
    element = page.locator("iframe").nth(number)
    element.scroll_into_view_if_needed()
    frame = element.element_handle().content_frame()
    frame.wait_for_load_state()
    frame.evaluate(_SETTLES)


# A promise, because looking again from outside would need eval, which the frame's policy forbids.
_SETTLES = """() => new Promise((done, fail) => {
  const most = performance.now() + 10000;
  (function look() {
    const high = document.documentElement.getBoundingClientRect().height;
    const fits = Math.abs(innerHeight - high) <= 2 && document.documentElement.scrollHeight <= innerHeight;
    if (fits) done();
    else if (performance.now() < most) setTimeout(look, 20);
    else fail(new Error(`The frame has ${innerHeight} pixels for ${high}`));
  })();
})"""
