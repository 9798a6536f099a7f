"""Kinds of things, units, siblings and doubles: words that say the same as another one, or never do."""

_split = str.split

# Kinds of things: words of one line say the same of a name, words of different lines do not.
_KINDS = """
treaty pact agreement accord accords peace compact deal
entente
concordat
battle fight clash engagement
siege
war wars conflict
revolution
rebellion revolt uprising rising insurrection insurgency mutiny
coup putsch overthrow
crisis
massacre slaughter killings
purge purges terror
famine starvation hunger
plague pestilence epidemic pandemic
conference summit meeting
congress
council synod
diet
convention
assembly parliament
declaration proclamation manifesto statement
edict decree ukase
act law bill statute code
constitution
charter
scandal affair
plot conspiracy
crusade
campaign offensive operation expedition
invasion
march trek
empire imperium
kingdom realm
republic
dynasty house
caliphate
sultanate
khanate horde ulus
shogunate bakufu
duchy
confederation confederacy federation union league
commonwealth
colony
state states country land
province region area territory
city town village port capital metropolis
fortress fort castle citadel
base naval
island isle isles islands archipelago
peninsula
river stream
lake
sea ocean
mountain mount mountains hill peak range
strait straits channel
canal
desert
valley
pass
bay gulf
wall
tower
palace
temple shrine
church cathedral basilica abbey
pyramid pyramids
bridge
plan programme program scheme
policy
doctrine
party movement faction
organisation association society alliance bloc league
army
legion corps brigade regiment division
script alphabet writing
agency police
ship battleship cruiser vessel boat liner warship steamer ocean-liner frigate galleon submarine carrier destroyer
  rms hms uss ss kms sms ijn hmas mv
newspaper paper journal magazine gazette
book novel work treatise epic poem text volume
play drama tragedy comedy
painting fresco mural picture portrait
song anthem hymn
order
mission
telegram
people tribe nation group clan
religion faith
language script tongue dialect
philosophy
age era period epoch
project
strike
election
network system
camp camps
institution
"""
KINDS: dict[str, frozenset[int]] = {}
for _number, _line in enumerate(_KINDS.replace("\n  ", " ").strip().splitlines()):
    for _word in _line.split():
        KINDS[_word] = KINDS.get(_word, frozenset()) | {_number}
        if not _word.endswith("s"):
            KINDS.setdefault(f"{_word[:-1]}ies" if _word.endswith("y") else f"{_word}s", KINDS[_word])
# Kinds that a name may do without where the question names the kind: Munich for the Munich Agreement.
DROPPED = frozenset(
    _split("""
    treaty pact agreement accord accords peace battle siege conference congress council diet edict dynasty empire
    river lake mount canal city operation newspaper convention ship battleship sultanate caliphate khanate kingdom
    shogunate sea island concordat compact desert strait gulf order party
    union
    """)
)
ALWAYS_DROPPED = frozenset(_split("battle siege treaty dynasty river mount city operation"))
STATE_KINDS = frozenset(
    _split("empire kingdom republic state states country nation federation union peninsula province region")
)
# Words that take each other's place in a wrong answer: never a slip of the pen for one another.
# Units by what they count; a count of one is none of another.
UNITS: dict[str, int] = {}
for _number, _line in enumerate(
    (
        "year years yr yrs",
        "month months mth mths",
        "week weeks wk wks",
        "day days",
        "hour hours hr hrs",
        "minute minutes min mins",
        "second seconds sec secs",
        "century centuries",
        "decade decades",
        "kilometre kilometres kilometer kilometers km kms",
        "mile miles mi",
        "metre metres meter meters",
        "foot feet ft",
        "ton tons tonne tonnes",
        "kilogram kilograms kilo kilos kg",
        "dollar dollars usd",
        "pound pounds gbp quid",
        "ruble rubles rouble roubles",
        "franc francs",
        "mark marks",
        "livre livres",
    )
):
    for _word in _line.split():
        UNITS[_word] = _number
_SIBLINGS = """
north south east west northern southern eastern western northeast northwest southeast southwest central
left right
upper lower middle inner outer
red white black blue green yellow brown orange purple pink grey gray golden gold silver
old new young ancient modern
early late
first second third
great little small big
long short
high low
holy secular
social national liberal conservative democratic republican socialist communist capitalist christian constitutional
  radical
father mother son daughter
sun moon star
day night
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
spring summer autumn fall winter
war peace
land sea air
iron bronze stone copper
king queen prince princess emperor empress
british french german russian soviet italian spanish portuguese dutch belgian austrian hungarian polish czech slovak
  swedish danish
  norwegian finnish swiss irish scottish welsh english greek turkish ottoman roman byzantine persian iranian iraqi
  arab egyptian
  indian chinese japanese korean vietnamese thai mongol mongolian american canadian mexican brazilian cuban african
  asian european
"""
SIBLINGS: dict[str, int] = {}
for _number, _line in enumerate(_SIBLINGS.replace("\n  ", " ").strip().splitlines()):
    for _word in _line.split():
        SIBLINGS.setdefault(_word, _number)
# Common words in two spellings, or that mean the same in a name.
_SAME = """
organisation organization organistion
labour labor
centre center
defence defense
colour color
grey gray
theatre theater
programme program
tsar czar tzar
mohammedan muslim moslem
russo russian
sino chinese
franco french
anglo english british
austro austrian austria
greco graeco greek
indo indian
turko turco turkish
judeo jewish
park pak bak
lee yi rhee
choi choe choy
seoul soul
communist communists
ussr soviet
usa us american america
uk britain british
holland netherlands dutch
persia iran
siam thailand
burma myanmar
ceylon srilanka
ivory cote
gray grey
catalog catalogue
mother madre mere mutter
jewelry jewellery
aeroplane airplane
ax axe
story storey
plow plough
gaol jail
musket muskets
storey story
sulfur sulphur
aluminium aluminum
plough plow
"""
SAME: dict[str, int] = {}
for _number, _line in enumerate(_SAME.strip().splitlines()):
    for _word in _line.split():
        SAME.setdefault(_word, _number)
# Ends that make another word of a name: a follower, a language, an element, a place named after somebody.
DERIVED = frozenset(
    _split("""
    n an ian ean nian ans ians ism isms ist ists istic ic ics ish ese ite ites ium ine ize ise ised ized al ical men
    man ness ship hood ville grad burg burgh stan land opolis polis ton town abad pur son sen ov ova ova ev eva ina
    ides idae esque ana ate ates ated er ers or ors ing y like less ful ski sky skaya ova
    """)
)
