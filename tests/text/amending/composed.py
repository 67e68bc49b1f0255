"""English instructions composed by a table: each deed in the words of several traditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

BASE = """HARBOUR ACT
Section 4. Duties
(1) The board keeps a register.
(2) The board shall publish a plan each year.
(3) The board meets in spring.
Section 5. Fees
(1) A ship pays a fee.
(2) A boat pays half of the fee within ten days.
(3) A raft pays nothing.
Section 6. Appeals
An owner may appeal to the court.
"""

# A place in a section, as it stands in the middle of a sentence and in two steps.
_PLACES = ("section 5(2)", "subsection (2) of section 5", "section 5, subsection (2)")
_OLD, _NEW = "ten days", "thirty days"

REPLACE = (
    "In {in}, for “{o}” substitute “{n}”.",
    "In {in}, for the words “{o}” there are substituted the words “{n}”.",
    "In {in}, for “{o}” there is substituted “{n}”.",
    "In {in}, for the words “{o}” there shall be substituted the words “{n}”.",
    "In {in}, for the words “{o}”, the words “{n}” shall be substituted.",
    "In {in}, for the words and figures “{o}”, the words, figures and letters “{n}” shall be substituted.",
    "In {in}, the words “{o}” are replaced by “{n}”.",
    "In {in}, the words “{o}” are replaced by the words “{n}”.",
    "In {in}, the words “{o}” shall be replaced with the words “{n}”.",
    "In {in}, replace “{o}” with “{n}”.",
    "In {in}, substitute “{n}” for “{o}”.",
    "In {in}, omit “{o}”, substitute “{n}”.",
    "In {in}, omit “{o}” and substitute “{n}”.",
    "In {in}, delete “{o}” and insert “{n}”.",
    "In {in}, delete the words “{o}” and substitute the words “{n}”.",
    "In {in}, strike “{o}” and insert “{n}”.",
    "In {in}, strike out “{o}” and insert “{n}” in lieu thereof.",
    "In {in}, leave out “{o}” and insert “{n}”.",
    "In {in}, the words “{o}” are deleted and the words “{n}” are substituted.",
    "In {in}, the words “{o}” shall be deleted and replaced by the words “{n}”.",
    "{In} is amended by striking “{o}” and inserting “{n}”.",
    "{In} is amended by striking out “{o}” and inserting “{n}” in lieu thereof.",
    "{In} is amended by deleting the words “{o}” and substituting therefor the words “{n}”.",
    "{In} is amended by deleting “{o}” and substituting “{n}”.",
    "{In} is hereby amended by deleting the expression “{o}” and replacing it with the expression “{n}”.",
    "{In} is amended by omitting “{o}” and substituting “{n}”.",
    "{In} is amended by omitting the words “{o}” and inserting in their place the words “{n}”.",
    "{In} is amended by replacing “{o}” with “{n}”.",
    "{In} is amended by replacing the words “{o}” by the words “{n}”.",
    "{In} is amended by the substitution of “{n}” for “{o}”.",
    "{In} is hereby amended by the substitution for the words “{o}” of the words “{n}”.",
    "{In} is amended by the substitution for “{o}” of “{n}”.",
    "{In} is amended by the deletion of the words “{o}” and the substitution of the words “{n}”.",
    "{In} is amended by substituting “{n}” for “{o}”.",
    "{In} is amended by substituting for the words “{o}” the words “{n}”.",
    "The words “{o}” in {in} are replaced by the words “{n}”.",
    "The Act is amended by deleting from {in} the words “{o}” and substituting therefor the words “{n}”.",
    "For the words “{o}” in {in} substitute the words “{n}”.",
    "For “{o}” in {in}, there is substituted “{n}”.",
    "Strike “{o}” in {in} and insert “{n}”.",
    "In {in}, the expression “{o}” is substituted by the expression “{n}”.",
)  # fmt: skip
INSERT = (
    "In {in}, after “{a}” insert “{n}”.",
    "In {in}, after the words “{a}” insert the words “{n}”.",
    "In {in}, after “{a}” there is inserted “{n}”.",
    "In {in}, after the words “{a}”, the words “{n}” shall be inserted.",
    "In {in}, after the words “{a}” there shall be inserted the words “{n}”.",
    "In {in}, the words “{n}” are inserted after the words “{a}”.",
    "In {in}, insert “{n}” after “{a}”.",
    "In {in}, immediately after “{a}”, insert “{n}”.",
    "In {in}, add “{n}” after “{a}”.",
    "Insert “{n}” after “{a}” in {in}.",
    "After “{a}” in {in} insert “{n}”.",
    "{In} is amended by inserting “{n}” after “{a}”.",
    "{In} is amended by inserting after “{a}” the following: “{n}”.",
    "{In} is amended by inserting after the words “{a}” the words “{n}”.",
    "{In} is amended by inserting, immediately after the words “{a}”, the words “{n}”.",
    "{In} is amended by adding the words “{n}” after the words “{a}”.",
    "{In} is amended by the insertion of “{n}” after “{a}”.",
    "{In} is hereby amended by the insertion after the words “{a}” of the words “{n}”.",
    "{In} is amended by the addition after “{a}” of “{n}”.",
)  # fmt: skip
OMIT = (
    "In {in}, omit “{o}”.",
    "In {in}, omit the words “{o}”.",
    "In {in}, delete “{o}”.",
    "In {in}, strike “{o}”.",
    "In {in}, strike out the words “{o}”.",
    "In {in}, leave out “{o}”.",
    "In {in}, the words “{o}” are omitted.",
    "In {in}, the words “{o}” shall be omitted.",
    "In {in}, the words “{o}” are repealed.",
    "In {in}, the words “{o}” are hereby deleted.",
    "In {in}, the words “{o}” cease to have effect.",
    "{In} is amended by striking “{o}”.",
    "{In} is amended by striking out “{o}”.",
    "{In} is amended by deleting the words “{o}”.",
    "{In} is amended by omitting “{o}”.",
    "{In} is amended by removing the words “{o}”.",
    "{In} is amended by the deletion of the words “{o}”.",
    "{In} is hereby amended by the omission of “{o}”.",
    "Omit the words “{o}” in {in}.",
    "Delete “{o}” from {in}.",
    "The words “{o}” in {in} are repealed.",
)  # fmt: skip
REPEAL = (
    "Section 5(2) is repealed.",
    "Section 5(2) is hereby repealed.",
    "Subsection (2) of section 5 is repealed.",
    "Subsection (2) of section 5 shall be omitted.",
    "Subsection 5(2) of the Act is repealed.",
    "Omit section 5(2).",
    "Repeal section 5(2).",
    "Delete subsection (2) of section 5.",
    "In section 5, omit subsection (2).",
    "In section 5, subsection (2) is omitted.",
    "In section 5, delete subsection (2).",
    "In section 5 of the principal Act, sub-section (2) shall be omitted.",
    "Section 5 is amended by striking subsection (2).",
    "Section 5 is amended by repealing subsection (2).",
    "Section 5 is amended by deleting subsection (2).",
    "Section 5 is amended by omitting subsection (2).",
    "Section 5 of the principal Act is hereby amended by the deletion of subsection (2).",
    "Section 5 is amended by the repeal of subsection (2).",
    "Section 5(2) is deleted.",
    "Section 5(2) is revoked.",
    "Section 5(2) ceases to have effect.",
    "Section 5(2) shall cease to have effect.",
    "Strike section 5(2).",
)  # fmt: skip
RESTATE = (
    "For section 5(2) substitute—",
    "For subsection (2) of section 5 there is substituted—",
    "In section 5, for subsection (2) substitute—",
    "In section 5, for subsection (2) there is substituted—",
    "In section 5, for subsection (2) there shall be substituted the following subsection—",
    "In section 5 of the principal Act, for sub-section (2), the following sub-section shall be substituted, namely:—",
    "Section 5(2) is replaced by the following:",
    "Subsection 5(2) of the Act is replaced by the following:",
    "Subsection (2) of section 5 is replaced with the following:",
    "Section 5(2) is amended to read as follows:",
    "Section 5(2) is hereby amended to read:",
    "Section 5(2) shall read as follows:",
    "Section 5(2) is repealed and the following is substituted:",
    "Section 5(2) is repealed and the following substituted:",
    "Section 5(2) is hereby repealed and replaced by the following:",
    "Section 5(2) is repealed and replaced with the following subsection:",
    "Section 5(2) is deleted and the following substituted therefor:",
    "Section 5 is amended by repealing subsection (2) and substituting the following:",
    "Section 5 is amended by repealing subsection (2), and substituting the following subsection:",
    "Section 5 is amended by deleting subsection (2) and substituting therefor the following new subsection—",
    "Section 5 is amended by deleting subsection (2) and replacing it with the following:",
    "Section 5 is amended by striking subsection (2) and inserting the following:",
    "Section 5 is amended by striking out subsection (2) and inserting in lieu thereof the following:",
    "Section 5 is amended by replacing subsection (2) with the following:",
    "Section 5 is amended by the substitution of the following subsection for subsection (2):",
    "Section 5 of the principal Act is hereby amended by the substitution for subsection (2) of the following subsection:",
    "Section 5 is amended by substituting the following for subsection (2):",
    "Section 5 is amended by substituting for subsection (2) the following subsection:",
    "Replace section 5(2) with:",
    "Omit section 5(2), substitute:",
    "Repeal section 5(2) and substitute:",
    "Delete subsection (2) of section 5 and substitute the following:",
)  # fmt: skip
ADD = (
    "After section 5(2) insert—",
    "After subsection (2) of section 5 insert—",
    "After section 5(2), insert:",
    "In section 5, after subsection (2) insert—",
    "In section 5, after subsection (2) there is inserted—",
    "In section 5, after subsection (2) there shall be inserted the following subsection—",
    "In section 5, after subsection (2), add:",
    "In section 5 of the principal Act, after sub-section (2), the following sub-section shall be inserted, namely:—",
    "In section 5, insert after subsection (2):",
    "In section 5, insert the following after subsection (2):",
    "In section 5, the following subsection is inserted after subsection (2):",
    "Section 5 is amended by inserting after subsection (2) the following:",
    "Section 5 is amended by inserting after subsection (2) the following new subsection:",
    "Section 5 is amended by inserting, immediately after subsection (2), the following subsection:",
    "Section 5 is amended by inserting immediately after subsection (2) the following new subsection—",
    "Section 5 is amended by inserting the following subsection after subsection (2):",
    "Section 5 is amended by inserting the following new subsection immediately after subsection (2)—",
    "Section 5 is amended by adding the following after subsection (2):",
    "Section 5 is amended by adding after subsection (2) the following:",
    "Section 5 is amended by adding the following subsection after subsection (2):",
    "Section 5 is amended by the insertion after subsection (2) of the following subsection:",
    "Section 5 of the principal Act is hereby amended by the insertion after subsection (2) of the following subsection:",
    "Section 5 is amended by the insertion of the following subsection after subsection (2):",
    "Section 5 is amended by the insertion of the following after subsection (2):",
    "The Act is amended in section 5 by the insertion of the following subsection after subsection (2):",
    "The following subsection is inserted after section 5(2):",
)  # fmt: skip
APPEND = (
    "At the end of section 5 insert—",
    "At the end of section 5 add:",
    "At the end of section 5, add the following:",
    "In section 5, at the end insert—",
    "Section 5 is amended by adding at the end the following:",
    "Section 5 is amended by adding at the end the following new subsection:",
    "Section 5 is amended by adding the following subsection at the end:",
    "Section 5 is amended by adding the following subsection:",
    "Section 5 is amended by adding thereto the following subsection:",
    "Section 5 of the principal Act is hereby amended by the addition of the following subsection:",
    "Section 5 is amended by inserting at the end the following:",
    "In section 5 of the principal Act, the following sub-section shall be added, namely:—",
    "In section 5, after subsection (3) insert—",
)  # fmt: skip
# What orders something that is not modelled, or changes no words at all: nothing may be done.
LEFT = (
    "In section 5, in subsection (2), the proviso shall be omitted.",
    "In section 5, the Explanation to sub-section (2) shall be omitted.",
    "In section 5, omit the opening words of subsection (2).",
    "In section 5(2), omit the definition of “fee”.",
    "In section 5(2), the table is repealed.",
    "In section 5(2), the second entry is deleted.",
    "Section 5(2) has effect as if for “ten days” there were substituted “thirty days”.",
    "Section 5(2) applies as if “ten days” were omitted.",
    "In its application to Wales, section 5(2) is to be read as if for “ten days” there were substituted “thirty days”.",
    "In section 5(2), omit the words from “half” onwards and the note.",
    "In section 5(2), for the words following “half” substitute “of it”.",
    "In section 5(2), for the words before “within” substitute “A boat pays”.",
    "In section 5(2), omit the first sentence and the words “ten days”.",
    "Section 5(2) is repealed in so far as it applies to rafts.",
    "Section 5(2) is repealed on 1 May 2030, but only for boats.",
    "Until 1 May 2030, section 5(2) is amended by striking “ten days” and inserting “thirty days”.",
    "In section 5(2), all words after “half” are deleted.",
    "In the Schedule to section 5, omit paragraph 2.",
    "The example to section 5(2) is repealed.",
    "The cross-heading before section 5 is omitted.",
    "Section 5(2) (definition of fee): omit “half”.",
    "Paragraph (b) of the definition of “ship” in section 5 is repealed.",
    "In section 5(2) the portion before “within” is replaced by the following: “A boat pays”.",
)  # fmt: skip

# What denies, limits, supposes or tells of a change, or is said of another act or text: an act of
# another name is set apart, everything else is told.
OTHERWISE = (
    "In section 5(2), for “half” in the second place where it occurs substitute “a third”.",
    "Sections 4 and 5 shall be transposed.",
    "In section 5, subsections (2) and (3) change places.",
    "In section 5(2), substitute “a third” for the first word.",
    "Section 5(2), as it applies to boats, is repealed.",
    "Section 5(2) is repealed, except as it applies to boats.",
    "Section 5(2) is repealed except in relation to boats.",
    "Section 5(2) is suspended until 2030.",
    "Section 5(2) is disapplied.",
    "In section 5(2), the reference to “the fee” is to be construed as a reference to “the toll”.",
    "References in section 5(2) to “the fee” shall be read as references to “the toll”.",
    "Nothing in section 5(2) is repealed by this Act.",
    "The repeal of section 5(2) does not affect a fee that was paid.",
    "The omission of the words “ten days” from section 5(2) does not affect a fee that was paid.",
    "If section 5(2) is repealed, the board shall meet.",
    "Section 6 applies where section 5(2) is amended by striking “ten days”.",
    "Section 5(2), which is repealed by the Boats Act, is continued.",
    "The Minister may by order provide that section 5(2) is repealed.",
    "The board may propose that in section 5(2) for “ten days” there be substituted “thirty days”.",
    "It is proposed to omit section 5(2).",
    "Section 5(2) is repealed and re-enacted with modifications in the Schedule.",
    "In section 5(2), for “ten days” substitute the number of days fixed by the court.",
    "In section 5(2), omit “ten days” or, as the case may be, “half”.",
    "In section 5(2), for the words “ten days” there shall, in the case of boats, be substituted “thirty days”.",
    "In section 5(2), as amended by section 3 of the Boats Act 2019, after the inserted words omit “half”.",
    "Section 5(2) is amended by inserting “a third” at the appropriate place.",
    "Insert “a third” in section 5(2).",
    "In section 5(2), insert the following in alphabetical order: “canoe”.",
    "In section 5, after subsection (2) insert the text of the Schedule.",
    "The first word of section 5(2) is replaced by “Every”.",
    "In the side-note to section 5, for “Fees” substitute “Tolls”.",
    "In the marginal note to section 5(2), omit “half”.",
    "In the long title, omit “Harbour”.",
    "In section 5(2), in the Welsh text, for “half” substitute “hanner”.",
    "In the French version of section 5(2), “half” is replaced by “moitié”.",
    "In section 5(2)(b), omit “half”.",
    "In section 5(2), in the second sentence, omit “half”.",
    "Section 5(2) shall expire on 1 May 2030.",
    "Section 5(2) is renumbered as section 5A.",
    "In section 5(2), for “Half” substitute “A third”.",
    "In section 5, omit “(2)”.",
    "Section 5(2) of the Boats Act is repealed.",
    "In section 5(2) of the Boats Act 1990, for “half” substitute “a third”.",
    "In Schedule 5, omit paragraph 2.",
    "Article 5(2) of the Regulations is revoked.",
    "Paragraph 5(2) of Schedule 3 is repealed.",
)  # fmt: skip
# What orders nothing that could be done here: nothing may change.
UNTOUCHED = (
    "Section 5(2) is amended by moving the words “within ten days” to the beginning.",
    "Section 5(2) is amended in accordance with Schedule 1.",
    "Section 5(2) is amended as set out in the Annex.",
    "Section 5(2) is not repealed.",
    "Section 5(2) shall not be omitted.",
    "Before section 5(2) was repealed, boats paid half.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ordered:
    """An instruction, and the act after it (BASE, where a person must see it)."""

    said: str
    after: str
    deed: str


def ordered() -> Iterator[Ordered]:
    """Every instruction that the table says."""
    two = "(2) A boat pays half of the fee within ten days.\n"
    for deed, forms, was, becomes in (
        ("replace", REPLACE, _OLD, _NEW),
        ("insert", INSERT, "half", "half of the berth and"),
        ("omit", OMIT, " within ten days", ""),
    ):
        words = {"o": was.strip(), "n": becomes, "a": "half"}
        words["n"] = "of the berth and" if deed == "insert" else becomes
        line = (
            two.replace("half of", "half of the berth and of")
            if deed == "insert"
            else two.replace(was, becomes)
        )
        for form in forms:
            for place in _PLACES:
                said = form.replace("{in}", place).replace("{In}", place[0].upper() + place[1:])
                for key, value in words.items():
                    said = said.replace(f"{{{key}}}", value)
                yield Ordered(said, BASE.replace(two, line), deed)
    new = "(2) A boat pays a third.\n"
    for form in RESTATE:
        yield Ordered(f"{form}\n“{new.strip()}”.", BASE.replace(two, new), "restate")
    for form in REPEAL:
        yield Ordered(form, BASE.replace(two, "(2) Repealed.\n"), "repeal")
    more = "(2A) A canoe pays a tenth.\n"
    for form in ADD:
        yield Ordered(f"{form}\n“{more.strip()}”.", BASE.replace(two, two + more), "add")
    last = "(3) A raft pays nothing.\n"
    for form in APPEND:
        yield Ordered(
            f"{form}\n“(4) A canoe pays a tenth.”.",
            BASE.replace(last, f"{last}(4) A canoe pays a tenth.\n"),
            "append",
        )
    for form in LEFT:
        yield Ordered(form, BASE, "left")
