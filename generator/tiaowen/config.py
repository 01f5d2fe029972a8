"""The site's own settings: ``site_config/site.yml`` → Settings. Every error with its line; an unknown key answered with
the nearest known one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct, structs

from tiaowen.diagnostics import ConfigurationError, finding
from tiaowen.folders import stands
from tiaowen.yamlfile import compose, convert

Twin = Literal["json", "xml", "txt", "md"]
RelativeFolder = Annotated[str, Meta(pattern=r"^(?!/)(?![A-Za-z]:)(?!(.*/)?\.\.(/|$))[^\\]+$")]
CitationCode = Annotated[str, Meta(pattern=r"^[A-Z]{0,3}$")]
ZipPath = Annotated[str, Meta(pattern=r"^([A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\.zip$|^$")]
PLAIN = r'^[^<>&"\n]*$'  # the theme writes the name into the page as it is
NOTICE = "本页为整理本，以发布机关公布的文本为准。"


class Fetching(Struct, frozen=True, kw_only=True):
    """How much one address may cost that ``add`` asks for."""

    redirects: Annotated[int, Meta(ge=0, le=20, description="最多跟几次转向")] = 5
    megabytes: Annotated[int, Meta(ge=1, le=1000, description="一个文件最多多少 MB")] = 50
    seconds: Annotated[int, Meta(ge=1, le=600, description="一个网址最多等多少秒")] = 30
    pause: Annotated[float, Meta(ge=0, le=60, description="每取一个附件之前停几秒")] = 1


class Limits(Struct, frozen=True, kw_only=True):
    """What one source file may cost; no real text comes near."""

    megabytes: Annotated[int, Meta(ge=1, le=10_000, description="一个源文件最多多少 MB，超过的不读")] = 200
    seconds: Annotated[
        int, Meta(
            ge=0, le=86_400,
            description="一个源文件最多用多少秒处理器时间，超过的不采用；0 为不限（Windows 上总是不限）")] = 600
    memory: Annotated[int, Meta(ge=0, le=1_000_000,
                                description="读一个源文件最多再用多少 MB 内存；0 为不限（只在 Linux 上管用）")] = 4000
    pages: Annotated[int, Meta(ge=1, le=1_000_000, description="PDF、OFD 最多读多少页，更多的会报告")] = 3000
    scanned: Annotated[int, Meta(ge=1, le=1_000_000,
                                 description="从图片识别时最多读多少页（一页要几秒），更多的会报告")] = 300
    drawn: Annotated[int, Meta(ge=0, le=10_000_000,
                               description="PDF 的一页最多多少条线和图形；更多的是图纸，只读文字，不找表格")] = 4000
    rows: Annotated[int, Meta(ge=1, le=2_000_000, description="一张工作表最多读多少行，更多的会报告")] = 20_000
    columns: Annotated[int, Meta(ge=1, le=20_000, description="一张工作表最多读多少列，更多的会报告")] = 60


class Settings(Struct, frozen=True, kw_only=True):
    """What the people of one site decide. The file is optional: each field has a default."""

    site_name: Annotated[str, Meta(pattern=PLAIN, min_length=1,
                                   description="网站名称，显示在页眉和浏览器标题；不能含尖括号、引号和 &")] = "条文"
    site_description: Annotated[str, Meta(pattern=PLAIN,
                                          description="一句话介绍，用于首页和搜索引擎")] = "政策文件逐条引用、逐字检索"
    place: Annotated[
        str, Meta(max_length=60,
                  description="文件多半是哪里的，例如 山东省威海市：tiaowen add 找不到地区时，回车就用它；可留空")] = ""
    site_url: Annotated[str, Meta(pattern=r"^(https?://[^\s?#]+)?$",
                                  description="公开网址；永久链接、引用和站点地图用它。留空：只在本机使用")] = ""
    repo_url: Annotated[str, Meta(pattern=r"^(https?://\S+)?$", description="源文件所在的代码仓库网址，可留空")] = ""
    contact: Annotated[str, Meta(pattern=r"^([^@\s<>\"']+@[^@\s<>\"']+)?$", description="勘误联系邮箱，可留空")] = ""
    notice: Annotated[str, Meta(min_length=1, description="每份文件页上的声明")] = NOTICE
    twins: Annotated[
        tuple[Twin, ...], Meta(
            description="每份文件旁的机器可读副本：json、xml、txt，还可写 md。网址一经公布就不应撤下")] = (
                "json", "xml", "txt")
    citation_code: Annotated[
        CitationCode, Meta(description="GB/T 7714 文献类型代码；留空：2025 版用 EB，2015 版用 A（该标准 4.6）")] = ""
    offline_zip: Annotated[
        ZipPath, Meta(description="离线压缩包放在网站的哪里，例如 offline/site.zip；留空则不放")] = ""
    sources: Annotated[RelativeFolder, Meta(description="源文件夹，相对于站点文件夹")] = "docs_src/policies"
    pages: Annotated[RelativeFolder, Meta(description="手写页面的文件夹，相对于站点文件夹")] = "docs_src/pages"
    fetch: Annotated[Fetching, Meta(description="tiaowen add 取网址时的限度")] = Fetching()
    limits: Annotated[Limits, Meta(description="一个源文件的限度")] = Limits()
    out: Annotated[RelativeFolder, Meta(description="建成的网站放在哪里，相对于站点文件夹")] = "site"


def load_settings(file: Path) -> Settings:
    """The settings in the file; the defaults when there is no file or it is empty.

    Raises ConfigurationError with every finding, each at its line, when the file does not fit.
    """
    path = f"{file.parent.name}/{file.name}" if file.parent.name else file.name
    if not stands(file):
        return Settings()
    located, found = compose(file, path)
    if found:
        raise ConfigurationError(found)
    if located is None:
        return Settings()
    settings, found = convert(located, Settings, path)
    if settings is None:
        raise ConfigurationError(found)
    found = [finding("K002", path=path, line=located.lines[key], key=key, detail=f"不是网址：{value}")
             for key in ("site_url", "repo_url") if not is_web_address(value := str(getattr(settings, key)))]
    if found:
        raise ConfigurationError(found)
    return _joinable(settings)


def is_web_address(value: str) -> bool:
    """Whether the value is empty or an address that programs can take apart: https://[ is none."""
    try:
        parts = urlsplit(value)
        if not value.isprintable():  # line breaks and NUL bytes: no program that reads the page takes them
            return False
        return not value or bool(parts.hostname) and (parts.port is None or parts.port >= 0)
    except ValueError:
        return False


def at_address(settings: Settings, site_url: str) -> Settings:
    """The same settings with the public address that the command line gives. Raises ConfigurationError when it is
    none.
    """
    try:
        msgspec.convert({"site_url": site_url}, Settings)
        if not is_web_address(site_url):
            raise ValueError(site_url)
    except (msgspec.ValidationError, ValueError) as error:
        told = f"{site_url}（应以 https:// 或 http:// 开头，不含空格、? 和 #）"
        raise ConfigurationError([finding("K002", path="--site-url", key="site_url", detail=told)]) from error
    return _joinable(structs.replace(settings, site_url=site_url))


def _joinable(settings: Settings) -> Settings:
    """The same settings with the public address ending in a slash, so that addresses can be joined to it."""
    url = settings.site_url
    return structs.replace(settings, site_url=url if not url or url.endswith("/") else f"{url}/")
