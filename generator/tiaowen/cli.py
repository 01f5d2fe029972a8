"""The command ``tiaowen``: arguments → pipeline. Results on standard output, progress and findings on standard
error.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NoReturn

import click
from click.shell_completion import get_completion_class
from msgspec import to_builtins

from tiaowen import __version__, options, pipeline
from tiaowen.config import load_settings
from tiaowen.console import Format, Steps, as_typed, counts, prepare_streams, print_findings, print_log, say
from tiaowen.diagnostics import ConfigurationError, finding
from tiaowen.exit_status import DONE, FAILED, Commands, ended
from tiaowen.model import Diagnostic
from tiaowen.questions import ask_site
from tiaowen.skeleton import create, proposed_name

# a library is millions of objects that stay: looking through them for cycles as often as Python would took an eighth
_COLLECT = (20_000, 10, 10)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and end the process with the contract's exit status."""
    prepare_streams()
    gc.set_threshold(*_COLLECT)
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status; every failure becomes a message."""
    return ended(commands, arguments)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
             subcommand_metavar="命令 …", options_metavar="[选项]")
@click.version_option(__version__, prog_name="tiaowen", help="显示版本。")
def commands() -> None:
    """条文：把一文件夹政策文件做成每一条都能引用、能检索的网站。"""


def _status(found: Sequence[Diagnostic], *, strict: bool = False) -> int:
    bad = {"error", "warning"} if strict else {"error"}
    return FAILED if any(item.severity in bad for item in found) else DONE


@commands.command()
@click.argument("folder", metavar="目录", type=options.TypedPath(file_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="覆盖已有的文件")
def init(folder: Path, force: bool) -> int:
    """新建一个网站：文件夹、带注释的设置、样例、GitHub Pages 工作流。"""
    name, place = "", ""
    if force or not (folder / options.CONFIG).exists():
        name, place = ask_site(proposed_name(folder), partial(pipeline.place_called, folder=folder))
    created = create(folder, version=__version__, force=force, name=name, place=place)
    for path in created.written:
        say(f"新建 {folder / path}")
    for path in created.kept:
        say(f"保留 {folder / path}（已存在；要覆盖请加 --force）")
    enter = [] if folder.resolve() == Path.cwd() else [f"cd {as_typed(folder)}"]
    say("\n".join(["下一步：", *(f"  {line}" for line in (*enter, "tiaowen serve", "tiaowen add 文件…"))]))
    return DONE


@commands.command()
@click.argument("given", metavar="文件或网址…", nargs=-1, required=True, type=options.FileOrAddress(exists=True))
@options.of_library
@click.option("--attachments", is_flag=True, help="连同网页里的附件一起取")
@click.option("--source-url", default="", help="来源网址（只对一个文件有意义）")
@click.option("--retrieved", default="", help="取得日期，例如 2026-11-22")
@click.option("--yes", is_flag=True, help="不提问，供脚本使用")
def add(given: tuple[Path | str, ...], sources: Path | None, config: Path | None, attachments: bool, source_url: str,
        retrieved: str, yes: bool) -> int:
    """把文件、文件夹里的全部文件或网址上的文件放进网站，显示程序的理解，写好旁注。"""
    settings = load_settings(config or options.CONFIG)
    folder = Path.cwd() / (sources or settings.sources)
    if not folder.is_dir() and not (Path.cwd() / options.CONFIG).is_file():
        raise ConfigurationError([options.no_site_here(os.path.relpath(folder))])
    from tiaowen.adding import add_each  # what it asks the network with need not be loaded for any other command

    values = {"source_url": source_url, "retrieved": retrieved}
    taken = add_each(given, folder, values, settings, attached=attachments, asking=not yes)
    if not taken:
        raise ConfigurationError([finding("K008", folder="、".join(map(str, given)))])
    if all(taken) and not yes:
        say("下一步：tiaowen serve 预览；每个文件的全部条款：tiaowen inspect 文件\n"
            "没有找到或读错的，写在同名的 .yml 里，例如 title、doc_number、issue_date：写上就以它为准", err=True)
    return DONE if all(taken) else FAILED


@commands.command()
@options.config
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="端口，默认 8000")
@options.jobs
def serve(config: Path | None, port: int, jobs: int) -> int:
    """在本机预览；源文件、模板、登记有改动就自动重建。"""

    told: list[pipeline.Result] = []

    def rebuild(preview: pipeline.Preview | None, may_break_off: Callable[[], None]) -> bool:
        try:
            request = options.request_of(config, jobs=jobs)
            with Steps() as steps:
                result = pipeline.build(request, steps.also(may_break_off), preview)
        except ConfigurationError as error:  # half-written configuration: say so and keep serving
            print_findings(error.diagnostics, "text", folder=Path.cwd(), result=False)
            return False
        if not told or result.written or result.findings != told[-1].findings:
            print_log(result.findings, folder=request.folder)
            say(pipeline.summary(request, result)[0], err=True)
        told[:] = [result]
        return result.built

    def ahead(shown: pipeline.Ahead | None) -> None:
        print_findings(shown.findings if shown else (), "text", folder=Path.cwd(), result=False)
        say(pipeline.shown_ahead(shown), err=True)

    pipeline.serve(options.request_of(config, jobs=jobs), rebuild, ahead, port=port,
                   started=lambda url: say(f"{url}（按 Ctrl+C 结束）"))
    return DONE


@commands.command()
@options.of_site
@click.option("--no-site", is_flag=True, help="只生成 build/docs，不运行 MkDocs")
@click.option("--report", type=options.MadePath(".json"), help="把结果和用时写成 JSON")
@click.option("--offline-zip", type=options.MadePath(".zip"),
              help="另存一份可离线打开的压缩包")
@click.option("--scheduler", default="",
              help="用这个 Dask 调度器的各台机器解析，例如 tcp://10.0.0.5:8786（先 pip install tiaowen[cluster]）")
def build(sources: Path | None, config: Path | None, out: Path | None, site_url: str, jobs: int, strict: bool,
          locked: bool, no_site: bool, report: Path | None, offline_zip: Path | None, scheduler: str) -> int:
    """把源文件建成网站。"""
    if no_site and offline_zip:
        raise click.UsageError("--no-site 不建网站，也就没有 --offline-zip 的压缩包：去掉一个")
    request = options.request_of(config, sources, out, site_url, jobs, locked, not no_site, offline_zip, scheduler)
    with Steps() as steps:
        result = pipeline.build(request, steps)
    print_log(result.findings, folder=request.folder)
    if report:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(json.dumps(to_builtins(result), ensure_ascii=False, indent=1) + "\n",
                          encoding="utf-8", newline="\n")
    say("\n".join(pipeline.summary(request, result)))
    return _status(result.findings, strict=strict)


@commands.command()
@options.of_site
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="发现的格式")
def check(sources: Path | None, config: Path | None, out: Path | None, site_url: str, locked: bool, strict: bool,
          jobs: int, form: Format) -> int:
    """检查源文件、登记、永久链接和已建成的网站；不写任何文件。"""
    request = options.request_of(config, sources, out, site_url, jobs, locked)
    with Steps() as steps:
        result = pipeline.check(request, steps)
    print_findings(result.findings, form, folder=request.folder, result=True)
    say(pipeline.counted(result), err=True)
    say(f"发现：{counts(result.findings) or '没有问题'}", err=True)
    if result.size:
        say(pipeline.room(result.size), err=True)
    return _status(result.findings, strict=strict)


@commands.command()
@options.of_library
def freeze(sources: Path | None, config: Path | None) -> int:
    """把新的永久链接记入登记（site_config/permalinks/）；登记只增不减。"""
    with Steps() as steps:
        frozen = pipeline.freeze(options.request_of(config, sources), steps)
    for name in frozen.names:
        say(name)
    say("\n".join(pipeline.frozen_told(frozen)), err=True)
    return DONE


@commands.command()
@options.of_library
def doctor(sources: Path | None, config: Path | None) -> int:
    """看一遍整个网站：文件夹、登记、旁注、版本、没做完的事、磁盘；说明哪里不对、用哪一行改正。不写任何文件。"""
    request = options.request_of(config, sources)
    with Steps() as steps:
        health = pipeline.doctor(request, steps)
    for name, state in health.looked:
        say(f"{name}：{state}")
    print_findings(health.findings, "text", folder=request.folder, result=True)
    say(f"发现：{counts(health.findings) or '没有问题'}", err=True)
    return _status(health.findings)


@commands.command()
@click.argument("query", metavar="词语")
@click.option("--site", type=options.TypedPath(file_okay=False, path_type=Path), default=Path("site"),
              help="已建成的网站，默认 site")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，全部结果，最相关的在前")
def search(query: str, site: Path, as_json: bool) -> int:
    """检索已建成的网站，结果与网页上的检索一致。"""
    try:
        found, documents = pipeline.search(site, query), pipeline.documents_called(site, query)
    except FileNotFoundError:
        raise ConfigurationError([finding("K010", path=site.as_posix())]) from None
    if as_json:
        say(json.dumps(pipeline.hits_as_data(found), ensure_ascii=False, indent=1))
        return DONE
    if found and all(item.near for item in found) and not documents:
        say("没有一字不差的条款；下面是意思相符或相近的", err=True)
    for told in pipeline.hits_told(found, documents):
        say(told)
    say((f"{len(documents)} 份文件、" if documents else "") + f"{len(found)} 条", err=True)
    return DONE


@commands.command()
@click.argument("permalink", metavar="永久链接")
@click.option("--style", type=click.Choice(pipeline.STYLES), default=pipeline.STYLES[0], help="引用格式")
@click.option("--accessed", default="", callback=options.day, help="引用日期，例如 2023-02-15，默认今天")
@options.of_library
def cite(permalink: str, style: pipeline.Style, accessed: str, sources: Path | None, config: Path | None) -> int:
    """生成一份文件或一条的引用，例如：tiaowen cite p/weifa-2023-3.html#c-2-1。"""
    site_url = permalink.rpartition("/p/")[0] if permalink.startswith(("https://", "http://")) else ""
    try:
        request = options.request_of(config, sources, site_url=site_url)
        cited = pipeline.cite_address(request, permalink, style, accessed=accessed or date.today().isoformat())
    except LookupError as error:
        say(str(error.args[0]), err=True)
        return FAILED
    say(cited.text)
    for note in cited.notes:
        say(note, err=True)
    if not request.settings.site_url:
        say("引用里没有网址：site_config/site.yml 的 site_url 还没有填", err=True)
    return DONE


@commands.command()
@click.argument("policy", metavar="永久链接")
@click.option("--html", type=options.TypedPath(dir_okay=False, path_type=Path), help="写成一个独立的网页文件")
@click.option("--epub", type=options.TypedPath(dir_okay=False, path_type=Path), help="写成一本电子书（EPUB）")
@options.of_library
def export(policy: str, html: Path | None, epub: Path | None, sources: Path | None, config: Path | None) -> int:
    """把一份文件存成一个独立的文件，例如：tiaowen export p/weifa-2023-3.html --html 意见.html；文号也可以。"""
    request = options.request_of(config, sources)
    if why := pipeline.unfit_to_write(request, html, epub):
        raise click.UsageError(why)
    try:
        written = pipeline.export(request, policy, html, epub)
    except LookupError as error:
        say(str(error.args[0]), err=True)
        return FAILED
    for note in written.notes:
        say(note, err=True)
    for file in written.files:
        say(file.as_posix())
    return DONE


@commands.command()
@click.argument("file", metavar="文件", type=options.TypedPath(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="按 tiaowen/inspect/1 输出 JSON")
@click.option("--why", is_flag=True, help="每一条里，哪条规则取了或没取哪个事实")
def inspect(file: Path, as_json: bool, why: bool) -> int:
    """显示程序对一个文件的理解。"""
    policy, document = pipeline.inspect_file(file, Path.cwd(), why=why)
    say(json.dumps(document, ensure_ascii=False, indent=1) if as_json else pipeline.outline(document))
    if why and not as_json:
        say(f"\n{pipeline.reasons_told(document)}")
    if not as_json:
        print_findings(policy.diagnostics, "text", folder=file.parent, result=False)
    return _status(policy.diagnostics)


@commands.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """输出补全命令的脚本，例如：tiaowen completion bash >> ~/.bashrc。"""
    found = get_completion_class(shell)
    assert found is not None
    say(found(commands, {}, "tiaowen", "_TIAOWEN_COMPLETE").source())
    return DONE
