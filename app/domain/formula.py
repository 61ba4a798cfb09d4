"""The formula of a local scheme: a small language of arithmetic, read, checked and worked out, never run.

Numbers, names of criteria, + - * /, parentheses, comparisons (1 where true, 0 where not), `a if b else c`,
and min, max and sum of what stands in their brackets. Python's own reader makes the tree; only the kinds of
node listed here are worked out, by this file.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from app.errors import Refusal

LENGTH = 600
"""The most characters of a formula."""
NODES = 300
"""The most numbers, names and signs of a formula."""
DEPTH = 100
"""How deep parts may stand within parts; a sum of a hundred terms is a hundred deep."""
LARGEST = 1e12
"""No step of a formula may pass this, on either side of nought."""

_TOKEN = re.compile(
    r"\s+|\d{1,12}(?:\.\d{1,9})?(?![\w.])|[A-Za-z][A-Za-z0-9_]*|[<>=!]=|[-+*/(),<>]", re.ASCII
)
_ARITHMETIC: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
FUNCTIONS: dict[str, Callable[[list[float]], float]] = {"min": min, "max": max, "sum": math.fsum}
"""What may stand before brackets."""
RESERVED = frozenset({*FUNCTIONS, "if", "else"})
"""Words that no criterion may be called."""
_SIGNS = (ast.operator, ast.unaryop, ast.cmpop, ast.expr_context)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula read and found sound; `names` are the criteria it uses."""

    text: str
    names: frozenset[str]
    _tree: ast.expr

    def value(self, values: Mapping[str, float]) -> float:
        """What it comes to; Refusal("formula.*") for a division by nought or a number out of bounds."""
        return _worth(self._tree, values)


def read(text: str, names: Collection[str]) -> Formula:
    """The formula that `text` states over `names`; Refusal("formula.*") with its place for any other."""
    if not text.strip():
        raise _refused("empty")
    if len(text) > LENGTH:
        raise _refused("too_long", most=LENGTH)
    _look_over(text)
    # blanks of any kind to spaces, one for one, so that places stay what they are
    line = re.sub(r"\s", " ", text, flags=re.ASCII)
    start = len(line) - len(line.lstrip())
    try:
        tree = ast.parse(line[start:], mode="eval").body
    except SyntaxError as error:
        # what is missing at the end has no place of its own
        at = error.offset if error.lineno == 1 and error.offset else len(line)
        raise _refused("unfinished", at=start + min(at, len(line.strip()))) from None
    except (ValueError, RecursionError, MemoryError):
        raise _refused("too_deep") from None
    used = frozenset(_checked(tree, frozenset(names), start + 1))
    return Formula(text, used, tree)


def _refused(code: str, **fields: object) -> Refusal:
    return Refusal(f"formula.{code}", field="formula", **fields)


def _look_over(text: str) -> None:
    """Refuses the first sign that the language does not have: quotes, brackets, dots between names."""
    place = count = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise _refused("sign", at=place + 1, text=text[place])
        count += not found[0].isspace()
        place = found.end()
    if count > NODES:
        raise _refused("too_deep")


def _checked(tree: ast.expr, names: frozenset[str], first: int) -> Iterator[str]:
    """Refuses what is not on the list, and gives the names used; a stack of its own instead of recursion."""
    waiting: list[tuple[ast.AST, int]] = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        at = first + getattr(node, "col_offset", 0)
        if depth > DEPTH:
            raise _refused("too_deep")
        if isinstance(node, ast.Name):
            if node.id not in names:
                code = "bare_function" if node.id in FUNCTIONS else "unknown_name"
                raise _refused(code, at=at, name=node.id)
            yield node.id
            continue
        _allow(node, at)
        inside = node.args if isinstance(node, ast.Call) else ast.iter_child_nodes(node)
        waiting += [(child, depth + 1) for child in inside if not isinstance(child, _SIGNS)]


def _allow(node: ast.AST, at: int) -> None:
    """Refuses a node whose kind, sign or call the language does not have."""
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return
        case ast.BinOp(op=op) if type(op) in _ARITHMETIC or isinstance(op, ast.Div):
            return
        case ast.UnaryOp(op=ast.USub()) | ast.IfExp():
            return
        case ast.Compare(ops=ops) if all(type(op) in _COMPARISONS for op in ops):
            return
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
            if not args:
                raise _refused("no_values", at=at, name=name)
            if any(isinstance(arg, ast.Starred) for arg in args):
                raise _refused("not_allowed", at=at)
            return
        case ast.Call(func=ast.Name(id=name)) if name not in FUNCTIONS:
            raise _refused("unknown_function", at=at, name=name)
    raise _refused("not_allowed", at=at)


def _worth(node: ast.AST, values: Mapping[str, float]) -> float:
    """The number that a checked tree comes to."""
    match node:
        case ast.Constant(value=number):
            found: Any = number
        case ast.Name(id=name):
            if name not in values:
                raise _refused("no_answer", name=name)
            found = values[name]
        case ast.UnaryOp(operand=of):
            found = -_worth(of, values)
        case ast.BinOp(left=left, op=op, right=right):
            found = _arithmetic(op, _worth(left, values), _worth(right, values))
        case ast.IfExp(test=test, body=then, orelse=other):
            found = _worth(then if _worth(test, values) else other, values)
        case ast.Compare(left=left, ops=ops, comparators=others):
            worths = [_worth(part, values) for part in (left, *others)]
            held = zip(ops, pairwise(worths), strict=True)
            found = all(_COMPARISONS[type(op)](*pair) for op, pair in held)
        case ast.Call(func=ast.Name(id=name), args=args):
            found = FUNCTIONS[name]([_worth(arg, values) for arg in args])
        case _:  # pragma: no cover, since _allow let nothing else in
            raise AssertionError(node)
    number = float(found)
    if not abs(number) <= LARGEST:
        raise _refused("too_large")
    return number


def _arithmetic(op: ast.operator, left: float, right: float) -> float:
    if isinstance(op, ast.Div):
        if right == 0:
            raise _refused("division")
        return left / right
    return _ARITHMETIC[type(op)](left, right)
