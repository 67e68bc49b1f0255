"""How English amending acts speak: "for the words “…” substitute “…”"."""

from zhargy.languages.amending.forms import Form, Forms

_IS = r"(?:is|are|shall be|is hereby|are hereby)"
_GONE = r"(?:deleted|omitted|repealed|removed|revoked|struck out|left out)"
_NO_MORE = rf"(?:{_IS} {_GONE}|(?:shall )?ceases? to have effect)"
_STRIKE = r"(?:omit(?:ting)?|delet(?:e|ing)|strik(?:e|ing)(?: out)?|leave out|leaving out|remov(?:e|ing)|repeal(?:ing)?)"
_REPEAL = r"(?:omit(?:ting)?|delet(?:e|ing)|strik(?:e|ing)(?: out)?|repeal(?:ing)?|remov(?:e|ing)|revok(?:e|ing))"
_GOING = r"(?:deletion|omission|repeal|removal|revocation)"
_TO_END = (
    r"to the end(?: of (?:<R>|the (?:article|section|subsection|paragraph|subparagraph|clause)))?"
)
_SHALL = r"(?:there )?(?:is|are|shall be|is hereby|are hereby)"
_FOR_IT = (
    r"(?: (?:therefor|instead|in (?:its|their|lieu) (?:place|stead|thereof)|in lieu thereof))?"
)
_INSTEAD = rf"(?:and )?(?:substitut(?:e|ing)|insert(?:ing)?|replac(?:e|ing)(?: it| them)? (?:with|by)){_FOR_IT}"
# Where the words stand may be said between them and the new ones.
_THERE = r"(?:in|from|of|at)<-QR>{0,60}?<R>"
_THROUGH = r"(?:and all that follows through|and all that follows to|through|to)"
_UNIT = r"(?:article|section|sub-?section|paragraph|sub-?paragraph|clause|sub-?clause|point|item|regulation|rule|sub-?rule)"
_THOSE = rf"(?:the )?(?:following )?(?:new )?{_UNIT}s?"
_THESE = rf"(?:the )?(?:following )?(?:new )?(?:{_UNIT}s? )?"
_BY = r"(?:by|with)"

_KIND = r"(?:words?|figures?|letters?|brackets?|expressions?|numbers?|phrases?|terms?|symbols?|signs?|reference to|references to)"

ENGLISH = Forms(
    code="en",
    words=rf"(?:(?:the )?(?:following )?{_KIND}(?: (?:and )?{_KIND}){{0,4}})",
    list_=r"[\s,]++(?>(?:(?:and|or)[\s,]++)?)(?>(?:<W>[\s,]*+)?)",
    forms=(
        Form("replace", rf"(?:for )?(?:<W> )?(?:from )?(?P<old><q>) (?P<rest>{_TO_END}) (?:{_SHALL} )?{_INSTEAD}d? (?:<W> )?(?P<new><q>)"),
        Form("omit", rf"{_STRIKE} (?:<W> )?(?:from )?(?P<old><q>) (?P<rest>{_TO_END})"),
        Form("omit", rf"(?:{_REPEAL} )?<R> and (?:the )?(?:<W> )?(?P<old><q>) (?P<preceding>(?:immediately )?(?:preceding it|before it))(?: {_IS} {_GONE})?"),
        Form("omit", rf"<W> (?P<old><Q>)(?= and <R> {_IS} {_GONE})"),
        Form("omit", rf"{_STRIKE} (?:<W> )?(?P<old><q>) (?:at|from) the end of <R>"),
        Form("omit", rf"<W> from (?P<old><q>) (?P<rest>{_TO_END}) {_IS} {_GONE}"),
        Form("replace", rf"{_STRIKE} (?:<W> )?(?:from )?(?P<old><q>) {_THROUGH} (?:<W> )?(?P<through><q>) {_INSTEAD} (?:<W> )?(?P<new><q>)"),
        Form("replace", rf"(?:for )?<W> from (?:<W> )?(?P<old><q>) {_THROUGH} (?:<W> )?(?P<through><q>) (?:there )?(?:{_IS} )?{_INSTEAD}d? (?:<W> )?(?P<new><q>)"),
        Form("omit", rf"{_STRIKE} (?:<W> )?(?:from )?(?P<old><q>) {_THROUGH} (?:<W> )?(?P<through><q>)"),
        Form("omit", rf"<W> from (?P<old><q>) {_THROUGH} (?:<W> )?(?P<through><q>) {_IS} {_GONE}"),
        Form("replace", rf"{_STRIKE} (?:(?:from|in) <R> )?(?:<W> )?(?P<old><Q>)(?: (?:{_THERE}|at the end(?: of <R>)?|wherever [^\ue000-\uf7ff]{{1,40}}?|each place [^\ue000-\uf7ff]{{1,30}}?))? {_INSTEAD} (?:<W> )?(?P<new><Q>)"),
        Form("replace", r"substitut(?:e|ing|ion of) (?:<W> )?(?P<new><q>) for (?:<W> )?(?P<old><q>)"),
        Form("replace", r"substitut(?:e|ing|ion) for (?:<W> )?(?P<old><q>) (?:of )?(?:the following )?(?:<W> )?(?P<new><q>)"),
        Form("replace", rf"(?:<W> )?(?P<old><q>) {_IS} {_GONE} and (?:(?:{_IS} )?(?:replaced|substituted) {_BY} )?(?:<W> )?(?P<new><q>)(?: {_IS} (?:substituted|inserted){_FOR_IT})?"),
        Form("replace", rf"{_GOING} of (?:<W> )?(?P<old><q>) and (?:the )?(?:substitution|insertion){_FOR_IT} of (?:<W> )?(?P<new><q>)"),
        Form("replace", rf"replacement of (?:<W> )?(?P<old><q>) {_BY} (?:<W> )?(?P<new><q>)"),
        Form("replace", r"substitution (?:in <R> )?for (?:<W> )?(?P<old><Q>) of (?:the following )?(?:<W> )?(?P<new><Q>)"),
        Form("replace", rf"for (?:<W> )?(?P<old><Q>) (?:wherever [^\ue000-\uf7ff]{{1,60}}? )?<W> (?P<new><Q>) {_SHALL} (?:respectively )?substituted"),
        Form("insert", r"(?:insertion|addition) of (?:<W> )?(?P<new><q>) (?:immediately )?(?P<side>after|before) (?:<W> )?(?P<anchor><q>)"),
        Form("insert", r"(?:insertion|addition) (?:in <R> )?(?:immediately )?(?P<side>after|before) (?:<W> )?(?P<anchor><q>) of (?:the following )?(?:<W> )?(?P<new><q>)"),
        Form("insert", rf"(?P<side>after|before) (?:<W> )?(?P<anchor><q>) <W> (?P<new><q>) {_SHALL} (?:inserted|added)"),
        Form("omit", rf"{_GOING} (?:in <R> )?of (?:<W> )?(?P<old><Q>)"),
        Form("repeal", rf"{_GOING} of <R>"),
        Form("add", r"(?:insertion|addition) (?:immediately )?after (?P<after><R>) of<-QR>*?(?P<text><q>)"),
        Form("add", rf"(?:insertion|addition) (?:in <R> )?of the following (?:new )?(?:{_UNIT}s? )?(?:immediately )?after (?P<after><R>)<-QR>*?(?P<text><q>)"),
        Form("add", rf"(?:the )?following (?:new )?{_UNIT}s? {_SHALL} (?:inserted|added) (?:immediately )?after (?P<after><R>)<-QR>*?(?P<text><q>)"),
        Form("add", rf"addition (?:at the end )?(?:(?:to|of) <R> )?of {_THESE}(?P<text><q>)"),
        Form("insert", r"(?:add|insert)(?:ing)? (?:<W> )?(?P<new><q>) (?:at|to) the end(?: of <R>)?"),
        Form("insert", rf"(?:add|insert)(?:ing)? (?:at the end|thereto)(?: of <R>)? (?:the )?(?:following )?(?:new )?(?:(?:{_UNIT}|sentence)s? )?(?:<W> )?(?P<new><q>)"),
        Form("add", rf"add(?:ing)? (?:at the end )?(?:of <R> )?{_THOSE} (?:at the end (?:of <R> )?)?(?:the following )?(?P<text><q>)"),
        Form("restate", rf"{_IS} {_GONE} and (?:{_IS} )?(?:replaced|substituted) {_BY}<-QR>*?(?P<text><q>)"),
        Form("restate", rf"substitut(?:ion of|ing|e) the following (?:new )?(?:{_UNIT}s? )?for <R><-QR>*?(?P<text><q>)"),
        Form("restate", r"substitut(?:ing|e) for <R> the following<-QR>*?(?P<text><q>)"),
        Form("restate", rf"{_IS} {_GONE} and (?:the following )?(?:new )?(?:{_UNIT}s? )?(?:{_IS} )?substituted(?: therefor)?<-QR>*?(?P<text><q>)"),
        Form("insert", rf"insert(?:ing)? (?:immediately )?(?P<side>after|before) (?:<W> )?(?P<anchor><q>)(?: {_THERE})? (?:the following )?(?:<W> )?(?P<new><q>)"),
        Form("insert", r"(?:insert|add)(?:ing)? (?:<W> )?(?P<new><q>) (?:immediately )?(?P<side>after|before) (?:<W> )?(?P<anchor><q>)"),
        Form("insert", r"add(?:ing)? at the end(?: of <R>)?(?: the following)? (?:<W> )?(?P<new><q>)"),
        Form("restate", rf"{_REPEAL} <R> {_INSTEAD}<-QR>*?(?P<text><q>)"),
        Form("restate", rf"(?:repeal|omit|delete) the {_UNIT}s? {_INSTEAD}<-Q>*?(?P<text><q>)"),
        Form("restate", r"substitution (?:in <R> )?for <R> of<-QR>*?(?P<text><q>)"),
        Form("restate", r"for <R><-QR>*?substituted?<-QR>*?(?P<text><q>)"),
        Form("replace", r"for (?:<W> )?(?P<old><Q>)<-Q>*?substituted?(?: respectively)? (?:namely )?(?:<W> )?(?P<new><Q>)"),
        Form("replace", rf"(?:<W> )?(?P<old><Q>)<-Q>*?{_IS} (?:replaced|substituted)(?: respectively)? {_BY}(?: respectively)? (?:<W> )?(?P<new><Q>)"),
        Form("replace", rf"replac(?:e|ing) (?:<W> )?(?P<old><Q>)<-Q>*?{_BY}(?: respectively)? (?:<W> )?(?P<new><Q>)"),
        Form("insert", r"(?P<side>after|before) (?:<W> )?(?P<anchor><q>)<-Q>*?(?:insert|add)(?:ed)? (?:namely )?(?:<W> )?(?P<new><q>)"),
        Form("insert", rf"(?:<W> )?(?P<new><q>) {_IS} (?:inserted|added) (?P<side>after|before) (?:<W> )?(?P<anchor><q>)"),
        Form("insert", rf"at the end(?: of <R>)?<-QR>*?(?:add|insert)(?:ed)? (?:{_THESE})?(?:<W> )?(?P<new><q>)"),
        Form("insert", rf"(?:<W> )?(?P<new><q>) {_IS} added at the end"),
        Form("omit", rf"{_STRIKE} (?:(?:from|in) <R> )?(?:<W> )?(?P<old><Q>)"),
        Form("omit", rf"(?:<W> )?(?P<old><Q>)<-Q>*?{_NO_MORE}"),
        Form("add", rf"after (?P<after><R>) (?:the )?(?:following )?(?:new )?(?P<added><R>) {_IS} (?:inserted|added)<-Q>*?(?P<text><q>)"),
        Form("add", rf"(?:the )?following (?:new )?(?P<added><R>) {_IS} (?:inserted|added)(?: after (?P<after><R>)| to <R>)?<-Q>*?(?P<text><q>)"),
        Form("add", rf"(?:a )?new (?P<added><R>) {_IS} (?:inserted|added)(?: after (?P<after><R>)| to <R>)?<-Q>*?(?P<text><q>)"),
        Form("add", rf"(?P<added><R>) {_IS} (?:inserted|added)(?: after (?P<after><R>)| to <R>)?<-Q>*?(?P<text><q>)"),
        Form("add", rf"the following (?:new )?(?P<plain>paragraph|sentence|heading|preamble) {_IS} (?:inserted|added)<-Q>*?(?P<text><q>)"),
        Form("add", rf"the following (?:new )?{_UNIT}s? {_SHALL} (?:added|inserted)<-QR>*?(?P<text><q>)"),
        Form("add", r"(?:insert|add) (?:the following )?(?:new )?(?P<added><R>)(?: after (?P<after><R>))?<-Q>*?(?P<text><q>)"),
        Form("add", rf"(?:(?:insert|add)(?:ing)? (?:the following )?(?:new )?(?:{_UNIT}s? )?(?:immediately )?)?after (?P<after><R>)<-QR>*?(?:insert|add)?(?:ed)?<-QR>*?(?P<text><q>)"),
        Form("add", rf"(?:(?:insert|add)(?:ing)? (?:the following )?(?:new )?(?:{_UNIT}s? )?(?:immediately )?)?before (?P<beyond><R>)<-QR>*?(?:insert|add)?(?:ed)?<-QR>*?(?P<text><q>)"),
        Form("add", rf"insert(?:ing)? the following (?:new )?{_UNIT}s? (?:immediately )?after (?P<after><R>)<-QR>*?(?P<text><q>)"),
        Form("add", rf"insert(?:ing)? the following (?:new )?{_UNIT}s?<-QR>*?(?P<text><q>)"),
        Form("restate", rf"{_IS} (?:replaced|substituted)(?: {_BY})?<-Q>*?(?P<text><q>)"),
        Form("restate", r"(?:shall read|amended to read|reads|read)(?: as follows)?<-Q>*?(?P<text><q>)"),
        Form("restate", r"substitute<-Q>*?(?P<text><q>)"),
        Form("restate", rf"replac(?:e|ing) <R> {_BY}<-Q>*?(?P<text><q>)"),
        Form("renumber", rf"(?:{_IS} )?(?:renumbered|re-?designated)(?: respectively)?(?: as)?(?: respectively)? (?P<added><R>)"),
        Form("renumber", rf"{_IS} to be (?P<added><R>)"),
        Form("renumber", r"(?:re-?designat|renumber)(?:e|ing) <R> as (?P<added><R>)"),
        Form("repeal", rf"(?:repeal|omit|delete) the {_UNIT}s?(?!\w)|<R> (?:repeal|omit|delete)(?=[.;\s]*$)"),
        Form("repeal", rf"{_REPEAL} <R>|{_NO_MORE}"),
    ),
    verbs=rf"\b(?:substituted?|substituting|substitution|insert(?:ed|ing)?|striking|strike|add|adding|replacing|substituting|deleting|omit|delete|replace|repeal|renumbered|re-?designat(?:ed|ing)|re-?letter(?:ed|ing)|insertion|addition|deletion|repealing|amended to read|shall read|remov(?:e|ing|al)|revok(?:e|ing)|revocation|omitting|omission|replacement|leav(?:e|ing) out|ceases? to have effect|as if)\b|{_IS} (?:{_GONE}|replaced|added)",
    before="before",
    everywhere=r"wherever (?:it|they|(?:those|the|that|such) (?:words?|expressions?|figures?|terms?)) (?:occurs?|appears?)(?: in (?:that|the|this) (?:section|subsection|article|act))?|wherever (?:occurring|appearing)|each place (?:it|they|such term|that term) appears?|both places (?:it|they) appears?|in (?:both|all|each) (?:places?|cases?)|throughout|at each occurrence|each time",
    inflected=r"in (?:all its|every) (?:grammatical )?forms?",
    whole=r"throughout(?: the)?(?: text of the)?(?: whole)? (?:text|act|charter|law|constitution|statute|code)",
    heading=r"(?:in )?(?:the )?heading(?: (?:of|to) <R>)?",
    title=r"(?:in )?(?:the )?title(?: of the (?:act|charter|law|constitution|statute|code))?",
    preamble=r"(?:in )?(?:the )?preamble",
    plain={"paragraph": "paragraph", "sentence": "sentence", "heading": "heading", "preamble": "preamble"},
    label=r"(?:Article|Section)\s+\d+(?:-\d+)?[A-Z]?\.(?!\d)",
    gone={"article": "Repealed.", "chapter": "Repealed.", "point": "Repealed.", "": "repealed;"},
    named=r"\s+(?:entitled|called|known as)?\s*(?:the\s+)?",
    frame=r"\b(?:is|are|shall be) (?:hereby |further )?amended as follows",
    at_end=r"(?:\d+\s+)?(?:at the end of|after|before) (?![^\n]*\b(?:insert|add|substitut|omit|there|the following)\b)[^\ue000-\uefff]{1,80}",
    binding=frozenset("principal said such parent main enactment ordinance namely therefor thereof respectively act in of the for to and or by with from at its is are be shall hereby amended as follows that this s ss".split()),
    opening=r"amend|following|changes",
    force=r"comes? into|commence|takes? effect|cited as",
    more=r"definitions? of|headings? (?:before|preceding|above|after|that precedes)|renumber(?:ing|ed)? (?:the )?(?:subsequent|following|remaining)|immediately following it|(?:comma|semicolon|heading) immediately preceding it|\bas if\b|\b(?:words?|everything|all|matter) (?:(?:immediately )?(?:after|before|following|preceding)) (?:the )?(?:words? )?[\ue000-\uefff]|\bin ?so ?far as\b|\bso far as\b|\bto the extent\b|in (?:its|their) application|\b(?:only|except) (?:for|in relation to|as respects)\b|^\W*(?:until|for the purposes? of|in relation to|as respects)\b|\bbut (?:only|not)\b",
    doubt=r"\b(?:not|nothing|nor|if|unless|whether|may|might|which|was|were|been|does|did|affects?|propos\w+|recommend\w*|suggest\w*|except|save|until|only|version)\b"
    r"|\bwhere (?!it occurs|they occur|occurring|appearing)|\bas (?:it|they) appl|\bin the case of\b|\bin the (?:first|second|third|fourth|last) place\b|\bfirst (?:occurs|occurring|appears)\b"
    r"|\b(?:welsh|french|english|irish|german|hindi|urdu|malay|kazakh|russian|spanish) text\b",
    orders=r"\b(?:mov(?:e|ed|es|ing)|transpos\w+|chang(?:e|es|ed|ing) places|suspend\w*|disappl\w+|expires?|laps(?:e|es|ed)|becom(?:e|es|ing)|relocat\w+|transferr?\w*|exchang\w+|split|merged)\b",
    unmodelled=frozenset(
        "proviso provisos explanation explanations illustration illustrations example examples table tables column columns "
        "entry entries row rows note notes footnote opening closing introductory concluding portion matter definition "
        "definitions cross-heading crossheading subheading sidenote marginal form formula map diagram caption tailpiece "
        "onwards".split()
    ),
    outside=frozenset(
        "table tables column columns entry entries row rows note notes footnote sidenote marginal form formula map diagram "
        "caption side-note side-notes sidenotes cross-heading crossheading subheading definition definitions".split()
    ),
    after=r"(?:immediately )?after\b",
    inside=r"(?:in [^\ue000-\uf7ff]{0,140}?(?:act|rules|regulations|order|code|law|constitution|ordinance|statute)(?:,? \d{4})?[\s,]+)?(?:in )?<R>",
    aside=r"(?<=[\dA-Za-z)]) \((?!as |definitions? |paragraphs? |headings? |tables? |notes? |examples? |a\)|i\)|[a-z]{1,4}\))[a-z][^()\ue000-\uefff]{4,160}\)(?=\s*(?:,|—|–|-|:|$))|\(as (?:amended|inserted|substituted) by [^()]*\)|\(\d+ u\.?\s?s\.?\s?c\.?[^()]*(?:\([^()]*\)[^()]*)*\)",
    sentence=r"sentence",
    last={"sentence": r"(?:the )?last sentence"},
    by_section=True,
    all_but=r"(?:except|other than|save)(?: in| for)?",
    signs={"semicolon": ";", "period": ".", "full stop": ".", "comma": ",", "colon": ":"},
    abbreviations=("art", "sec", "para", "s", "ss", "no"),
)  # fmt: skip
