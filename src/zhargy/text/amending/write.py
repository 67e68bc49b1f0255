"""An amending act in the form of a jurisdiction: a table of phrases filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from zhargy.languages.kazakh import number_apart
from zhargy.text.amending.instruction import Deed, Instruction
from zhargy.text.amending.places import parent
from zhargy.text.provision import Citation

Steps = tuple[tuple[str, str], ...]


class Unsayable(Exception):
    """The form has no words for a place."""


class Form:
    """The phrases of one jurisdiction in one language, as its TOML file has them."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table
        self.language = str(table["language"])

    def act(self, steps: Sequence[Instruction], title: str) -> str:
        """The text of an amending act."""
        table, title = self._table, " ".join(title.split())
        kind = self._kind(title)
        kind["title"] = kind.pop("about", "") or title
        lines = [table["title"].format(**kind)] if title else []
        lines.append(table["opening" if title else "opening_untitled"].format(**kind))
        groups = _grouped(steps)
        for n, (above, own) in enumerate(groups, 1):
            number, end = table["number"].format(n=n), "." if n == len(groups) else ";"
            if above is None:
                lines += self._clause(own[0], (), number, end, kind)
                continue
            lines.append(number + table["group"].format(**self._cases(above.steps)))
            for place, step in enumerate(own, 1):
                last = place == len(own)
                lines += self._clause(step, above.steps, "", end if last else ";", kind)
        if table["closing"]:
            lines.append(table["closing"].format(**kind))
        return "\n".join(lines) + "\n"

    def _kind(self, title: str) -> dict[str, str]:
        """The words for the act by its own type, which its title tells."""
        for kind in self._table["kinds"]:
            found = re.search(kind["pattern"], title.lower())
            if found:
                about = found.groupdict().get("about")
                quoted = title[found.start("about") : found.end("about")] if about else ""
                words = {k: str(v) for k, v in kind.items() if k != "pattern"}
                return words | {"about": quoted[:1].upper() + quoted[1:]}
        return {}

    def _clause(
        self, step: Instruction, above: Steps, number: str, end: str, kind: Mapping[str, str]
    ) -> list[str]:
        said = number + self.clause(step, above, kind)
        if not step.lines:
            return [said + end]
        first, *rest = self._quote("\n".join(step.lines)).split("\n")
        lines = [said, first, *rest]
        return [*lines[:-1], lines[-1] + end]

    def clause(self, step: Instruction, above: Steps, kind: Mapping[str, str]) -> str:
        """One instruction without its new wording; `above` has been said before it, and `kind`
        holds the words for the act."""
        table, path = self._table, step.places[0]
        steps = path.steps[len(above) :]
        last = path.steps[-1][0] if path.steps else "whole"
        special = f"{step.deed.value}_{last}"
        if special in table and (last != "preamble" or step.deed is not Deed.REPLACE):
            return str(table[special]).format(**kind)
        said = self._cases(steps)
        said |= {
            key: table[key].format(**said) if steps else ""
            for key in ("in_", "of_", "object_")
            if key in table
        }
        if step.words:
            pairs = step.words[0]
            said |= {"old": self._quote(pairs[0]), "new": self._quote(pairs[1])}
            old, new = (table["words"][_count(words)] for words in pairs)
            said |= {"old_words": old["old"], "after_words": old["after"], "new_words": new["new"]}
        if step.everywhere:
            return self._everywhere(step)
        if step.deed is Deed.ADD:
            said["with"] = self._said(step.added[0].steps[-1:], "with")
        if step.deed is Deed.RENUMBER:
            return self._renumbering(step, above)
        return str(table[step.deed.value]).format(**said)

    def _everywhere(self, step: Instruction) -> str:
        """Words replaced in the whole act: one pair, or several at once."""
        many = len(step.words) > 1
        phrase = self._table.get(f"replace_everywhere{'_many' if many else ''}")
        if phrase is None or step.deed is not Deed.REPLACE or step.places[0].steps:
            raise Unsayable("everywhere")
        old, new = zip(*step.words, strict=True)
        counts = ["many" if many else _count(words[0]) for words in (old, new)]
        return str(phrase).format(
            old=", ".join(map(self._quote, old)),
            new=", ".join(map(self._quote, new)),
            old_words=self._table["words"][counts[0]]["old"],
            new_words=self._table["words"][counts[1]]["new"],
        )

    def _renumbering(self, step: Instruction, above: Steps) -> str:
        level = step.places[0].steps[-1][0]
        words = self._level(level)
        old, new = ([p.steps[-1][1] for p in paths] for paths in (step.places, step.added))
        outer = parent(step.places[0]).steps[len(above) :]
        many = len(old) > 1
        joined_old, joined_new = self._numbers(words, old), self._numbers(words, new)
        key = "objects" if many else "object"
        inner = words.get(f"inner_{key}") if outer and self._table["larger_first"] else None
        if key not in words:
            raise Unsayable(f"{level} {key}")
        mine = self._numbered(inner or words[key], joined_old)
        as_ = "withs" if many else "as"
        theirs = words.get(as_, words.get("withs" if many else "with", words[key]))
        theirs = self._numbered(theirs, joined_new)
        pieces = [mine] if not outer else self._in_order(mine, self._said(outer, "of"))
        phrase = self._table["renumber_many" if many else "renumber"]
        return str(phrase).format(**{"object": self._table["between"].join(pieces), "with": theirs})

    def _in_order(self, mine: str, outer: str) -> list[str]:
        return [outer, mine] if self._table["larger_first"] else [mine, outer]

    def _numbers(self, words: Mapping[str, Any], numbers: Sequence[str]) -> str:
        *first, last = numbers
        if not first:
            return last
        separator, end = words.get("separator", ", "), words.get("last", self._table["and"])
        return str(separator.join(first) + end + last)

    def _cases(self, steps: Steps) -> dict[str, str]:
        return (
            {case: self._said(steps, case) for case in ("object", "in", "of", "which")}
            if steps
            else {}
        )

    def _said(self, steps: Steps, case: str) -> str:
        """A path in a case; the smallest level bears it, the larger ones are "of" it."""
        if steps[-1][0] == "heading":
            return self._heading(steps[:-1], case)
        last = len(steps) - 1
        words = [
            self._step(level, number, case if n == last else "of", inner=n > 0)
            for n, (level, number) in enumerate(steps)
        ]
        return str(
            self._table["between"].join(words if self._table["larger_first"] else words[::-1])
        )

    def _heading(self, steps: Steps, case: str) -> str:
        words = self._table["heading"]
        case = case if case in words else "object"
        if not steps:
            return str(words[f"alone_{case}"])
        return str(words[case]).format(of=self._said(steps, "of"))

    def _step(self, level: str, number: str, case: str, *, inner: bool) -> str:
        words = self._level(level)
        form = words.get(f"inner_{case}") if inner and self._table["larger_first"] else None
        form = form or words.get(case) or words["object"]
        if "ordinals" in words:
            ordinals = words.get(f"ordinals_{case}", words["ordinals"])
            if not number.isdigit() or not 0 < int(number) <= len(ordinals):
                raise Unsayable(f"{level} {number}")
            number = ordinals[int(number) - 1]
        return self._numbered(str(form), number)

    def _numbered(self, form: str, number: str) -> str:
        said = form.format(n=number)
        return number_apart(said, number) if self.language == "kk" else said

    def _level(self, level: str) -> Mapping[str, Any]:
        found = self._table["levels"].get(level)
        if found is None:
            raise Unsayable(level)
        return dict(found)

    def _quote(self, words: str) -> str:
        return str(self._table["quote"]).format(words=words)


def _count(words: str) -> str:
    """Is it one word, several, or figures?

    >>> _count("сход"), _count("общий сход"), _count("25"), _count("сход,")
    ('one', 'many', 'figures', 'many')
    """
    if re.fullmatch(r"\d+", words):
        return "figures"
    return "one" if re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", words) else "many"


def _grouped(steps: Sequence[Instruction]) -> list[tuple[Citation | None, list[Instruction]]]:
    """Instructions that follow each other in one article stand under it."""
    groups: list[tuple[Citation | None, list[Instruction]]] = []
    for step in steps:
        above = _article(step)
        if above is not None and groups and groups[-1][0] == above:
            groups[-1][1].append(step)
        else:
            groups.append((above, [step]))
    return [(above if len(own) > 1 else None, own) for above, own in groups]


def _article(step: Instruction) -> Citation | None:
    """The article that an instruction works inside of, None for one about a whole article."""
    path = step.places[0]
    levels = [level for level, _ in path.steps]
    if "article" not in levels:
        return None
    place = levels.index("article")
    inside = len(levels) > place + 1 or bool(step.words) or step.deed is Deed.ADD
    return Citation(path.steps[: place + 1]) if inside else None
