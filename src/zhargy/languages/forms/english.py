"""English: irregular words, and words whose last letters are no ending."""

from __future__ import annotations

# A line for each word: the base, then its other forms.
_IRREGULAR = """
be am is are was were been being
have has had having
do does did done doing
go goes went gone going
make made
take took taken
give gave given
come came
become became
hold held
keep kept
leave left
lose lost losing
pay paid
lay laid
say said
send sent
spend spent
build built
lend lent
mean meant
meet met
lead led
feel felt
find found
bind bound
bring brought
buy bought
think thought
seek sought
teach taught
catch caught
fight fought
sell sold
tell told
hear heard
stand stood
understand understood
withstand withstood
win won
begin began begun
run ran running
see saw seen
show shown
know knew known
grow grew grown
throw threw thrown
draw drew drawn
withdraw withdrew withdrawn
write wrote written
rise rose risen
arise arose arisen
drive drove driven
choose chose chosen
speak spoke spoken
break broke broken
swear swore sworn
bear bore borne
wear wore worn
fall fell fallen
eat ate eaten
get got gotten getting
forget forgot forgotten
forbid forbade forbidden
sit sat
undertake undertook undertaken
overtake overtook overtaken
override overrode overridden
undergo undergoes underwent undergone
foresee foresaw foreseen
oversee oversaw overseen
strike struck stricken
stick stuck
deal dealt
sleep slept
sweep swept
shoot shot
light lit
feed fed
breed bred
flee fled
lie lying
die dying
tie tying
man men
woman women
child children
person people
foot feet
tooth teeth
life lives
wife wives
half halves
shelf shelves
thief thieves
leaf leaves
loaf loaves
self selves
criterion criteria
phenomenon phenomena
basis bases
crisis crises
analysis analyses
thesis theses
hypothesis hypotheses
emphasis emphases
good better best
bad worse worst
bus buses
gas gases
bonus bonuses
status statuses
census censuses
virus viruses
focus focuses focused focusing focussed
quiz quizzes
alias aliases
bias biases biased
can could
shall should
will would
may might
he him his
she her hers
they them their theirs
we us our ours
i me my mine
you your yours
who whom whose
it its
this these
that those
"""

# Adjectives of one syllable take -er and -est; -er elsewhere makes another word.
_COMPARED = """
big small great large high low long short new old young strong weak wide narrow deep near late early
fair safe free poor rich clear close hard soft fast slow full few strict tight light heavy easy happy
simple cheap quick smart stupid broad tall thick thin wealthy healthy
"""

# The letters that e follows when an ending has taken it away: alone, and after one vowel only.
RESTORED = "v c z u rg dg lg bl cl dl fl gl kl pl tl zl ns rs ls ps iat uat".split()
RESTORED_AFTER_CONSONANT = """
at ut ir ur ar in id ud ad ed ot um ib ok ap ul il ik ak ag eg as is os us es
""".split()
# Stems that the letters would judge wrongly.
_WITH_E = """
creat conven interven contraven oblig complet delet decreas increas leas releas ceas eas teas pleas caus paus claus rais prais nois compet invit unit cit recit ignit incit expedit interfer adher persever postpon ignor
restor explor stor scor becom overcom welcom com hop cop scop typ shap tim nam fram blam remov chang arrang
exchang challeng rang reveng infring imping fring aveng lung ag us clos los ow ey dy agre disagre guarante
fre overse forese decre refere sourc nurs cours hous
"""
_WITHOUT_E = """
focus canvas bias alias pilot pivot ballot riot bring string ring sing cling hang belong long gang wrong
begin ruin admin cabin pardon format combat chat threat defeat repeat treat great heat seat eat
beat cheat retreat bar star car war award regard reward hear murmur concur incur recur bid forbid
rid bed shed embed wed add dad ad plead put cut shut input output bit hit fil
avoid raid aid paid consul counsel spoil soil fulfil enrol control rebel travel model label cancel
level signal total equal rival appeal reveal seal deal heal steal soul haul foul bear clear appear
near fear year tear swear wear gear speak break weak leak look book cook took brook hook soak cloak
peak seek week meek reek audit edit credit limit orbit vomit profit deposit exhibit inherit inhibit
merit prohibit solicit visit elicit lift benefit sail mail fail jail
"""
_KEPT = """
data customs need seed deed feed speed indeed hundred sacred red bed shed breed exceed proceed succeed embed wicked
naked kindred thing nothing something anything everything king ring spring string bring sing wing
during morning evening sibling ceiling sterling herring darling this as was has thus plus series
species always perhaps besides whereas unless less yes gas bus lens news mathematics politics
economics ethics physics statistics electronics logistics headquarters whereabouts afterwards
towards upwards downwards overseas sometimes hence else christmas alias bias atlas canvas texas
kansas paris james charles united
regardless nevertheless nonetheless doubtless
"""


def _forms() -> dict[str, str]:
    rows = [line.split() for line in _IRREGULAR.strip().splitlines()]
    return {form: row[0] for row in reversed(rows) for form in row}


IRREGULAR = _forms()
COMPARED = frozenset(_COMPARED.split())
WITH_E = frozenset(_WITH_E.split())
WITHOUT_E = frozenset(_WITHOUT_E.split())
KEPT = frozenset(_KEPT.split())
