"""Findings with their source line and a caret; progress that fits a log."""

from pathlib import Path

import pytest
from tiaowen import console
from tiaowen.console import Steps, counts, print_findings, print_log
from tiaowen.diagnostics import finding
from tiaowen.model import Policy, SourceInfo
from tiaowen.pipeline import place_called
from tiaowen.questions import ask, ask_site


def shown(capsys: pytest.CaptureFixture[str], folder: Path, **place: object) -> list[str]:
    print_findings([finding("K005", id="x", **place)], "text", folder=folder, result=True)  # type: ignore[arg-type]
    return capsys.readouterr().out.splitlines()[1:]


def test_the_caret_stands_below_the_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("第一行\n完成3万 元投资\n", encoding="utf-8")
    assert shown(capsys, tmp_path, path="a.txt", line=2, col=5) == ["    2 | 完成3万 元投资",
                                                                    "      | \u3000\u3000 \u3000^"]


def test_a_long_line_is_cut_around_the_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("甲" * 300 + "乙" + "丙" * 300, encoding="utf-8")
    line, caret = shown(capsys, tmp_path, path="a.txt", line=1, col=301)
    assert line == "    1 | " + "甲" * 60 + "乙" + "丙" * 60
    assert len(caret) == len("      | ") + 61


def test_without_a_column_the_caret_stands_below_the_words_the_finding_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("由海苑委负责\n", encoding="utf-8")
    print_findings([finding("F001", path="a.txt", line=1, name="海苑委")], "text", folder=tmp_path, result=True)
    assert capsys.readouterr().out.splitlines()[1:] == ["    1 | 由海苑委负责", "      | \u3000^"]


def test_the_words_are_found_in_the_traditional_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("推進" * 50 + "壓減煤炭消費(fèi)萬噸,推動", encoding="utf-8")
    print_findings([finding("P003", path="a.txt", line=1, example="减煤炭消费万吨。推")], "text",
                   folder=tmp_path, result=True)
    line, caret = capsys.readouterr().out.splitlines()[1:]
    assert line.index("減") == caret.index("^")


@pytest.mark.parametrize("place", [
    {"path": "absent.txt", "line": 1}, {"path": "a.txt", "line": 9}, {"path": "a.txt"},
    {"path": "a.pdf", "line": 1}, {},
])
def test_no_excerpt_where_there_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                        place: dict[str, object]) -> None:
    (tmp_path / "a.txt").write_text("一\n", encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    assert shown(capsys, tmp_path, **place) == []


@pytest.mark.parametrize(("data", "line"), [
    ("\ufeff一、标题\n第二行\n".encode(), 1), ("正文\r\n一、标题\r\n".encode("gb18030"), 2),
    ("正文\x0c正文\n一、标题\n".encode(), 2),
    ("正文\r一、标题".encode(), 2),
], ids=["byte order mark", "GB 18030", "form feed", "old Mac"])
def test_the_line_is_shown_as_it_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes,
                                         line: int) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert shown(capsys, tmp_path, path="a.txt", line=line) == [f"    {line} | 一、标题"]


def test_a_damaged_text_is_shown_with_its_damage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_bytes("一、总体要求和工作".encode() + b"\xe7\n")
    assert shown(capsys, tmp_path, path="a.txt", line=1) == ["    1 | 一、总体要求和工作�"]


def test_of_a_text_in_utf_16_nothing_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_bytes("一、标题\n".encode("utf-16"))
    assert shown(capsys, tmp_path, path="a.txt", line=1) == []


def test_terminal_commands_in_a_text_are_not_obeyed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("\x1b[2J\u202e清屏", encoding="utf-8")
    (line,) = shown(capsys, tmp_path, path="a.txt", line=1)
    assert line == "    1 | �[2J�清屏"


def test_a_path_outside_the_folder_shows_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (tmp_path / "in").mkdir()
    assert shown(capsys, tmp_path / "in", path="../secret.txt", line=1) == []


def test_a_build_tells_every_error_and_of_warnings_alike_the_first(tmp_path: Path,
                                                                   capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("甲\n乙\n", encoding="utf-8")
    many = [finding("P003", path="a.txt", line=number, example="甲") for number in (1, 2)]
    print_log([*many, finding("R016", path="b.txt"), finding("R016", path="c.txt")], folder=tmp_path)
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["b.txt", "c.txt", "a.txt"]
    assert lines[-1].endswith("…这个文件里同类的共 2 处") and ":1: P003" in lines[-1]


@pytest.mark.parametrize(("path", "typed"), [
    ("my-site", "my-site"), ("我的 网站", '"我的 网站"'), ("-x", "./-x"), ('a"b', "'a\"b'"), ("a $b", "'a $b'"),
])
def test_a_path_is_shown_as_a_shell_takes_it(path: str, typed: str) -> None:
    assert console.as_typed(Path(path)) == typed


def test_counts_in_words() -> None:
    items = [finding("K005", id="1"), finding("K005", id="2"), finding("S001", detail="x")]
    assert counts(items) == "2 个错误、1 个警告"
    assert counts([]) == ""
    assert counts([finding("K005", path=path, id="1") for path in "abcda"]) == "5 个错误（a、b、c 等）"


def test_progress_in_a_log_is_a_line_every_few_seconds(monkeypatch: pytest.MonkeyPatch,
                                                       capsys: pytest.CaptureFixture[str]) -> None:
    now = [100.0]
    monkeypatch.setattr(console.time, "monotonic", lambda: now[0])
    with Steps() as steps:
        for done in range(1, 41):
            now[0] += 0.25
            steps("读取", done, 80)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("读取 20/80（4/秒，约剩 14 秒）")


def test_a_place_is_asked_first_and_again_until_a_table_knows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    places = {"威海": {"province": "山东省", "city": "威海市"}}
    answers = iter(["火星市", "威海", "标题", "2023-02-15", ""])
    asked: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)

    def read(prompt: str, **rest: object) -> str:
        asked.append(prompt)
        return next(answers)

    monkeypatch.setattr("click.termui.visible_prompt_func", read)
    said = ask(Policy(source=SourceInfo(path="a.txt", format="text", encoding="utf-8", sha256="", size=0)),
               lambda name: places.get(name, {}))
    assert said == {"jurisdiction": places["威海"], "title": "标题", "issue_date": "2023-02-15", "source_url": ""}
    assert len(asked) == 5


def test_nobody_is_asked_where_nobody_sits() -> None:
    policy = Policy(source=SourceInfo(path="a.txt", format="text", encoding="utf-8", sha256="", size=0))
    assert ask(policy, lambda name: {}) == {}


@pytest.mark.parametrize(("name", "place"), [
    ("山东省威海市", ["山东省", "威海市"]), (" 威海 ", ["山东省", "威海市"]),
    ("荣成市", ["山东省", "威海市", "荣成市"]),
    ("火星市", []), ("朝阳区", []), ("北京市 朝阳区", ["北京市", "北京市", "朝阳区"]), ("山东省", ["山东省"]),
])
def test_a_place_is_known_by_its_own_name_only(name: str, place: list[str], tmp_path: Path) -> None:
    assert list(place_called(name, tmp_path).values()) == place


def typed(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """A person at the console types these lines."""
    lines = iter(answers)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda prompt, **rest: next(lines))


@pytest.mark.parametrize(("answers", "wanted"), [
    (("", ""), ("我的网站", "")), (('甲"<乙', "威海政策", "火星", "威海"), ("威海政策", "山东省威海市")),
    (("", "北京"), ("我的网站", "北京市")),
])
def test_a_new_site_is_asked_for_its_name_and_place(monkeypatch: pytest.MonkeyPatch, answers: tuple[str, ...],
                                                    wanted: tuple[str, str]) -> None:
    known = {"威海": {"province": "山东省", "city": "威海市"}, "北京": {"province": "北京市", "city": "北京市"}}
    typed(monkeypatch, *answers)
    assert ask_site("我的网站", lambda name: known.get(name, {})) == wanted


@pytest.mark.parametrize(("answer", "wanted"), [
    ("", {"province": "山东省", "city": "威海市"}), ("-", None), ("北京", {"province": "北京市"})])
def test_the_place_of_a_site_is_proposed_and_never_taken_unasked(monkeypatch: pytest.MonkeyPatch, answer: str,
                                                                 wanted: dict[str, str] | None) -> None:
    known = {"山东省威海市": {"province": "山东省", "city": "威海市"}, "北京": {"province": "北京市"}}
    policy = Policy(source=SourceInfo(path="a.txt", format="text", encoding="utf-8", sha256="", size=0))
    assert ask(policy, lambda name: known.get(name, {}), "山东省威海市") == {}
    typed(monkeypatch, answer, "", "", "")
    said = ask(policy, lambda name: known.get(name, {}), "山东省威海市")
    assert said.get("jurisdiction") == wanted
