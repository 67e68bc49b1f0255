"""Expressions as text, each beside what it means in plain Python with fractions."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from hypothesis import strategies as st

QUANTITIES = ("roll", "voted", "yes", "no", "both", "invalid")
Figures = dict[str, int]


class Unknown(Exception):
    """The slow reference met a figure that is not there."""


@dataclass(frozen=True)
class Said:
    """An expression and its meaning."""

    text: str
    means: Callable[[Figures], object]

    def __repr__(self) -> str:
        return self.text


def _name(name: str) -> Said:
    def means(figures: Figures) -> Fraction:
        if name not in figures:
            raise Unknown(name)
        return Fraction(figures[name])

    return Said(name, means)


def _two(sign: str, one: Said, two: Said, reckon: Callable[[object, object], object]) -> Said:
    return Said(f"({one} {sign} {two})", lambda f: reckon(one.means(f), two.means(f)))


numerals = st.one_of(
    st.integers(0, 10**9).map(lambda n: Said(str(n), lambda _: Fraction(n))),
    st.tuples(st.integers(0, 99), st.integers(1, 99)).map(
        lambda p: Said(f"{p[0]}/{p[1]}", lambda _: Fraction(*p))
    ),
    st.integers(0, 1000).map(lambda n: Said(f"{n / 10:.1f}%", lambda _: Fraction(n, 1000))),
)


def _bigger(inner: st.SearchStrategy[Said]) -> st.SearchStrategy[Said]:
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda p: _two("+", *p, lambda a, b: a + b)),
        pair.map(lambda p: _two("-", *p, lambda a, b: a - b)),
        pair.map(lambda p: _two("*", *p, lambda a, b: a * b)),
        pair.map(
            lambda p: Said(f"min({p[0]}, {p[1]})", lambda f: min(p[0].means(f), p[1].means(f)))
        ),
        pair.map(
            lambda p: Said(f"max({p[0]}, {p[1]})", lambda f: max(p[0].means(f), p[1].means(f)))
        ),
        inner.map(lambda e: Said(f"ceil({e})", lambda f: Fraction(ceil(e.means(f))))),
        inner.map(lambda e: Said(f"floor({e})", lambda f: Fraction(floor(e.means(f))))),
        inner.map(lambda e: Said(f"abs({e})", lambda f: abs(e.means(f)))),
        inner.map(lambda e: Said(f"(-{e})", lambda f: -e.means(f))),
    )


numbers = st.recursive(
    st.one_of(st.sampled_from(QUANTITIES).map(_name), numerals), _bigger, max_leaves=8
)

comparisons = st.one_of(
    *(
        st.tuples(numbers, numbers).map(lambda p, s=sign, r=reckon: _two(s, *p, r))
        for sign, reckon in {
            "<": lambda a, b: a < b,
            "<=": lambda a, b: a <= b,
            ">": lambda a, b: a > b,
            ">=": lambda a, b: a >= b,
            "=": lambda a, b: a == b,
            "!=": lambda a, b: a != b,
        }.items()
    )
)


def _joined(inner: st.SearchStrategy[Said]) -> st.SearchStrategy[Said]:
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda p: _two("and", *p, lambda a, b: a and b)),
        pair.map(lambda p: _two("or", *p, lambda a, b: a or b)),
        inner.map(lambda e: Said(f"(not {e})", lambda f: not e.means(f))),
    )


conditions = st.recursive(comparisons, _joined, max_leaves=4)

counts = st.one_of(
    st.integers(0, 30),
    st.integers(0, 20_000_000),
    st.sampled_from([2**53, 2**53 + 1, 2**62 - 1]),
)
tallies = st.fixed_dictionaries(dict.fromkeys(QUANTITIES, counts))
tallies_with_gaps = st.fixed_dictionaries({}, optional=dict.fromkeys(QUANTITIES, counts))
