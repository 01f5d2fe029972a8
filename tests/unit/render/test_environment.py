"""A site's own templates: a mistake in one is told with its file and line; a mistake in the program's own is a bug."""

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, UndefinedError
from tiaowen.diagnostics import ConfigurationError
from tiaowen.render.environment import own_templates, templates_of


@pytest.mark.parametrize(("text", "line", "said"), [
    (b"a\n{{ titel }}\n", 2, "'titel' is undefined"),
    (b"a\n\n{% if %}{% endif %}", 3, "Expected an expression"),
    (b"{% for a in b %}", 1, "end of template"),
    ("中文".encode("gb18030"), 1, "不是 UTF-8"),
    (b"a\n{% include 'pages/gone.j2' %}", 2, "gone.j2"), (b"a\n{{ 1 // 0 }}", 2, "by zero"),
    (b"a\n\n{{ 'a' | round }}", 3, "str"), (b"{{ {'a': 1}['a'].b.c() }}", 1, "no attribute"),
])
def test_a_mistake_has_its_place(tmp_path: Path, text: bytes, line: int, said: str) -> None:
    file = tmp_path / "templates/pages/home.md.j2"
    file.parent.mkdir(parents=True)
    file.write_bytes(text)
    with pytest.raises(ConfigurationError) as caught, own_templates(tmp_path):
        templates_of(tmp_path).get_template("pages/home.md.j2").render()
    (found,) = caught.value.diagnostics
    assert (found.code, found.path, found.line) == ("K017", "templates/pages/home.md.j2", line)
    assert said in found.message


def test_the_theme_is_named_by_the_file_it_is_copied_from(tmp_path: Path) -> None:
    for folder in ("templates/theme", "build/theme"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "main.html").write_text("\n{{ nope }}", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="^templates/theme/main.html:2: K017"), own_templates(tmp_path):
        Environment(loader=FileSystemLoader(tmp_path / "build/theme"),
                    undefined=StrictUndefined).get_template("main.html").render()


def test_a_mistake_of_the_programs_own_template_stays_a_bug(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError), own_templates(tmp_path):
        templates_of(tmp_path).get_template("pages/home.md.j2").render()
    with pytest.raises(TemplateError), own_templates(tmp_path):
        raise TemplateError("x")
