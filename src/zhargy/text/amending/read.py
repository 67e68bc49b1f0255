"""An amending act read into instructions: a table of forms over the citation engine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from zhargy.languages.amending import FORMS
from zhargy.languages.citing import USAGES
from zhargy.languages.citing.usage import Part
from zhargy.languages.lookalikes import fold
from zhargy.text.amending.clauses import Clause, Splitter
from zhargy.text.amending.instruction import (
    END,
    PLAIN,
    PREAMBLE,
    PRECEDING,
    TITLE,
    TO_THE_END,
    WHOLE,
    Amending,
    Deed,
    Instruction,
    Unread,
)
from zhargy.text.amending.own_act import are_related, is_same_act
from zhargy.text.amending.patterns import PLACE, Said, compiled, pattern_of
from zhargy.text.amending.places import joined, parent, without_containers
from zhargy.text.amending.quotes import QUOTE, Quoted, quoted
from zhargy.text.amending.said_places import HEADING, headings_of, left_out, named_piece, narrowed
from zhargy.text.amending.scope import Scope, entered
from zhargy.text.citation.find import find
from zhargy.text.citation.reference import RANK
from zhargy.text.provision import Citation
from zhargy.text.structure.tree import LIST_LEVELS

_SPACE = r"[\s,:—–-]+"
# A clause that is longer, or quotes more, is none that a person wrote.
_LONGEST, _MOST_QUOTES = 8000, 80
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# A word of a name, which is no word for acts in general: Roads in the Roads Act.
_NAMES = re.compile(
    r"\b(?!(?:Act|Acts|Code|Law|Order|Rules?|Regulations?|Constitution|Principal|Bill|No|Ordinance|Charter"
    r"|Statutes?|Treaty|Directive|Decree|Schedule|Title|[IVXLC]+)\b)[A-Z][\w’'-]+"
)
_MADE_UNDER = frozenset(
    "regulation regulations rule rules order orders bylaws by-laws bye-laws".split()
)
_BLANKS = re.compile(r"[^\S\t]+")
# What opens with a number is an element, no words: (6) The site is closed.
_NUMBERED = re.compile(r"(?:\((?=\w+\)))?(\d{1,3}[A-Za-z]{0,2}|[a-z]{1,2}(?=\)))[.)]\s")
_FOLLOWING = re.compile(r"\b[Ff]ollowing\b")
# Where an act was published stands in brackets behind its title.
_PUBLISHED = re.compile(r"\([^()]*\d{4}[^()]*\)")
_HOLDERS = frozenset({"section", "subsection", "chapter", "subchapter"})
_SMALLER = {"point": "item", "subpoint": "subitem"}


class _Elsewhere(Unread):
    """A clause that orders something of another act, and of no other clause."""


class Reader:
    """Reads amending acts of one language."""

    def __init__(self, code: str) -> None:
        self.forms = forms = FORMS[code]
        self.code = code
        self._splitter = Splitter(forms)
        self._verbs = re.compile(forms.verbs, re.IGNORECASE)
        self._forms = [(Deed(f.deed), compiled(f.pattern, forms)) for f in forms.forms]
        self._everywhere = re.compile(forms.everywhere)
        self._inflected = re.compile(forms.inflected)
        self._titles = pattern_of(forms.title)
        self._headings = pattern_of(forms.heading)
        self._preambles = pattern_of(forms.preamble)
        self._whole = pattern_of(forms.whole)
        several = rf"{PLACE}(?:[\s,]*(?:и|and|or|және|,)[\s,]*(?:\w+ )?{PLACE})*"
        self._all_but = re.compile(
            rf"{forms.all_but}[^{QUOTE[1:-1]}{PLACE[1:-1]}]{{0,30}}(?P<a>{several})|(?P<b>{several})\s*{forms.but}"
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
        self._and_place = re.compile(rf"\b(?:and|и|және)[\s,]*{PLACE}")
        self._aside = re.compile(forms.aside, re.IGNORECASE)
        self._in_for = re.compile(
            rf"\bin\s*{PLACE}[\s,]*(?:for|of|after|before)\s*(?:the\s+)?{PLACE}[^{PLACE[1:-1]}]*\Z"
        )
        self._doubt = re.compile(forms.doubt)
        self._frame = re.compile(forms.frame, re.IGNORECASE)
        self._new_number = re.compile(forms.new_number)
        self._more = re.compile(forms.more)
        self._orders = re.compile(forms.orders)
        self._force = re.compile(forms.force)
        self._opening = re.compile(forms.opening)
        self._inside = pattern_of(forms.inside)
        self._lasts = [
            (level, pattern_of(rf"(?:{said})(?: <R>)?")) for level, said in forms.last.items()
        ]
        self._sentence = pattern_of(rf"(?P<ordinal>\w+) {forms.sentence}(?: <R>)?")
        self._units = {
            w for w, word in USAGES[code].words.items() if word.part in (Part.UNIT, Part.ORDINAL)
        }
        self._quoted_letters = re.compile(forms.quoted_letter, re.IGNORECASE)
        names = "|".join(self.forms.signs)
        self._signs = re.compile(
            rf"\b((?:strik|insert|substitut|add|delet|omit)\w*\s+(?:out\s+)?)(?:a|the) ({names})(?!\w)",
            re.IGNORECASE,
        )
        self._spaced_number = re.compile(forms.spaced_number)

    def read(self, text: str, title: str) -> Amending:
        """The instructions of an amending act for the act with this title ("": for any)."""
        source = quoted(self._bared(text))
        steps: list[Instruction | Unread] = []
        elsewhere: list[str] = []
        scope = Scope()
        stack: list[tuple[str, str, Scope]] = []
        for clause in self._splitter.clauses(source):
            if clause.style:
                scope = entered(stack, clause, scope)
            label = " ".join(label for _, label, _ in stack)
            found, scope = self._clause(clause, scope, source, title)
            if clause.style and not found and self._frame.search(clause.text):
                # (1) Section 8 is amended as follows. (2) In subsection (1), ...
                stack[-1] = (*stack[-1][:2], scope)
            shown = source.shown(clause.text)
            if scope.foreign or any(isinstance(step, _Elsewhere) for step in found):
                elsewhere += [shown] if found else []
                continue
            steps += [replace(step, clause=shown, label=label) for step in found]
        return Amending(self.code, tuple(steps), tuple(elsewhere))

    # -- one clause ------------------------------------------------------------------------------

    def _clause(
        self, clause: Clause, scope: Scope, source: Quoted, title: str
    ) -> tuple[list[Instruction | Unread], Scope]:
        """What a clause orders, and the scope of the clauses after it."""
        if len(clause.text) > _LONGEST or len(re.findall(QUOTE, clause.text)) > _MOST_QUOTES:
            return [Unread("")], scope
        # "Section 7 (regulations)" names no act.
        text, foreign = self._act(self._aside.sub(" ", fold(clause.text)), source, title)
        said = self._said(text)
        if foreign is None and self.forms.by_section and title:
            foreign = _is_of_another(said.acts, title, self.code)
        here = scope if foreign is None else Scope(WHOLE, foreign)
        found = list(self._steps(said, here, source))
        if found:
            more = self._more.search(said.text) or self._more.search(text.lower())
            if here.unclear or more or self._doubt.search(said.text):
                found = [Unread("")]
            if foreign and not clause.opens:
                return [_Elsewhere("")], scope
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
        if self._verbs.search(text) and re.search(f"{QUOTE}|{PLACE}", text):
            return True
        if opens or titled or self._says_more(text):
            return False
        place = re.search(PLACE, text)
        return bool(
            re.search(QUOTE, text)
            or self._verbs.search(text)
            or (place and self._orders.search(text))
        )

    def _opened(self, said: Said, here: Scope, *, known: bool) -> Scope:
        """The scope of what stands under a clause."""
        if not said.text.strip():
            return here
        if self.forms.outside & set(_WORDS.findall(said.text)):
            return replace(here, unclear=True)  # Section 5 (definition of fee):
        paths = narrowed(said.paths(said.text))
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
        """Letters that name a place without their quotes, which are no quoted words; signs that
        are named in quotes, which are.
        """
        if self.forms.signs:
            signs = self.forms.signs
            text = self._signs.sub(lambda m: f"{m[1]}“{signs[m[2].lower()]}”", text)
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
            return text[:place] + " " + rest, not is_same_act(named, title, self.code)
        if re.search(QUOTE, text) or self._verbs.search(text) or not title:
            return text, None
        heads = {USAGES[self.code].heads[h["head"]] for h in self._heads.finditer(lower)}
        ours = {USAGES[self.code].heads[h["head"]] for h in self._heads.finditer(title.lower())}
        if heads and ours:
            return text, not are_related(heads, ours)
        return text, None

    def _said(self, text: str) -> Said:
        said = Said("")
        groups: dict[tuple[int, int], list[Citation]] = {}
        # "The following Article 5-1 is inserted" names no next article.
        text = self._aside.sub(" ", text)
        plain = _FOLLOWING.sub(lambda found: " " * len(found.group()), text)
        plain = self._new_number.sub("–", plain)
        plain = self._spaced_number.sub("-", plain)
        # A place that fills its line is no heading here.
        for reference in find(plain, self.code) or find(f"{plain}:", self.code):
            groups.setdefault(reference.span, []).append(_within_article(reference.path))
            said.acts.append(reference.act)
        pieces, done = [], 0
        for (start, end), paths in groups.items():
            pieces += [text[done:start], said.sign(paths)]
            done = end
        said.text = "".join([*pieces, text[done:]]).lower()
        for level, pattern in self._lasts:
            last = Citation(((level, "last"),))
            said.text = pattern.sub(partial(named_piece, said, last), said.text)
        said.text = self._sentence.sub(partial(self._numbered_piece, said), said.text)
        said.text = self._titles.sub(lambda _: said.sign([TITLE]), said.text)
        said.text = self._headings.sub(lambda found: said.sign(headings_of(said, found)), said.text)
        said.text = self._preambles.sub(lambda _: said.sign([PREAMBLE]), said.text)
        said.text = self._all_but.sub(lambda found: left_out(said, found), said.text)
        return said

    def _steps(self, said: Said, scope: Scope, source: Quoted) -> Sequence[Instruction | Unread]:
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
            own = self._inner(own, text[: match.end()])
            outer = _holding(scope.path, before, own)
            paths = [self._below(outer, path) for path in narrowed(own)] if own else before
            before = paths or before
            step = self._step(deed, match, paths, bool(own), scope, said, source)
            if isinstance(step, Instruction):
                wide = everywhere or inflected
                step = replace(step, everywhere=wide, inflected=inflected) if step.words else step
            steps.append(step)
            if isinstance(step, Instruction) and step.side == PRECEDING:
                # What stands before the place goes, and then the place itself.
                steps.append(Instruction(Deed.REPEAL, step.places))
        lost = any(
            isinstance(s, Unread) or (s.deed is Deed.ADD and len(s.places) > 1) for s in steps
        )
        rest = self._everywhere.sub(" ", _without(text, matches))
        if not lost and any(isinstance(s, Instruction) and s.places == (WHOLE,) for s in steps):
            lost = not said.places and bool(self._unknown(rest))
        # A piece that has no place of its own: the proviso to subsection (2).
        whole = any(isinstance(s, Instruction) and not s.words for s in steps)
        pieces = self.forms.unmodelled if whole else self.forms.outside
        lost = lost or bool(pieces & set(_WORDS.findall(rest)))
        # Something else is ordered; a place that is named and was not understood.
        lost = lost or bool(self.forms.by_section and self._verbs.search(rest))
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
        if self.forms.by_section and _is_clause(outer, rest):
            return Citation((*outer.steps, ("subpoint", rest.steps[0][1]), *rest.steps[1:]))
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

    def _numbered_piece(self, said: Said, found: re.Match[str]) -> str:
        word = USAGES[self.code].words.get(found["ordinal"])
        if word is None or word.part is not Part.ORDINAL:
            return found.group()
        return named_piece(said, Citation((("sentence", word.value),)), found)

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

    def _inner(self, own: list[tuple[Citation, ...]], text: str) -> list[tuple[Citation, ...]]:
        """The substitution in subsection (2) for paragraph (b): the second lies in the first."""
        if len(own) < 2 or not self.forms.by_section or not self._in_for.search(text):
            return own
        (outer, *more), paths = own[-2], own[-1]
        article = [s for s in outer.steps if s[0] == "article"]
        if more or len(outer.steps) == len(article):
            return own
        inner = []
        for path in paths:
            below = [s for s in path.steps if s not in article]
            if not below or below[0][0] == "article":
                return own
            inner.append(self._below(outer, Citation(tuple(below))))
        return [*own[:-2], tuple(inner)]

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
        self, said: Said, text: str, start: int, match: re.Match[str]
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
        scope: Scope,
        said: Said,
        source: Quoted,
    ) -> Instruction | Unread:
        groups = {k: v or "" for k, v in match.groupdict().items()}
        places = tuple(paths) or (scope.path,)
        without = tuple(joined(scope.path, path) for path in said.without)
        step = Instruction(deed, places, without=without)

        def contents(name: str) -> list[str]:
            return [source.content(sign) for sign in re.findall(QUOTE, groups.get(name, ""))]

        through = TO_THE_END if groups.get("rest") else "".join(contents("through"))
        if deed is Deed.REPLACE:
            old, new = contents("old"), contents("new")
            new = new * len(old) if len(new) == 1 else new
            if len(old) != len(new):
                return Unread("")
            step = replace(step, through=through)
            return replace(step, words=tuple(zip(old, new, strict=True)))
        if deed is Deed.OMIT:
            if self._and_place.search(match.string, match.end("old"), match.end()):
                # Words and a place go together: the place is no place of the words.
                return Unread("")
            side = PRECEDING if groups.get("preceding") else ""
            step = replace(step, through=through, side=side)
            return replace(step, words=tuple((old, "") for old in contents("old")))
        if deed is Deed.INSERT:
            side = groups.get("side", "")
            side = "before" if side.startswith(self.forms.before) else "after" if side else END
            anchor = contents("anchor")[0] if side != END else ""
            if side == END and self.forms.by_section and _NUMBERED.match(contents("new")[0]):
                return self._appended(step, contents("new")[0])
            return replace(step, words=((anchor, contents("new")[0]),), side=side)
        if deed is Deed.ADD and not (
            groups.get("added")
            or groups.get("plain")
            or groups.get("after")
            or groups.get("beyond")
            or scope.after
        ):
            return self._appended(step, contents("text")[0])
        if deed in (Deed.RESTATE, Deed.ADD):
            step = replace(step, lines=tuple(_lines(contents("text")[0])))
        if deed is Deed.RESTATE or deed is Deed.REPEAL:
            return step if step.places != (WHOLE,) or deed is Deed.RESTATE else Unread("")
        if deed is Deed.RENUMBER:
            return _renumbering(step, placed, scope, said.paths(groups["added"])[0])
        return self._addition(step, groups, placed, scope, said)

    def _appended(self, step: Instruction, text: str) -> Instruction | Unread:
        """What opens with a number of its own is an element, and stands where the number says."""
        number = _NUMBERED.match(text)
        if number is None or len(step.places) != 1 or not step.places[0].steps:
            return Unread("")
        level = "point" if number[1][0].isdigit() else "subpoint"
        added = self._below(step.places[0], Citation(((level, number[1]),)))
        return replace(step, deed=Deed.ADD, added=(added,), lines=tuple(_lines(text)))

    def _addition(
        self,
        step: Instruction,
        groups: dict[str, str],
        placed: bool,
        scope: Scope,
        said: Said,
    ) -> Instruction | Unread:
        """What is added, and under what."""
        place = step.places[0]
        beside: dict[str, Citation] = {}
        for name in ("after", "beyond"):
            if signs := groups.get(name):
                beside[name] = self._below(place, said.paths(signs)[0][-1])
        if scope.after is not None and not beside:
            beside["after"] = scope.after
        numbered = self.forms.by_section and _NUMBERED.match("".join(step.lines[:1]))
        if groups.get("plain") == "paragraph" and numbered:
            return self._appended(step, "\n".join(step.lines))
        if plain := groups.get("plain"):
            level = next(
                level for word, level in self.forms.plain.items() if plain.startswith(word)
            )
            if level in ("heading", "preamble"):
                target = PREAMBLE if level == "preamble" else joined(place, HEADING)
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


def _renumbering(
    step: Instruction, placed: bool, scope: Scope, numbers: Sequence[Citation]
) -> Instruction | Unread:
    """Old and new numbers; they may stand beside each other (2-тармақ 3-тармақ деп есептелсін)."""
    if not placed:
        half, odd = divmod(len(numbers), 2)
        if odd or not half:
            return Unread("")
        places = tuple(joined(scope.path, path) for path in numbers[:half])
        step, numbers = replace(step, places=places), numbers[half:]
    above, (level, _) = parent(step.places[0]), step.places[0].steps[-1]
    if any(path.steps[-1][0] != level and level not in LIST_LEVELS for path in numbers):
        return Unread("")  # Section 7 is renumbered as subsection 7(1)
    return replace(step, added=tuple(joined(above, _last(path, level)) for path in numbers))


def _without(text: str, matches: Sequence[tuple[Deed, re.Match[str]]]) -> str:
    """What a clause says beside its instructions."""
    for _, match in reversed(matches):
        text = f"{text[: match.start()]} {text[match.end() :]}"
    return _PUBLISHED.sub(" ", text)


def _is_clause(outer: Citation, path: Citation) -> bool:
    """Is it a letter below a number, clause (j) of sub-section (1)?"""
    if not (outer.steps and path.steps):
        return False
    (level, number), (lower, letter) = outer.steps[-1], path.steps[0]
    return level == lower == "point" and number[:1].isdigit() and letter.isalpha()


def _holding(
    scope: Citation, before: Sequence[Citation], own: Sequence[tuple[Citation, ...]]
) -> Citation:
    """What a place lies in: after "in section 4 … and subsection (2) is repealed" section 4."""
    first = own[0][0].steps[:1] if own and own[0] else ()
    small = first and RANK.get(first[0][0], 0) > RANK["article"]
    articles = [s for path in before[:1] for s in path.steps if s[0] == "article"]
    return Citation(tuple(articles)) if small and articles and not scope.steps else scope


def _is_of_another(acts: Sequence[str], title: str, code: str) -> bool | None:
    """Are the places of an act with another name? None where none is named, or by a date alone."""
    named = {act for act in acts if _NAMES.search(act)}
    if named:
        return True if not any(is_same_act(act, title, code) for act in named) else None
    heads = USAGES[code].heads
    kinds = {word in _MADE_UNDER for act in acts for word in act.lower().split() if word in heads}
    ours = {word in _MADE_UNDER for word in title.lower().split() if word in heads}
    # "of the Regulations", where an Act is amended
    return True if kinds and ours and not kinds & ours else None


def _within_article(path: Citation) -> Citation:
    """An article without what holds it: section 101 of division O."""
    if "article" not in dict(path.steps):
        return path
    return Citation(tuple(s for s in path.steps if s[0] not in _HOLDERS))


def _last(path: Citation, level: str) -> Citation:
    """The number alone, at the level of the old one: both count pieces of one list."""
    last, number = path.steps[-1]
    return Citation(((level if {level, last} <= set(LIST_LEVELS) else last, number),))


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if stripped := _BLANKS.sub(" ", line).strip():
            yield stripped


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
