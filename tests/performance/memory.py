"""What a worker holds once it has answered every sort of question about a large record."""

from time import perf_counter

from tests.performance import addresses
from tests.performance.load import load
from tests.performance.servers import ours
from tests.performance.setting import Setting


def measure(setting: Setting) -> dict:
    """Megabytes before the first page and after some hundred different ones; seconds that the first page takes."""
    asked = addresses.timeline()
    with ours(setting.url, workers=1, hot=True) as server:
        before = server.memory()
        start = perf_counter()
        server.body("/timeline/")
        first = perf_counter() - start
        loaded = server.memory()
        steps = {}
        for name, every in asked.items():
            load(server, every, setting.seconds)
            steps[name] = server.memory()
        for place in ("/", "/measures/", "/calendar/", "/changes/", "/embed/timeline/", "/timeline.atom"):
            server.body(place)
            steps[place] = server.memory()
        return {
            "before": before,
            "loaded": loaded,
            "after": server.memory(),
            "most": server.memory("VmHWM"),
            "first": first,
            "steps": steps,
        }
