"""What a command did, in sentences for a console."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiaowen.console import counts
from tiaowen.pipeline.counting import documents_in_words
from tiaowen.pipeline.library import Request
from tiaowen.pipeline.result import Result
from tiaowen.site.check import SiteSize

if TYPE_CHECKING:
    from tiaowen.pipeline.commands import Frozen
    from tiaowen.pipeline.serving import Ahead


def summary(request: Request, result: Result) -> list[str]:
    """What was done, in a few lines: documents, findings, where the site is and how to open it."""
    lines = [f"文件：{documents_in_words(result.documents)}；用时 {sum(result.seconds.values()):.1f} 秒"]
    if found := counts(result.findings):
        lines.append(f"发现：{found}（全部列出：tiaowen check）")
    if result.built:
        program = "make" if (request.folder / "Makefile").is_file() else "tiaowen"
        lines += [f"网站：{request.out}", f"打开：双击 {request.out / 'index.html'}", f"预览：{program} serve"]
    elif request.site:
        lines.append("网站没有更新：先改正上面的错误。上一次建成的保持原样")
    else:
        lines.append(f"页面：{request.folder / 'build' / 'docs'}")
    if result.archive and request.offline_zip:
        lines.append(
            f"离线包：{request.offline_zip}（{result.archive.size / 1e6:.1f} MB，SHA-256 {result.archive.sha256}）")
    return lines


def shown_ahead(ahead: Ahead | None) -> str:
    """What an open page shows now: the changed text alone, the rest to follow. None: everything is in memory for
    that.
    """
    if ahead is None:
        return "已就绪：改动的文件马上更新，列表、检索和检查随后"
    if not ahead.pages:
        return "这份文件现在不能发布，页面保持上一次的样子；正在更新其余部分"
    return f"已更新：{'、'.join(ahead.pages)}（{ahead.seconds:.1f} 秒）；正在更新列表、检索和检查"


def counted(result: Result) -> str:
    """The documents of the sources by what became of them."""
    return f"文件：{documents_in_words(result.documents)}"


def room(size: SiteSize) -> str:
    """How big the site is, and how many more documents GitHub Pages has room for."""
    room = f"；按每份文件的平均大小，GitHub Pages 还放得下约 {size.room} 份" if size.documents else ""
    return f"网站：{size.documents} 份发布的文件，{size.files} 个文件、{size.size / 1e6:.1f} MB{room}"


def frozen_told(frozen: Frozen) -> list[str]:
    """How many addresses are recorded now, and which are not."""
    told = []
    if frozen.left_out:
        told.append(f"地区未知的 {len(frozen.left_out)} 个机构没有登记（例如 {frozen.left_out[0]}）；在旁注文件里写明 "
                    "jurisdiction（地区）后再登记")
    again = f"，更新了 {len(frozen.changed)} 个地址的记录" if frozen.changed else ""
    return [*told, (f"登记了 {len(frozen.names)} 个新地址" if frozen.names else "没有新的地址") + again]
