"""A seeded library of source texts: real clauses dealt out anew, with duties, targets, money and citations of each
other, as a site folder.

``python -m tests.bench.library DIR 1000 [SEED]`` writes one. The sentences are those of ``docs_src/policies`` and,
where it stands beside the checkout, of ``../shared/corpus/policies``; names of places and numbers are changed in every
document, so that no two are alike.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from msgspec import Struct
from tiaowen.clean.script import simplified
from tiaowen.numbering import match_label
from tiaowen.read import read
from tiaowen.text import int_to_chinese

ROOT = Path(__file__).parents[2]
POOL = (ROOT / "docs_src" / "policies", ROOT.parent / "shared" / "corpus" / "policies")
SETTINGS = "site_name: 条文\nsite_url: https://example.org/tiaowen/\ntwins: [{twins}]\n"
SIZE = 12_000  # bytes of text in a document, give or take a third
PER_PLACE = 12  # documents: a larger library has more places, and with them more agencies
HTML_EVERY = 8  # one document in so many is a web page
BODIES = (
    "发展改革委", "工业和信息化局", "财政局", "科技局", "商务局", "自然资源局", "人力资源社会保障局", "市场监管局",
    "生态环境局", "农业农村局",
    "教育局", "卫生健康委", "文化和旅游局", "交通运输局", "住房城乡建设局", "大数据局", "税务局", "应急局", "统计局",
    "国资委", "水利局", "医保局",
)
SUBJECTS = (
    "新能源汽车产业", "先进制造业", "现代物流业", "海洋经济", "民营经济", "生物医药产业", "人工智能", "乡村振兴",
    "营商环境", "科技创新",
    "纺织服装产业", "文化旅游业", "高端化工产业", "数字经济", "食品产业", "电子商务", "工业互联网", "节能环保产业",
    "养老服务", "建筑业",
)
FORMS = (
    "关于加快{s}高质量发展的实施意见", "关于促进{s}健康发展的若干政策", "关于推进{s}发展的指导意见",
    "关于支持{s}发展的若干措施", "{s}发展行动方案",
)
AIMS = (
    "到{year}年，全市{s}主营业务收入达到{n}亿元，年均增长{p}%以上。",
    "到{year}年底，培育规模以上企业{n}家以上，{p}%以上的企业实现数字化改造。",
    "{year}年底前建成公共服务平台{n}个，覆盖率达到{p}%。",
)
GRANTS = (
    "对首次认定的高新技术企业，给予最高{n}万元一次性奖励。",
    "对年度投资额{n}万元以上的项目，按实际投资额的{p}%给予补助，最高不超过{m}万元。",
    "对新建省级以上创新平台的单位，一次性给予{n}万元补助。",
)
_SENTENCE = re.compile("[^。；！？\n]{12,160}[。；]")
_BRACKETS = re.compile("[（(][^（）()]*[）)]")
_CITATION = re.compile("《[^》]*》")
_DIGITS = re.compile(r"(?<![\d第〔])\d{1,4}(?![\d年月日号])")


Matter = tuple[list[str], list[str]]  # sentences and headings


class Place(Struct, frozen=True):
    """A prefecture-level city: 威海市 of 山东省, whose numbers begin with 威."""

    name: str
    province: str


class Title(Struct, frozen=True):
    """What others cite a document by, and what it is about."""

    place: Place
    name: str
    number: str
    year: int
    subject: str


def write_library(folder: Path, size: int, *, seed: int = 1, twins: str = "json, xml, txt") -> None:
    """Make the folder a site of ``size`` documents: the same bytes for the same size and seed. The folder must be new
    or empty.
    """
    for name, text in documents(size, seed=seed):
        file = folder / "docs_src" / "policies" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    settings = folder / "site_config" / "site.yml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(SETTINGS.format(twins=twins), encoding="utf-8", newline="\n")


def documents(size: int, *, seed: int = 1) -> Iterator[tuple[str, str]]:
    """File name below ``docs_src/policies`` and text of each document."""
    rng = random.Random(seed)
    texts = pool()
    titles = _titles(size, rng)
    names = sorted({name for place in places()
                    for name in (place.name, place.name.removesuffix("市"), place.province, place.province[:2])},
                   key=lambda name: (-len(name), name))
    named = re.compile("|".join(map(re.escape, names)))
    for index, title in enumerate(titles):
        sentences, headings = _matter(texts, rng)
        lines = list(_lines(title, titles, sentences, headings, named, rng))
        page = index % HTML_EVERY == HTML_EVERY - 1
        yield (
            f"{index // 1000:02d}/{index:05d}.{'html' if page else 'txt'}",
            _page(title, lines) if page else "\n".join(lines) + "\n"
        )


def places() -> list[Place]:
    """The prefecture-level cities of GB/T 2260, with their provinces, in order of code."""
    rows = [
        line.split("\t") for line in (ROOT / "site_config" / "places.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    provinces = {code[:2]: name for code, _, name, _ in rows if code.endswith("0000")}
    return [Place(name, provinces[code[:2]]) for code, _, name,
            _ in rows if code.endswith("00") and code[2:4] != "00" and name.endswith("市")]


def pool() -> list[Matter]:
    """The sentences and the headings of each of the real texts that has enough of both, each once, in order."""
    out = []
    for file in (file for folder in POOL if folder.is_dir() for file in sorted(folder.iterdir())
                 if file.suffix in {".txt", ".html"}):
        sentences: dict[str, None] = {}
        headings: dict[str, None] = {}
        for line in read(file, file.name).lines:
            label = match_label(line.text)
            text = _BRACKETS.sub("", line.text[label.end:] if label else line.text).strip()
            first = text.partition("。")[0]
            if label and 4 <= len(first) <= 24 and not re.search("[，：；《]", first) and simplified(first) == first:
                headings[first] = None
            found = _SENTENCE.findall(_CITATION.sub("有关文件", text))
            # one script in a document
            sentences.update(dict.fromkeys(s for s in found if simplified(s) == s and "�" not in s))
        if len(sentences) >= 40 and len(headings) >= 8:
            out.append((list(sentences), list(headings)))
    return out


def _matter(texts: list[Matter], rng: random.Random) -> Matter:
    """What one document is made of: two real texts, so that it speaks of few things, as real ones do."""
    first, second = rng.sample(texts, 2)
    return first[0] + second[0], first[1] + second[1]


def _titles(size: int, rng: random.Random) -> list[Title]:
    out, numbers = [], count(1)
    cities = places()
    cities = rng.sample(cities, min(len(cities), max(3, size // PER_PLACE)))
    for _ in range(size):
        place, year, subject = rng.choice(cities), rng.randint(2012, 2025), rng.choice(SUBJECTS)
        name = f"{place.name}人民政府{rng.choice(FORMS).format(s=subject)}"
        out.append(Title(place, name, f"{place.name[0]}政发〔{year}〕{next(numbers) % 211 + 1}号", year, subject))
    return out


def _lines(title: Title, titles: list[Title], sentences: list[str], headings: list[str], named: re.Pattern[str],
           rng: random.Random) -> Iterator[str]:
    """A document as its lines: 版头, addressees, preamble, three levels of clauses, signature."""
    city = title.place.name

    def local(text: str) -> str:
        text = named.sub(lambda m: city if m[0].endswith("市") else title.place.province if m[0].endswith("省")
                         else city.removesuffix("市"), text)
        return _DIGITS.sub(lambda m: str(rng.randint(10 ** (len(m[0]) - 1), 10 ** len(m[0]) - 1)), text)

    def cited() -> str:
        other = rng.choice(titles)
        return f"《{other.name}》（{other.number}）"

    yield title.name
    yield title.number
    yield "各区市人民政府，市政府各部门、单位："
    yield f"为贯彻落实{cited()}精神，加快{title.subject}发展，结合我市实际，提出如下意见。"
    written, goal = 0, SIZE * rng.uniform(0.67, 1.33)
    for part in count(1):
        yield f"{int_to_chinese(part)}、{rng.choice(headings)}"
        for section in range(1, rng.randint(3, 6)):
            body = [local(rng.choice(sentences)) for _ in range(rng.randint(2, 5))]
            figures = {"n": rng.randint(3, 900), "p": rng.randint(2, 95), "m": rng.randint(900, 5000),
                       "year": title.year + rng.randint(1, 5)}
            body += [rng.choice(kind).format(s=title.subject, **figures) for kind,
                     chance in ((AIMS, 0.25), (GRANTS, 0.2)) if rng.random() < chance]
            body += [f"按照{cited()}的规定执行。"] if rng.random() < 0.15 else []
            tail = (
                f"（责任单位：{'、'.join('市' + name for name in rng.sample(BODIES, rng.randint(1, 4)))}）"
                if rng.random() < 0.6 else ""
            )
            text = f"（{int_to_chinese(section)}）{rng.choice(headings)}。{''.join(body)}{tail}"
            written += len(text.encode())
            yield text
            if rng.random() < 0.3:
                items = [f"{number}.{local(rng.choice(sentences))}" for number in range(1, rng.randint(3, 6))]
                written += sum(len(item.encode()) for item in items)
                yield from items
        if written >= goal:
            break
    yield f"{title.place.name}人民政府"
    yield f"{title.year}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"


def _page(title: Title, lines: list[str]) -> str:
    """The lines as the web page of a portal."""
    body = "\n".join(f"<p>{line}</p>" for line in lines[2:])
    return (
        f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>{title.name}_{title.place.name}人民政府</'
        f'title></head><body>\n'
            f'<div class="nav"><a href="/">首页</a> <a href="/zwgk">政务公开</a></div>\n<div '
            f'class="article"><h1>{lines[0]}</h1>\n<p>{lines[1]}</p>\n'
            f'{body}\n</div>\n<div class="footer">版权所有：{title.place.name}人民政府办公室</div></body></html>\n')


def main(arguments: list[str]) -> None:
    """Write the library that the command line asks for."""
    folder, size, *seed = arguments
    write_library(Path(folder), int(size), seed=int(*seed or ["1"]))


if __name__ == "__main__":
    main(sys.argv[1:])
