"""A reform with votes in every state that a reader may meet: before, during, live, announced,
annulled; two questions of one day; three answers to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from zhargy.reform.founding import found_reform
from zhargy.reform.publishing import Published, publish, publish_protocols

NOW = "2031-06-08T22:00:00Z"
LANGUAGES = ("kk", "ru", "en")
YES_NO = (
    ("roll", "тізімдегі азаматтар", "граждане в списке", "citizens on the roll"),
    ("voted", "қатысқандар", "участвовало", "took part"),
    ("yes", "жақтағандар", "за", "votes for"),
    ("no", "қарсы болғандар", "против", "votes against"),
    ("invalid", "жарамсыз бюллетеньдер", "недействительные", "invalid ballots"),
)
CHOICE = (
    *YES_NO[:2],
    ("a_lake", "Көл жағасы", "Берег озера", "The shore of the lake"),
    ("b_hill", "Төбе", "Холм", "The hill"),
    ("c_old", "Ескі орны", "Прежнее место", "Where it stands"),
    YES_NO[4],
)
UNITS = """code,parent,kind,type,kk,ru,en,tile
L,,country,,Кітапхана елі,Страна библиотек,The Land of Libraries,
N,L,unit,,Солтүстік өңір,Северный край,The North,1 2
S,L,unit,,Оңтүстік өңір,Южный край,The South,2 1
E,L,unit,,Шығыс өңір,Восточный край,The East,2 3
N-1,N,precinct,,1-учаске,Участок 1,Precinct 1,
N-2,N,precinct,,2-учаске,Участок 2,Precinct 2,
S-1,S,precinct,,3-учаске,Участок 3,Precinct 3,
S-2,S,precinct,,4-учаске,Участок 4,Precinct 4,
E-1,E,precinct,hospital,5-учаске,Участок 5,Precinct 5,
E-2,E,precinct,,6-учаске,Участок 6,Precinct 6,
X-1,L,precinct,abroad,Елшілік,Посольство,The embassy,
"""
PRECINCTS = ("N-1", "N-2", "S-1", "S-2", "E-1", "E-2", "X-1")
ROLL = "precinct,roll\n" + "".join(f"{one},{1000 + 10 * n}\n" for n, one in enumerate(PRECINCTS))
TURNOUT = (
    "unit,time,value,measure\nL,2031-06-08T10:00+05:00,1200,ballots\n"
    "L,2031-06-08T14:00+05:00,2900,ballots\n"
)


def said(kk: str, ru: str, en: str) -> str:
    """Words as TOML says them."""
    return f'{{ kk = "{kk}", ru = "{ru}", en = "{en}" }}'


def form(lines: Sequence[tuple[str, str, str, str]]) -> str:
    """The form of a protocol whose classes of ballots add up to those who took part."""
    titles = said("Хаттама", "Протокол", "Protocol")
    parts = [f'schema = "zhargy.protocol/1"\ntitle = {titles}\n']
    parts += [
        f'[[line]]\nname = "{name}"\nrequired = true\ntitle = {said(*words)}\n'
        for name, *words in lines
    ]
    sums = " + ".join(name for name, *_ in lines[2:])
    parts.append(
        f'[[equation]]\ncode = "S"\nsays = "voted = {sums}"\nseverity = "error"\n'
        f"title = {said('қосынды', 'сумма', 'sum')}\n"
    )
    return "".join(parts)


def rule(winner: str) -> str:
    """More than half of the roll take part, and more than half of them choose `winner`."""
    clauses = (
        ("turnout", "voted > 1/2 * roll", "Тізімнің жартысынан астамы қатысты",
         "Участвовало больше половины списка", "More than half of the roll took part"),
        ("majority", f"{winner} > 1/2 * voted", "Қатысқандардың жартысынан астамы жақтады",
         "За высказалось больше половины участвовавших", "More than half of them voted for"),
    )  # fmt: skip
    source = said("9-бап", "статья 9", "Article 9")
    return (
        f'schema = "zhargy.rule/1"\nname = "library"\ntitle = {said("ереже", "правило", "rule")}\n'
        f'[source]\nedition = "2031-01-01"\nsure = "read"\n'
        f"law = {said('Жарғы', 'Устав', 'The Charter')}\n"
    ) + "".join(
        f'[[clause]]\nname = "{name}"\ntest = "{test}"\ntitle = {said(*words)}\nsource = {source}\n'
        for name, test, *words in clauses
    )


class Evening:
    """The folder of a reform on the evening of a vote."""

    def __init__(self, place: Path) -> None:
        self.folder, self.key = place / "reform", place / "keys" / "record.key"
        found_reform(
            self.folder,
            title={"kk": "Жарғыны жаңарту", "ru": "Обновление устава", "en": "A new charter"},
            languages=list(LANGUAGES),
            authoritative=["kk"],
            jurisdiction="association",
            by="commission",
            origin="library.example/record",
            key=self.key,
            seed=bytes(range(32)),
            language="en",
        )

    def call(
        self,
        name: str = "2031-06-08",
        questions: Mapping[str, tuple[str, str, str]] | None = None,
        *,
        choice: bool = False,
    ) -> None:
        """Call a vote: its question, rule, form, units and roll."""
        vote = self.folder / "referendum" / name
        (vote / "come").mkdir(parents=True)
        asked = questions or {"charter": ("Жаңа жарғы керек пе?", "Нужен ли новый устав?", "A new charter?")}  # fmt: skip
        words = (f"{name} дауыс беру", f"Голосование {name}", f"The vote of {name}")
        settings = (
            f'schema = "zhargy.referendum/1"\nname = "{name}"\ntitle = {said(*words)}\n'
            'day = 2031-06-08\nrule = "rule.toml"\nform = "form.toml"\nunits = "units.csv"\n'
        )
        for question, words in asked.items():
            settings += f'\n[[question]]\nname = "{question}"\nasks = {said(*words)}\n'
        settings += '\n[[roll]]\nfile = "roll.csv"\nas_of = 2031-06-07\nsource = "Decision 9"\n'
        if len(asked) == 1:
            settings += '\n[[live]]\nfolder = "come"\nsource = "Decision 10"\n'
        files = {
            "referendum.toml": settings,
            "rule.toml": rule("a_lake" if choice else "yes"),
            "form.toml": form(CHOICE if choice else YES_NO),
            "units.csv": UNITS,
            "roll.csv": ROLL,
            "turnout.csv": TURNOUT,
        }
        for file, content in files.items():
            (vote / file).write_text(content, encoding="utf-8")

    def say(self, words: str, name: str = "2031-06-08") -> None:
        """Add to the settings of a vote."""
        file = self.folder / "referendum" / name / "referendum.toml"
        file.write_text(file.read_text(encoding="utf-8") + "\n" + words, encoding="utf-8")

    def come(
        self,
        time: str,
        precincts: Sequence[str],
        name: str = "2031-06-08",
        answers: Sequence[int] = (400, 200),
    ) -> Path:
        """Protocols come to the folder, as of a time ("20310608T210000+0500")."""
        file = self.folder / "referendum" / name / "come" / f"{time}.csv"
        file.write_text(protocols(precincts, answers), encoding="utf-8")
        return file

    def batch(self, file: str, precincts: Sequence[str], name: str = "2031-06-08") -> None:
        """A table that the settings name."""
        path = self.folder / "referendum" / name / file
        path.write_text(protocols(precincts, (400, 200)), encoding="utf-8")

    def annul(self, precincts: Sequence[str], name: str = "2031-06-08") -> None:
        """Annul what was voted in precincts."""
        rows = "".join(
            f"{one},annulled,2031-06-10,The boxes had no seals,commission\n" for one in precincts
        )
        path = self.folder / "referendum" / name / "events.csv"
        path.write_text(f"precinct,event,day,reason,author\n{rows}", encoding="utf-8")
        self.say('[events]\nfile = "events.csv"\n', name)

    def publish(self) -> None:
        publish(self.folder, self.key, NOW)

    def publish_protocols(self) -> Published:
        return publish_protocols(self.folder, self.key, NOW)


def protocols(precincts: Sequence[str], answers: Sequence[int]) -> str:
    """A line for each precinct: the answers, and ten ballots that are invalid."""
    names = [name for name, *_ in (YES_NO if len(answers) == 2 else CHOICE)]
    lines = [",".join(["precinct", *names])]
    for one in precincts:
        roll = 1000 + 10 * PRECINCTS.index(one)
        figures = (roll, sum(answers) + 10, *answers, 10)
        lines.append(",".join([one, *map(str, figures)]))
    return "\n".join(lines) + "\n"


RESULT = '[[result]]\nstage = "{}"\nas_of = {}\nsource = "Decision 12"\n'


def every_state(place: Path) -> Path:
    """A record with a vote in each state; the folder of the reform."""
    evening = Evening(place)
    two = {
        "charter": ("Жаңа жарғы керек пе?", "Нужен ли новый устав?", "A new charter?"),
        "sunday": ("Кітапхана жексенбіде де ашық бола ма?", "Открывать ли библиотеку по воскресеньям?", "Shall the library be open on Sundays?"),
    }  # fmt: skip
    choice = {"place": ("Жаңа кітапхана қайда тұрсын?", "Где быть новой библиотеке?", "Where shall the new library stand?")}  # fmt: skip
    for name in ("before", "voting", "live", "after", "annulled"):
        evening.call(name)
    evening.call("two", two)
    evening.call("choice", choice, choice=True)
    for name in ("voting", "live"):
        evening.say('[turnout]\nfile = "turnout.csv"\nsource = "Decision 10"\n', name)
    for question, some in (("charter", PRECINCTS), ("sunday", PRECINCTS[:3])):
        evening.batch(f"{question}.csv", some, "two")
        evening.say(
            f'[[protocols]]\nfile = "{question}.csv"\nquestion = "{question}"\nstage = "final"\n'
            'as_of = 2031-06-09\nsource = "Decision 11"\n',
            "two",
        )
    evening.say('[[result]]\nquestion = "charter"\nas_of = 2031-06-10\nsource = "Decision 12"\n', "two")  # fmt: skip
    evening.come("20310608T210000+0500", PRECINCTS[:3], "live")
    evening.come("20310608T210000+0500", PRECINCTS[:5], "after")
    evening.come("20310608T210000+0500", PRECINCTS, "annulled")
    evening.come("20310608T210000+0500", PRECINCTS, "choice", (300, 250, 120))
    for name in ("after", "annulled", "choice"):
        evening.say(RESULT.format("preliminary", "2031-06-08T23:00:00+05:00"), name)
    evening.publish()
    evening.come("20310608T233000+0500", PRECINCTS[5:], "after")
    evening.annul(PRECINCTS, "annulled")
    evening.publish()
    return evening.folder
