"""Formulas as one line of text: Word's (OMML, ECMA-376 part 1, 22.1) and web pages' (MathML Core). What stands in them
is text of the clause.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lxml import etree

_RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_COMPOUND = re.compile(r"[+\-−×÷·/=<>≤≥]")


def formula_text(element: etree._Element) -> str:
    """The formula as a person would type it on one line: (甲+乙)/2, x², √(甲), ∑(i=1…n). ``element``: m:oMath,
    m:oMathPara or math.
    """
    name = _name(element)
    children = [child for child in element if isinstance(child.tag, str) and not _name(child).endswith("Pr")]
    rule = _RULES.get(name)
    if rule is not None:
        return rule(element, children)
    own = str(element.text or "").strip() if not children else ""
    return own + "".join(formula_text(child) for child in children)


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _part(children: Sequence[etree._Element], *names: str) -> str:
    return "".join(formula_text(child) for child in children if _name(child) in names)


def _nth(children: Sequence[etree._Element], index: int) -> str:
    return formula_text(children[index]) if index < len(children) else ""


def _grouped(text: str) -> str:
    return f"({text})" if _COMPOUND.search(text) and not (text.startswith("(") and text.endswith(")")) else text


def _fraction(above: str, below: str) -> str:
    return f"{_grouped(above)}/{_grouped(below)}"


def _power(base: str, exponent: str) -> str:
    raised = exponent.translate(_RAISED)
    return _grouped(base) + (raised if exponent and all(c in "0123456789+-n" for c in exponent)
                             else f"^{_grouped(exponent)}" if exponent else "")


def _root(degree: str, inside: str) -> str:
    return f"{degree.translate(_RAISED)}√({inside})"


def _limits(sign: str, below: str, above: str) -> str:
    return sign + (f"({below}…{above})" if below and above else f"({below or above})" if below or above else "")


def _value(element: etree._Element, name: str, default: str) -> str:
    """The m:val of a property of the element, such as its brackets."""
    for found in element.iter("{*}" + name):
        return next((str(value) for key, value in found.attrib.items() if str(key).endswith("}val")), default)
    return default


def _nary(element: etree._Element, children: Sequence[etree._Element]) -> str:
    return _limits(_value(element, "chr", "∫"), _part(children, "sub"), _part(children, "sup")) + _part(children, "e")


def _delimited(element: etree._Element, children: Sequence[etree._Element]) -> str:
    inside = _value(element, "sepChr", "|").join(formula_text(child) for child in children)
    return _value(element, "begChr", "(") + inside + _value(element, "endChr", ")")


def _rows(_: etree._Element, children: Sequence[etree._Element]) -> str:
    return "；".join(text for child in children if (text := formula_text(child)))


def _fenced(element: etree._Element, children: Sequence[etree._Element]) -> str:
    return str(element.get("open", "(")) + ",".join(map(formula_text, children)) + str(element.get("close", ")"))


_Rule = Callable[[etree._Element, Sequence[etree._Element]], str]
_RULES: dict[str, _Rule] = {
    # Word
    "f": lambda e, c: _fraction(_part(c, "num"), _part(c, "den")), "nary": _nary, "d": _delimited, "eqArr": _rows,
    "sSup": lambda e, c: _power(_part(c, "e"), _part(c, "sup")), "sSub": lambda e, c: _part(c, "e") + _part(c, "sub"),
    "sSubSup": lambda e, c: _power(_part(c, "e") + _part(c, "sub"), _part(c, "sup")),
    "rad": lambda e, c: _root(_part(c, "deg"), _part(c, "e")),
    "limLow": lambda e, c: _limits(_part(c, "e"), _part(c, "lim"), ""),
    "limUpp": lambda e, c: _limits(_part(c, "e"), "", _part(c, "lim")),
    "m": _rows, "mr": lambda e, c: ",".join(map(formula_text, c)),
    # MathML; an annotation says the same again
    "mfrac": lambda e, c: _fraction(_nth(c, 0), _nth(c, 1)), "msup": lambda e, c: _power(_nth(c, 0), _nth(c, 1)),
    "msub": lambda e, c: _nth(c, 0) + _nth(c, 1), "msubsup": lambda e, c: _power(_nth(c, 0) + _nth(c, 1), _nth(c, 2)),
    "msqrt": lambda e, c: _root("", "".join(map(formula_text, c))), "mroot": lambda e, c: _root(_nth(c, 1), _nth(c, 0)),
    "munder": lambda e, c: _limits(_nth(c, 0), _nth(c, 1), ""),
    "mover": lambda e, c: _limits(_nth(c, 0), "", _nth(c, 1)),
    "munderover": lambda e, c: _limits(_nth(c, 0), _nth(c, 1), _nth(c, 2)), "mtable": _rows,
    "mtr": lambda e, c: ",".join(map(formula_text, c)), "mfenced": _fenced, "annotation": lambda e, c: "",
    "annotation-xml": lambda e, c: "",
}
