"""How English amending acts speak: "for the words “…” substitute “…”"."""

from zhargy.languages.amending.forms import Form, Forms

_IS = r"(?:is|are|shall be|is hereby|are hereby)"
_GONE = r"(?:deleted|omitted|repealed|removed|struck out)"
_BY = r"(?:by|with)"

ENGLISH = Forms(
    code="en",
    words=r"(?:(?:the )?(?:following )?(?:words?|figures?|expressions?|numbers?|phrases?|terms?))",
    list_=r"[\s,]++(?>(?:(?:and|or)[\s,]++)?)(?>(?:<W>[\s,]*+)?)",
    forms=(
        Form("replace", r"for (?:<W> )?(?P<old><Q>)<-Q>*?substituted?(?: respectively)? (?:<W> )?(?P<new><Q>)"),
        Form("replace", rf"(?:<W> )?(?P<old><Q>)<-Q>*?{_IS} (?:replaced|substituted)(?: respectively)? {_BY}(?: respectively)? (?:<W> )?(?P<new><Q>)"),
        Form("replace", rf"replace (?:<W> )?(?P<old><Q>)<-Q>*?{_BY}(?: respectively)? (?:<W> )?(?P<new><Q>)"),
        Form("insert", r"(?P<side>after|before) (?:<W> )?(?P<anchor><q>)<-Q>*?(?:insert|add)(?:ed)? (?:<W> )?(?P<new><q>)"),
        Form("insert", rf"(?:<W> )?(?P<new><q>) {_IS} (?:inserted|added) (?P<side>after|before) (?:<W> )?(?P<anchor><q>)"),
        Form("insert", r"at the end(?: of <R>)?<-QR>*?(?:add|insert)(?:ed)? (?:<W> )?(?P<new><q>)"),
        Form("insert", rf"(?:<W> )?(?P<new><q>) {_IS} added at the end"),
        Form("omit", r"(?:omit|delete|strike out) (?:<W> )?(?P<old><Q>)"),
        Form("omit", rf"(?:<W> )?(?P<old><Q>)<-Q>*?{_IS} {_GONE}"),
        Form("add", rf"after (?P<after><R>) (?:the )?(?:following )?(?:new )?(?P<added><R>) {_IS} (?:inserted|added)<-Q>*?(?P<text><q>)"),
        Form("add", rf"(?:the )?following (?:new )?(?P<added><R>) {_IS} (?:inserted|added)(?: after (?P<after><R>)| to <R>)?<-Q>*?(?P<text><q>)"),
        Form("add", rf"(?:a )?new (?P<added><R>) {_IS} (?:inserted|added)(?: after (?P<after><R>)| to <R>)?<-Q>*?(?P<text><q>)"),
        Form("add", rf"(?P<added><R>) {_IS} (?:inserted|added)(?: after (?P<after><R>)| to <R>)?<-Q>*?(?P<text><q>)"),
        Form("add", rf"the following (?:new )?(?P<plain>paragraph|sentence|heading|preamble) {_IS} (?:inserted|added)<-Q>*?(?P<text><q>)"),
        Form("add", r"(?:insert|add) (?:the following )?(?:new )?(?P<added><R>)(?: after (?P<after><R>))?<-Q>*?(?P<text><q>)"),
        Form("add", r"(?:insert )?after (?P<after><R>)<-QR>*?(?:insert|add)?(?:ed)?<-QR>*?(?P<text><q>)"),
        Form("add", r"(?:insert )?before (?P<beyond><R>)<-QR>*?(?:insert|add)?(?:ed)?<-QR>*?(?P<text><q>)"),
        Form("restate", rf"{_IS} (?:replaced|substituted)(?: {_BY})?<-Q>*?(?P<text><q>)"),
        Form("restate", r"(?:shall read|amended to read|reads|read)(?: as follows)?<-Q>*?(?P<text><q>)"),
        Form("restate", r"substitute<-Q>*?(?P<text><q>)"),
        Form("restate", rf"replace <R> {_BY}<-Q>*?(?P<text><q>)"),
        Form("renumber", rf"(?:{_IS} )?renumbered(?: respectively)?(?: as)?(?: respectively)? (?P<added><R>)"),
        Form("renumber", rf"{_IS} to be (?P<added><R>)"),
        Form("repeal", rf"(?:omit|delete|repeal) <R>|{_IS} {_GONE}"),
    ),
    verbs=rf"\b(?:substituted?|insert(?:ed)?|omit|delete|replace|repeal|renumbered|amended to read|shall read)\b|{_IS} (?:{_GONE}|replaced|added)",
    before="before",
    everywhere=r"wherever (?:it|they) occurs?|in (?:both|all|each) (?:places?|cases?)|throughout|at each occurrence|each time",
    inflected=r"in (?:all its|every) (?:grammatical )?forms?",
    whole=r"throughout(?: the)?(?: text of the)?(?: whole)? (?:text|act|charter|law|constitution|statute|code)",
    heading=r"(?:in )?(?:the )?heading(?: (?:of|to) <R>)?",
    title=r"(?:in )?(?:the )?title(?: of the (?:act|charter|law|constitution|statute|code))?",
    preamble=r"(?:in )?(?:the )?preamble",
    plain={"paragraph": "paragraph", "sentence": "sentence", "heading": "heading", "preamble": "preamble"},
    label=r"(?:Article|Section)\s+\d+(?:-\d+)?[A-Z]?\.",
    gone={"article": "Repealed.", "chapter": "Repealed.", "point": "Repealed.", "": "repealed;"},
    named=r"\s+(?:entitled|called|known as)?\s*(?:the\s+)?",
    all_but=r"(?:except|other than|save)(?: in| for)?",
    abbreviations=("art", "sec", "para", "s", "ss", "no"),
)  # fmt: skip
