"""The names that Akoma Ntoso 3.0 gives to the parts of an act."""

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
# Our own attributes, which the schema allows: what a label alone does not tell.
ZHARGY = "https://zhargy.org/ns/akn/1"

TAG = {
    "part": "part",
    "section": "section",
    "chapter": "chapter",
    "subchapter": "subchapter",
    "article": "article",
    "point": "paragraph",
    "subpoint": "subparagraph",
    "item": "clause",
    "subitem": "subclause",
    "subsubitem": "point",
}
# What has no tag of its own is an hcontainer with this name.
NAMED = ("annex", "transitional", "row")
LEVEL = {tag: level for level, tag in TAG.items()}
