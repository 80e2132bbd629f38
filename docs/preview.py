"""Pictures of what Dateline shows in Discord: ``python -m docs.preview FOLDER`` writes HTML and PNGs with Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
from html import escape
from pathlib import Path

from PIL import Image, ImageChops

from bot.discord_app.shown import Message, Text
from docs.scenes import Scene, scenes
from tests.bot.discord_app.dialect import Node, parse

IMAGES = Path(__file__).parent / "images"
# Which pictures are kept, in which look.
KEPT = {
    "answer": ("dark", "light", "phone"), "vietnamese": ("dark",), "refusal": ("phone",), "quotes": ("dark",),
    "why": ("light",), "sources": ("phone",), "article": ("dark",),
}  # fmt: skip
_WIDTHS = {"dark": 700, "light": 700, "phone": 390}
_COLOURS = 96
_TAGS = {"strong": "b", "em": "i", "underline": "u", "strike": "s", "code": "code", "subtext": "small", "heading": "h3",
         "quote": "blockquote"}  # fmt: skip
_STYLE = """
:root { --back:#313338; --box:#2b2d31; --edge:#3f4147; --text:#dbdee1; --head:#f2f3f5; --dim:#949ba4; --link:#00a8fc;
        --button:#4e5058; --label:#fff; --bar:#4e5058 }
.light { --back:#fff; --box:#f7f7f8; --edge:#e1e2e4; --text:#2e3338; --head:#060607; --dim:#5c5e66; --link:#006ce7;
         --button:#e3e5e8; --label:#2e3338; --bar:#c4c9ce }
* { box-sizing:border-box; margin:0 }
body { background:var(--back); color:var(--text); font:16px/1.375 "gg sans","Open Sans",sans-serif; padding:16px;
       display:flex; gap:16px }
.avatar { flex:0 0 40px; height:40px; border-radius:50%; background:#5865f2; color:#fff; display:grid;
          place-items:center; font-weight:700 }
main { flex:1; min-width:0 }
header { color:var(--dim); font-size:12px; margin-bottom:4px }
header b { color:var(--head); font-size:16px; font-weight:600; margin-right:4px }
header span { background:#5865f2; color:#fff; border-radius:4px; padding:1px 5px; margin-right:6px; font-weight:600 }
.box { background:var(--box); border:1px solid var(--edge); border-radius:8px; padding:16px; max-width:600px;
       margin-bottom:8px; overflow-wrap:anywhere }
.text { white-space:break-spaces }
.text + .text { margin-top:8px }
hr { border:0; border-top:1px solid var(--edge); margin:12px 0 }
small { display:block; color:var(--dim); font-size:13px; line-height:1.4 }
h3 { color:var(--head); font-size:16px; line-height:1.375 }
a { color:var(--link); text-decoration:none }
b { font-weight:650 }
blockquote { border-left:4px solid var(--bar); border-radius:4px; padding-left:12px }
code { background:var(--back); border:1px solid var(--edge); border-radius:4px; padding:0 4px; font-size:85% }
.item { padding-left:18px; text-indent:-12px; display:block }
.buttons { display:flex; flex-wrap:wrap; gap:8px; margin-top:12px }
.buttons span { background:var(--button); color:var(--label); border-radius:8px; padding:5px 14px; font-size:14px;
                font-weight:500; line-height:20px }
footer { color:var(--dim); font-size:12px; margin-top:4px }
.phone { padding:12px; gap:10px } .phone .box { padding:12px }
"""
_PRIVATE = {"en": "Only you can see this", "vi": "Chỉ bạn mới có thể thấy tin nhắn này"}


def page(scene: Scene, look: str) -> str:
    """Return the HTML of a scene in one look: ``dark``, ``light`` or ``phone`` (dark and narrow)."""
    boxes = [_box(message) for message in scene.shown.messages]
    buttons = "".join(f"<span>{escape(label)}</span>" for label in scene.buttons)
    boxes[-1] = boxes[-1].removesuffix("</div>") + (
        f'<div class="buttons">{buttons}</div></div>' if buttons else "</div>"
    )
    foot = f"<footer>👁 {_PRIVATE[scene.language]}</footer>" if scene.private else ""
    return (
        f'<!doctype html><meta charset="utf-8"><title>Dateline</title><style>{_STYLE}</style><body class="{look}">'
        f'<div class="avatar">D</div><main><header><b>Dateline</b><span>APP</span>10:24</header>'
        f"{''.join(boxes)}{foot}</main>"
    )


def _box(message: Message) -> str:
    blocks = [
        f'<div class="text">{_html(parse(it.markdown))}</div>' if isinstance(it, Text) else "<hr>"
        for it in message.blocks
    ]
    return f'<div class="box">{"".join(blocks)}</div>'


def _html(nodes: tuple[Node, ...]) -> str:
    made = ""
    for before, node in zip((None, *nodes), nodes, strict=False):
        # A block ends its line by itself.
        if node.text == "\n" and before and before.kind in {"subtext", "heading", "item", "quote"}:
            continue
        made += _one(node)
    return made


def _one(node: Node) -> str:
    inner = escape(node.text) + _html(node.children)
    if node.kind == "link":
        return f'<a href="{escape(node.target)}">{inner}</a>'
    if node.kind == "item":
        return f'<span class="item">• {inner}</span>'
    tag = _TAGS.get(node.kind)
    return f"<{tag}>{inner}</{tag}>" if tag else inner


def picture(html: Path, look: str) -> Path:
    """Return the PNG that Chromium makes of a page, without the empty space below."""
    png = html.with_suffix(".png")
    browser = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=2", "--disable-gpu"]
    size = f"--window-size={_WIDTHS[look]},1600"
    subprocess.run([browser, *options, size, f"--screenshot={png}", html.as_uri()], check=True, capture_output=True)
    image = Image.open(png).convert("RGB")
    empty = Image.new("RGB", image.size, image.getpixel((0, image.height - 1)))
    bottom = ImageChops.difference(image, empty).getbbox()[3] + 24
    image.crop((0, 0, image.width, bottom)).quantize(_COLOURS, dither=Image.Dither.NONE).save(png, optimize=True)
    return png


def main(folder: Path) -> None:
    """Write every scene in every look to ``folder``, and the kept ones to ``docs/images``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, scene in scenes().items():
        for look in _WIDTHS:
            html = folder / f"{name}-{look}.html"
            html.write_text(page(scene, look), "utf-8")
            png = picture(html, look)
            if look in KEPT[name]:
                shutil.copy(png, IMAGES / png.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
