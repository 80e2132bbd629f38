from __future__ import annotations

import re

import pytest

from docs.preview import IMAGES, KEPT, page
from docs.scenes import scenes
from tests.conftest import ROOT

MOST_BYTES = 150_000


@pytest.mark.parametrize("name", KEPT)
def test_every_scene_can_be_drawn(name: str) -> None:
    scene = scenes()[name]
    for look in KEPT[name]:
        html = page(scene, look)
        assert f'class="{look}"' in html
        assert "\\" not in html.partition("</style>")[2]


def test_every_picture_is_small_and_shown() -> None:
    shown = set(re.findall(r"\(images/([\w.-]+)\)", (ROOT / "docs" / "README.md").read_text("utf-8")))
    assert (
        {path.name for path in IMAGES.iterdir()}
        == shown
        == {f"{name}-{look}.png" for name in KEPT for look in KEPT[name]}
    )
    assert max(path.stat().st_size for path in IMAGES.iterdir()) < MOST_BYTES
