"""An amending act read into instructions: a table of forms over the citation engine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial

from zhargy.languages import LANGUAGES
from zhargy.languages.amending import FORMS, Forms
from zhargy.languages.citing import USAGES
from zhargy.languages.citing.usage import Part
from zhargy.languages.lookalikes import fold
from zhargy.text.amending.clauses import Clause, Splitter
from zhargy.text.amending.instruction import (
    END,
    PLAIN,
    PREAMBLE,
    TITLE,
    WHOLE,
    Amending,
    Deed,
    Instruction,
    Unread,
)
from zhargy.text.amending.places import joined, parent, without_containers
from zhargy.text.amending.quotes import QUOTE, Quoted, quoted
from zhargy.text.citation.find import find
from zhargy.text.provision import Citation

_FIRST_PLACE = 0xF000
_PLACE = "[\uf000-\uf7ff]"
_SPACE = r"[\s,:—–-]+"
# A clause that is longer, or quotes more, is none that a person wrote.
_LONGEST, _MOST_QUOTES = 8000, 80
_ANNOUNCED = r"(?>(?:<W>[\s,]*+)?)"
_BLANKS = re.compile(r"[^\S\t]+")
_FOLLOWING = re.compile(r"\b[Ff]ollowing\b")
# Where an act was published stands in brackets behind its title.
_PUBLISHED = re.compile(r"\([^()]*\d{4}[^()]*\)")
_SMALLER = {"point": "item", "subpoint": "subitem"}
_HEADING = Citation.of(heading="1")


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a colon opened: the place above, and whether it is of the act that is amended.

    `everywhere`: the whole text, wherever the words occur; `unclear`: a place that was not
    understood; `after`: what is added stands after this place; `several`: all the places, if a
    clause names more than one.
    """

    path: Citation = WHOLE
    foreign: bool = False
    everywhere: bool = False
    unclear: bool = False
    after: Citation | None = None
    several: tuple[Citation, ...] = ()


@dataclass(slots=True)
class _Said:
    """A clause with its places and quotations as signs, in lower case."""

    text: str
    places: list[tuple[Citation, ...]] = field(default_factory=list)
    without: tuple[Citation, ...] = ()

    def sign(self, paths: Sequence[Citation]) -> str:
        self.places.append(tuple(paths))
        return chr(_FIRST_PLACE + len(self.places) - 1)

    def paths(self, signs: str) -> list[tuple[Citation, ...]]:
        """The places of each sign in a piece of the clause."""
        return [self.places[ord(sign) - _FIRST_PLACE] for sign in re.findall(_PLACE, signs)]


class Reader:
    """Reads amending acts of one language."""

    def __init__(self, code: str) -> None:
        self.forms = forms = FORMS[code]
        self.code = code
        self._splitter = Splitter(forms)
        self._verbs = re.compile(forms.verbs, re.IGNORECASE)
        self._forms = [(Deed(f.deed), _compiled(f.pattern, forms)) for f in forms.forms]
        self._everywhere = re.compile(forms.everywhere)
        self._inflected = re.compile(forms.inflected)
        self._titles = _pattern(forms.title)
        self._headings = _pattern(forms.heading)
        self._preambles = _pattern(forms.preamble)
        self._whole = _pattern(forms.whole)
        several = rf"{_PLACE}(?:[\s,]*(?:и|and|or|және|,)[\s,]*(?:\w+ )?{_PLACE})*"
        self._all_but = re.compile(
            rf"{forms.all_but}[^{QUOTE[1:-1]}{_PLACE[1:-1]}]{{0,30}}(?P<a>{several})|(?P<b>{several})\s*{forms.but}"
        )
        heads = "|".join(sorted({re.escape(h) for h in USAGES[code].heads}, key=len, reverse=True))
        act = rf"(?<!\w)(?P<head>{heads})(?!\w)"
        self._heads = re.compile(act)
        self._named = re.compile(
            rf"(?P<title>{QUOTE})(?P<gap>{forms.named}){act}"
            if forms.title_first
            else rf"{act}(?P<gap>{forms.named})(?P<title>{QUOTE})"
        )
        self._words = re.compile(forms.words)
        self._and_place = re.compile(rf"\b(?:and|и|және)[\s,]*{_PLACE}")
        self._aside = re.compile(forms.aside, re.IGNORECASE)
        self._new_number = re.compile(forms.new_number)
        self._more = re.compile(forms.more)
        self._orders = re.compile(forms.orders)
        self._force = re.compile(forms.force)
        self._opening = re.compile(forms.opening)
        self._inside = _pattern(forms.inside)
        self._lasts = [
            (level, _pattern(rf"(?:{said})(?: <R>)?")) for level, said in forms.last.items()
        ]
        self._sentence = _pattern(rf"(?P<ordinal>\w+) {forms.sentence}(?: <R>)?")
        self._units = {
            w for w, word in USAGES[code].words.items() if word.part in (Part.UNIT, Part.ORDINAL)
        }
        self._quoted_letters = re.compile(forms.quoted_letter, re.IGNORECASE)
        self._spaced_number = re.compile(forms.spaced_number)

    def read(self, text: str, title: str) -> Amending:
        """The instructions of an amending act for the act with this title ("": for any)."""
        source = quoted(self._bared(text))
        steps: list[Instruction | Unread] = []
        elsewhere: list[str] = []
        scope = _Scope()
        stack: list[tuple[str, str, _Scope]] = []
        for clause in self._splitter.clauses(source):
            if clause.style:
                scope = _entered(stack, clause, scope)
            label = " ".join(label for _, label, _ in stack)
            found, scope = self._clause(clause, scope, source, title)
            shown = source.shown(clause.text)
            if scope.foreign:
                elsewhere += [shown] if found else []
                continue
            steps += [replace(step, clause=shown, label=label) for step in found]
        return Amending(self.code, tuple(steps), tuple(elsewhere))

    # -- one clause ------------------------------------------------------------------------------

    def _clause(
        self, clause: Clause, scope: _Scope, source: Quoted, title: str
    ) -> tuple[list[Instruction | Unread], _Scope]:
        """What a clause orders, and the scope of the clauses after it."""
        if len(clause.text) > _LONGEST or len(re.findall(QUOTE, clause.text)) > _MOST_QUOTES:
            return [Unread("")], scope
        text, foreign = self._act(fold(clause.text), source, title)
        here = scope if foreign is None else _Scope(WHOLE, foreign)
        said = self._said(text)
        found = list(self._steps(said, here, source))
        if found:
            if here.unclear or self._more.search(said.text):
                found = [Unread("")]
            return found, here if foreign is not None and clause.opens else scope
        place_alone = bool(said.places) and not self._unknown(said.text)
        opens = clause.opens or place_alone
        if self._ordered(said.text, opens=opens, titled=foreign is not None):
            return [Unread("")], scope
        if opens:
            return [], self._opened(said, here, known=foreign is not None)
        if said.places and foreign is None and not self._says_more(said.text):
            # A place was named and not understood: what follows may be meant for it.
            return [], replace(here, unclear=True)
        return [], here

    def _says_more(self, text: str) -> bool:
        """Does a clause announce changes, or say when they come into force?"""
        return bool(self._force.search(text) or self._opening.search(text))

    def _ordered(self, text: str, *, opens: bool, titled: bool) -> bool:
        """Orders a clause something that no form fits?"""
        if self._verbs.search(text) and re.search(f"{QUOTE}|{_PLACE}", text):
            return True
        if opens or titled or self._says_more(text):
            return False
        place = re.search(_PLACE, text)
        return bool(
            re.search(QUOTE, text)
            or self._verbs.search(text)
            or (place and self._orders.search(text))
        )

    def _opened(self, said: _Said, here: _Scope, *, known: bool) -> _Scope:
        """The scope of what stands under a clause."""
        if not said.text.strip():
            return here
        paths = _narrowed(said.paths(said.text))
        everywhere = here.everywhere or bool(self._whole.search(said.text))
        if not paths:
            clear = (
                known
                or everywhere
                or self._opening.search(said.text)
                or self._heads.search(said.text)
            )
            return replace(here, everywhere=everywhere, unclear=here.unclear or not clear)
        full = tuple(joined(here.path, path) for path in paths)
        if re.match(self.forms.after, said.text.lstrip()):
            return replace(here, after=full[-1], several=())
        several = full if len(full) > 1 else ()
        path = parent(full[-1]) if several else full[-1]
        unclear = here.unclear or any(parent(one) != path for one in several)
        return replace(here, path=path, everywhere=everywhere, unclear=unclear, several=several)

    def _unknown(self, text: str) -> list[str]:
        """The words of a clause that say neither a place nor an act nor bind them."""
        for said in (self._words, self._heads, self._everywhere, self._inflected):
            text = said.sub(" ", text)
        return [w for w in re.findall(r"[^\W\d_]+", text) if w not in self.forms.binding]

    def _bared(self, text: str) -> str:
        """Letters that name a place without their quotes, which are no quoted words."""
        return self._quoted_letters.sub(lambda found: f"{found[1]}{found[2]})", text)

    def _act(self, text: str, source: Quoted, title: str) -> tuple[str, bool | None]:
        """The clause without the title of an act; is that another act than ours?

        None where no act is named.
        """
        lower = text.lower()
        for found in self._named.finditer(lower):
            gap = found["gap"]
            if self._words.search(gap) or self._verbs.search(gap):
                continue
            place = found.start("title")
            named = source.content(text[place])
            rest = _PUBLISHED.sub(" ", text[place + 1 :])
            return text[:place] + " " + rest, not _same_act(named, title, self.code)
        if re.search(QUOTE, text) or self._verbs.search(text) or not title:
            return text, None
        heads = {USAGES[self.code].heads[h["head"]] for h in self._heads.finditer(lower)}
        ours = {USAGES[self.code].heads[h["head"]] for h in self._heads.finditer(title.lower())}
        if heads and ours:
            return text, not _related(heads, ours)
        return text, None

    def _said(self, text: str) -> _Said:
        said = _Said("")
        groups: dict[tuple[int, int], list[Citation]] = {}
        # "The following Article 5-1 is inserted" names no next article.
        text = self._aside.sub(" ", text)
        plain = _FOLLOWING.sub(lambda found: " " * len(found.group()), text)
        plain = self._new_number.sub("–", plain)
        plain = self._spaced_number.sub("-", plain)
        # A place that fills its line is no heading here.
        for reference in find(plain, self.code) or find(f"{plain}:", self.code):
            groups.setdefault(reference.span, []).append(reference.path)
        pieces, done = [], 0
        for (start, end), paths in groups.items():
            pieces += [text[done:start], said.sign(paths)]
            done = end
        said.text = "".join([*pieces, text[done:]]).lower()
        for level, pattern in self._lasts:
            last = Citation(((level, "last"),))
            said.text = pattern.sub(partial(_piece, said, last), said.text)
        said.text = self._sentence.sub(partial(self._numbered_piece, said), said.text)
        said.text = self._titles.sub(lambda _: said.sign([TITLE]), said.text)
        said.text = self._headings.sub(lambda found: said.sign(_headings(said, found)), said.text)
        said.text = self._preambles.sub(lambda _: said.sign([PREAMBLE]), said.text)
        said.text = self._all_but.sub(lambda found: _left_out(said, found), said.text)
        return said

    def _steps(self, said: _Said, scope: _Scope, source: Quoted) -> Sequence[Instruction | Unread]:
        """What a clause orders; nothing if it fits no form, `Unread` if only a part of it does."""
        steps: list[Instruction | Unread] = []
        everywhere = bool(self._everywhere.search(said.text))
        inflected = bool(self._inflected.search(said.text))
        everywhere = everywhere or scope.everywhere
        text = self._whole.sub(lambda _: said.sign([WHOLE]), said.text)
        matches = list(self._matches(text))
        used = sum(len(re.findall(QUOTE, m.group())) for _, m in matches)
        before: list[Citation] = list(scope.several)
        done = 0
        for place, (deed, match) in enumerate(matches):
            own = self._own_places(said, text, done, match)
            done = match.end()
            if own and scope.several:
                return [Unread("")]
            if not own and place == len(matches) - 1 and not before:
                own = said.paths(text[done:])
            own = self._within(own, text[: match.end()])
            paths = [self._below(scope.path, path) for path in _narrowed(own)] if own else before
            before = paths or before
            step = self._step(deed, match, paths, bool(own), scope, said, source)
            if isinstance(step, Instruction):
                wide = everywhere or inflected
                step = replace(step, everywhere=wide, inflected=inflected) if step.words else step
            steps.append(step)
        lost = any(
            isinstance(s, Unread) or (s.deed is Deed.ADD and len(s.places) > 1) for s in steps
        )
        rest = _without(text, matches)
        if not lost and any(isinstance(s, Instruction) and s.places == (WHOLE,) for s in steps):
            lost = not said.places and bool(self._unknown(rest))
        # A place that is named and was not understood.
        lost = lost or any(
            w in self._units for w in re.findall(r"[^\W\d_]+", self._heads.sub(" ", rest))
        )
        if used < len(re.findall(QUOTE, text)) or lost:
            # What is read in part may be read wrong.
            return [Unread("")] if steps else []
        return steps

    def _below(self, outer: Citation, path: Citation) -> Citation:
        """A place inside another; behind the letter of a section a number is smaller than it."""
        size = len(outer.steps)
        shared = next(
            (n for n, (a, b) in enumerate(zip(outer.steps, path.steps, strict=False)) if a != b), 0
        )
        rest = Citation(path.steps[shared:])
        lettered = (
            outer.steps[-1:]
            and outer.steps[-1][0] == "subpoint"
            and not outer.steps[-1][1].isdigit()
        )
        if (
            self.forms.by_section
            and lettered
            and shared < size
            and rest.steps[:1]
            and rest.steps[0][0] == "point"
        ):
            return Citation(
                (*outer.steps, *((_SMALLER.get(level, level), n) for level, n in rest.steps))
            )
        return joined(outer, path)

    def _numbered_piece(self, said: _Said, found: re.Match[str]) -> str:
        word = USAGES[self.code].words.get(found["ordinal"])
        if word is None or word.part is not Part.ORDINAL:
            return found.group()
        return _piece(said, Citation((("sentence", word.value),)), found)

    def _within(self, own: list[tuple[Citation, ...]], text: str) -> list[tuple[Citation, ...]]:
        """In section 1, in subsection (2): the smaller place lies in the larger one."""
        if len(own) < 2 or len(own[0]) != 1 or not self._inside.match(text.lstrip()):
            return own
        outer = own[0][0]
        inner = [tuple(self._below(outer, path) for path in paths) for paths in own[1:]]
        size = len(outer.steps)
        if all(p.steps[:size] == outer.steps and len(p.steps) > size for ps in inner for p in ps):
            return inner
        return own

    def _matches(self, text: str) -> Iterator[tuple[Deed, re.Match[str]]]:
        place = 0
        while True:
            found = [
                (m.start(), n, m)
                for n, (_, p) in enumerate(self._forms)
                if (m := p.search(text, place))
            ]
            if not found:
                return
            _, n, match = min(found, key=lambda one: one[:2])
            yield self._forms[n][0], match
            place = max(match.end(), place + 1)

    def _own_places(
        self, said: _Said, text: str, start: int, match: re.Match[str]
    ) -> list[tuple[Citation, ...]]:
        groups = match.groupdict()
        apart = [match.span(name) for name in ("added", "after", "beyond") if groups.get(name)]
        kept = "".join(
            text[n]
            for n in range(start, match.end())
            if not any(low <= n < high for low, high in apart)
        )
        return said.paths(kept)

    def _step(
        self,
        deed: Deed,
        match: re.Match[str],
        paths: list[Citation],
        placed: bool,
        scope: _Scope,
        said: _Said,
        source: Quoted,
    ) -> Instruction | Unread:
        groups = {k: v or "" for k, v in match.groupdict().items()}
        places = tuple(paths) or (scope.path,)
        without = tuple(joined(scope.path, path) for path in said.without)
        step = Instruction(deed, places, without=without)

        def contents(name: str) -> list[str]:
            return [source.content(sign) for sign in re.findall(QUOTE, groups.get(name, ""))]

        if deed is Deed.REPLACE:
            old, new = contents("old"), contents("new")
            new = new * len(old) if len(new) == 1 else new
            if len(old) != len(new):
                return Unread("")
            step = replace(step, through="".join(contents("through")))
            return replace(step, words=tuple(zip(old, new, strict=True)))
        if deed is Deed.OMIT:
            if self._and_place.search(match.string, match.end("old"), match.end()):
                # Words and a place go together: the place is no place of the words.
                return Unread("")
            step = replace(step, through="".join(contents("through")))
            return replace(step, words=tuple((old, "") for old in contents("old")))
        if deed is Deed.INSERT:
            side = groups.get("side", "")
            side = "before" if side.startswith(self.forms.before) else "after" if side else END
            anchor = contents("anchor")[0] if side != END else ""
            return replace(step, words=((anchor, contents("new")[0]),), side=side)
        if deed is Deed.ADD and not (
            groups.get("added")
            or groups.get("plain")
            or groups.get("after")
            or groups.get("beyond")
            or scope.after
        ):
            return Unread("")
        if deed in (Deed.RESTATE, Deed.ADD):
            step = replace(step, lines=tuple(_lines(contents("text")[0])))
        if deed is Deed.RESTATE or deed is Deed.REPEAL:
            return step if step.places != (WHOLE,) or deed is Deed.RESTATE else Unread("")
        if deed is Deed.RENUMBER:
            return _renumbering(step, placed, scope, said.paths(groups["added"])[0])
        return self._addition(step, groups, placed, scope, said)

    def _addition(
        self,
        step: Instruction,
        groups: dict[str, str],
        placed: bool,
        scope: _Scope,
        said: _Said,
    ) -> Instruction | Unread:
        """What is added, and under what."""
        place = step.places[0]
        beside: dict[str, Citation] = {}
        for name in ("after", "beyond"):
            if signs := groups.get(name):
                beside[name] = joined(place, said.paths(signs)[0][-1])
        if scope.after is not None and not beside:
            beside["after"] = scope.after
        if plain := groups.get("plain"):
            level = next(
                level for word, level in self.forms.plain.items() if plain.startswith(word)
            )
            if level in ("heading", "preamble"):
                target = PREAMBLE if level == "preamble" else joined(place, _HEADING)
                return replace(step, deed=Deed.RESTATE, places=(target,))
            return self._nameless(step, level, groups.get("ordinal", ""), beside)
        added = [path for paths in said.paths(groups.get("added", "")) for path in paths]
        full = [joined(place, path) for path in added]
        if not placed:
            nearest = full[0] if full else next(iter(beside.values()))
            above = parent(nearest)
            place = (
                above
                if "article" in dict(nearest.steps[:-1]) or not scope.path.steps
                else scope.path
            )
            place = above if beside else place
        return replace(
            step,
            places=(place,),
            added=tuple(without_containers(path) for path in full),
            after=beside.get("after"),
            beyond=beside.get("beyond"),
        )

    def _nameless(
        self, step: Instruction, level: str, ordinal: str, beside: Mapping[str, Citation]
    ) -> Instruction | Unread:
        """An unnumbered paragraph or a sentence that is added."""
        after = beside.get("after")
        if after is not None and after.steps[-1][0] in PLAIN and after.steps[-1][1].isdigit():
            nearest, last = after.steps[-1]
            above = parent(after)
            number = str(int(last) + 1)
            added = Citation((*above.steps, (nearest, number)))
            return replace(step, places=(above,), added=(added,))
        if beside:
            return Unread("")
        word = USAGES[self.code].words.get(ordinal)
        number = word.value if word and word.part is Part.ORDINAL else END
        return replace(step, added=(joined(step.places[0], Citation(((level, number),))),))


# -- pieces -------------------------------------------------------------------------------------------


def _entered(stack: list[tuple[str, str, _Scope]], clause: Clause, scope: _Scope) -> _Scope:
    """The scope under a number: that of the first of its style, if its list is open."""
    styles = [style for style, _, _ in stack]
    if clause.style in styles:
        place = styles.index(clause.style)
        scope = stack[place][2]
        del stack[place:]
    stack.append((clause.style, clause.label, scope))
    return scope


def _renumbering(
    step: Instruction, placed: bool, scope: _Scope, numbers: Sequence[Citation]
) -> Instruction | Unread:
    """Old and new numbers; they may stand beside each other (2-тармақ 3-тармақ деп есептелсін)."""
    if not placed:
        half, odd = divmod(len(numbers), 2)
        if odd or not half:
            return Unread("")
        places = tuple(joined(scope.path, path) for path in numbers[:half])
        step, numbers = replace(step, places=places), numbers[half:]
    above = parent(step.places[0])
    return replace(step, added=tuple(joined(above, _last(path)) for path in numbers))


def _headings(said: _Said, found: re.Match[str]) -> list[Citation]:
    paths = said.paths(found.group())
    if not paths:
        return [_HEADING]
    # "The heading of Article 1 and paragraph 1 of Article 1": a paragraph has no heading.
    headed = [not {"point", "subpoint", "item"} & {level for level, _ in p.steps} for p in paths[0]]
    return [
        joined(path, _HEADING) if has or not any(headed) else path
        for path, has in zip(paths[0], headed, strict=True)
    ]


def _piece(said: _Said, piece: Citation, found: re.Match[str]) -> str:
    """A sentence or paragraph that is named without a number, with the place that holds it."""
    holders = said.paths(found.group())
    return said.sign([joined(path, piece) for path in holders[0]] if holders else [piece])


def _without(text: str, matches: Sequence[tuple[Deed, re.Match[str]]]) -> str:
    """What a clause says beside its instructions."""
    for _, match in reversed(matches):
        text = f"{text[: match.start()]} {text[match.end() :]}"
    return _PUBLISHED.sub(" ", text)


def _left_out(said: _Said, found: re.Match[str]) -> str:
    signs = found["a"] or found["b"] or ""
    said.without += tuple(path for paths in said.paths(signs) for path in paths)
    return " "


def _narrowed(groups: Sequence[tuple[Citation, ...]]) -> list[Citation]:
    """Places in order; one that only says where the next is gives way to it."""
    out: list[Citation] = []
    for n, paths in enumerate(groups):
        after = groups[n + 1] if n + 1 < len(groups) else ()
        if after and len(paths) == 1 and paths[0].steps:
            inside = [joined(paths[0], path) for path in after]
            size = len(paths[0].steps)
            if all(p.steps[:size] == paths[0].steps and len(p.steps) > size for p in inside) and (
                any(p.steps[:size] == paths[0].steps for p in after)
            ):
                continue
        out += paths
    return out


def _last(path: Citation) -> Citation:
    return Citation(path.steps[-1:])


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if stripped := _BLANKS.sub(" ", line).strip():
            yield stripped


def _pattern(said: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{said.replace('<R>', _PLACE)})(?!\w)")


def _compiled(pattern: str, forms: Forms) -> re.Pattern[str]:
    """A form as a regular expression over a clause of signs."""
    pattern = pattern.replace("<-Q>", f"[^{QUOTE[1:-1]}]")
    pattern = pattern.replace("<-QR>", f"[^{QUOTE[1:-1]}{_PLACE[1:-1]}]")
    several = f"{QUOTE}(?:{forms.list_}{QUOTE})*"
    # New words end the instruction: what "the words" announce after them is another one.
    pattern = pattern.replace("(?P<new><Q>)", f"(?P<new>{several.replace(_ANNOUNCED, '')})")
    pattern = pattern.replace("<Q>", several).replace("<q>", QUOTE).replace("<R>", _PLACE)
    pattern = pattern.replace("<W>", f"(?:{forms.words})")
    return re.compile(_spaced(pattern))


def _spaced(pattern: str) -> str:
    """A space stands for white space, commas, colons and dashes, none beside a sign."""
    return re.sub(r"(?<!\\) ", r"[\\s,:—–-]*", pattern)


def _folded(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name).casefold()))


def _same_act(named: str, title: str, code: str) -> bool:
    """Is an act that is named by its title ours?"""
    if not title:
        return True
    ours, theirs = _folded(title), _folded(named)
    if theirs in ours or ours in theirs:
        return True
    language = LANGUAGES[code]
    stems = [{language.stem_of(w) for w in name.split()} for name in (ours, theirs)]
    return stems[1] <= stems[0]


def _related(heads: set[str], ours: set[str]) -> bool:
    """Is one of the words for an act that of our title (заң, заңы)?"""
    return any(a[:4].lower() == b[:4].lower() for a in heads for b in ours)


@cache
def _reader(code: str) -> Reader:
    return Reader(code)


def read_amending(text: str, language: str, title: str = "") -> Amending:
    """The instructions of an amending act in "kk", "ru" or "en"; KeyError for another language.

    `title` is that of the act in force: what is said of acts with other titles is set apart.

    >>> act = read_amending("В пункте 2 статьи 5 слово «сход» заменить словом «собрание».", "ru")
    >>> act.steps[0].places[0].address, act.steps[0].words
    ('art_5__para_2', (('сход', 'собрание'),))
    """
    return _reader(language).read(text, title)
