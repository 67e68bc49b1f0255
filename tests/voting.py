"""A small referendum in a folder of its own, or in that of a reform."""

from __future__ import annotations

from pathlib import Path

FORM = """schema = "zhargy.protocol/1"
[title]
kk = "Учаскелік комиссияның хаттамасы"
ru = "Протокол участковой комиссии"
en = "Protocol of a precinct commission"
"""
LINES = {
    "roll": ("тізімдегі азаматтар", "граждане в списке", "citizens on the list"),
    "voted": ("дауыс беруге қатысқандар", "принявшие участие", "citizens who took part"),
    "yes": ("«иә» деген дауыстар", "голоса «да»", "votes for"),
    "no": ("«жоқ» деген дауыстар", "голоса «нет»", "votes against"),
}
EQUATIONS = {
    "E1": ("error", "voted = yes + no", "дауыстар қосылады", "голоса складываются", "votes add up"),
    "E2": (
        "warning",
        "roll = listed",
        "тізім сол күйінде",
        "список тот же",
        "the list is the roll",
    ),
}
UNITS = """code,parent,kind,kk,ru,en
JA,,country,Жетіарал,Жетиарал,Jetiaral
JA-1,JA,unit,Ақжар қаласы,Город Акжар,City of Akzhar
P-1,JA-1,precinct,№ 1 мектеп,Школа № 1,School No 1
P-2,JA-1,precinct,Өзен айлағы,Речная пристань,River harbour
P-3,JA,precinct,Елшілік,Посольство,Embassy
"""
SETTINGS = """schema = "zhargy.referendum/1"
name = "2031-07-06"
title = { kk = "2031 жылғы 6 шілдедегі референдум", ru = "Референдум 6 июля 2031 года", en = "Referendum of 6 July 2031" }
day = 2031-07-06
form = "form.toml"
units = "units.csv"

[[question]]
name = "constitution"
asks = { kk = "Жаңа Конституцияны қабылдайсыз ба?", ru = "Принимаете ли Вы новую Конституцию?", en = "Do you adopt the new Constitution?" }
act = "constitution"
edition = "adopted"

[[roll]]
file = "roll.csv"
as_of = 2031-07-05
source = "Commission"

[[protocols]]
file = "protocols/batch.csv"
as_of = 2031-07-07T12:00:00+05:00
source = "the desk"
"""


def form_text() -> str:
    """The form as TOML."""
    text = FORM
    for number, (name, (kk, ru, en)) in enumerate(LINES.items(), 1):
        text += f'\n[[line]]\nname = "{name}"\nnumber = "{number}"\nrequired = true\n'
        text += f'title = {{ kk = "{kk}", ru = "{ru}", en = "{en}" }}\n'
    for code, (severity, says, kk, ru, en) in EQUATIONS.items():
        text += f'\n[[equation]]\ncode = "{code}"\nseverity = "{severity}"\nsays = "{says}"\n'
        text += f'title = {{ kk = "{kk}", ru = "{ru}", en = "{en}" }}\n'
    return text


def referendum_in(folder: Path) -> Path:
    """Its files, without a protocol."""
    (folder / "protocols").mkdir(parents=True)
    for name, text in {
        "referendum.toml": SETTINGS,
        "form.toml": form_text(),
        "units.csv": UNITS,
        "roll.csv": "precinct,roll\nP-1,100\nP-2,200\nP-3,30\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
