"""What axe-core says of a page, for the tests that drive a browser."""

import json
from pathlib import Path


def serious(page):
    """What axe-core finds that is serious or critical, by rule: with how many places and the first of them.

    The page's own policy forbids scripts; axe is put in by the browser's debugger, which is not bound by it.
    """
    import axe_playwright_python

    page.evaluate((Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(found => JSON.stringify(found))")
    results = json.loads(found)
    assert len(results["passes"]) > 10
    bad = [it for it in results["violations"] if it["impact"] in ("serious", "critical")]
    return {it["id"]: (len(it["nodes"]), it["nodes"][0]["html"][:200]) for it in bad}
