"""Words that matter to the judge whatever the question is: fillers, hedges, titles, kinds of things, opposites."""

import re

_split = str.split

# Said around an answer and no part of it.
_PHRASES = """
i would have to say|i am going to go with|i am gonna go with|i'm going to go with|i'm gonna go with|i will go with|i'll go with
|i'd go with|im going with|i'm going with|going with|go with|let me say|let's say|let me guess|let's go with|lets go with
|my final answer is|my best guess is|my best guess|my answer is|my guess is|my guess|my answer|the answer is|the answer|final answer
|the correct answer is|correct answer|the right answer is|answer is|answer|best guess|wild guess|just a guess|just guessing|a guess
|i am pretty sure it is|i'm pretty sure it's|i'm pretty sure|i am pretty sure|i am fairly sure|i'm fairly sure|i am quite sure
|i'm quite sure|i'm sure|im sure|i am sure|pretty sure|fairly sure|quite sure|100% sure|for sure|i'm not sure but|i am not sure but
|not 100% sure but|not 100% sure|not entirely sure|not quite sure|not really sure|not too sure|not so sure|i'm not sure|i am not sure
|im not sure|not sure but|not sure|not certain but|not certain|i'm not certain|no idea but|i have no idea but|i have no idea
|no idea|no clue but|no clue|i don't know but|i dont know but|i don't know|i dont know|don't know but|don't know|dont know|idk but
|idk|dunno but|dunno|if i'm not mistaken|if i am not mistaken|if im not mistaken|if i'm not wrong|if i am not wrong|if not mistaken
|if i remember correctly|if i recall correctly|if i remember right|if memory serves|iirc|can't remember but|cannot remember but
|correct me if i'm wrong|correct me if i am wrong|don't quote me|without a doubt|without doubt|without question|no doubt
|undoubtedly|no question|i think it is|i think it's|i think its|i think it was|i think that it was|i think that it is|i think that
|i think|i thinks|i guess it's|i guess it was|i guess|i believe it was|i believe it's|i believe it is|i believe|i suppose|i reckon
|i'd say|i would say|id say|i say|i said|i assume|i presume|i suspect|i feel like|i know it's|i know it was|i know|i remember|i recall
|i mean|methinks|imo|imho|tbh|afaik|could it have been|could it be|could it possibly be|can it be|might it be|would it be|might have been
|may have been|must have been|has to be|have to be|has got to be|got to be|gotta be|must be|should be|would be|could be|might be
|may be|can only be|it has to be|it must be|that must be|that would be|that'd be|it would be|it'd be|it should be|it's gotta be
|wasn't it|wasnt it|isn't it|isnt it|is it not|was it not|was it|is it|was this|is this|was that|is that|it was|it is|it's|its called
|that was|that is|that's|thats|this was|this is|he was|she was|he is|she is|they were|they are|they're|he's|she's|who is|who was|what is
|what was|what are|whats|what's|who's|where is|when was|that one is|called|known as|named|the name is|the name was|his name was
|her name was|his name is|her name is|name|oh right|oh yes|oh yeah|oh i know|ooh|oooh|of course|obviously|surely|definitely|clearly
|certainly|probably|possibly|presumably|perhaps|maybe|likely|most likely|more likely|very likely|apparently|supposedly|hopefully
|honestly|basically|actually|really|literally|simply|exactly|precisely|indeed|um|umm|ummm|uh|uhh|uhm|erm|er|ah|ahh|aha|hm|hmm|hmmm|mm|mmm|eh|oh|ohh|well|ok|okay
|k|so|then|yes|yeah|yep|yup|right|sir|ma'am|please|pls|plz|thanks|thank you|thx|ty|lol|lmao|haha|hahaha|hehe|heh|xd|rofl|easy|too easy|ez|duh
|got it|gotcha|eureka|bingo|wait|hold on|let me think|let me see|lemme think|hello|hi|hey|dear bot|bot|clio|quizmaster|quiz master
|host|sorry|good old|good ol'|the great|the famous|famous|the one and only|one and only|the legendary|legendary|the infamous
|mad|rich|wealthy|poor|powerful|bloody|ruthless|heroic|victorious|huge|giant|massive|tiny|lovely|beautiful|tragic|terrible|awful|horrible|deadly|disastrous|decisive
|mad|cruel|brave|wise|old|young|dear|evil|wicked|beloved|great|big bad|poor|mighty|glorious|ancient|medieval|historic|historical
|original|actual|real
|infamous|notorious|the notorious|the late|none other than|just|simply put|by far|all the way|for the win|ftw|hands down|guys|man|mate
|dude|everyone knows|everybody knows|as everyone knows|as we all know|you know|ya know|y'know|like|kind of|kinda|sort of|sorta
"""
PHRASES: dict[str, list[tuple[str, ...]]] = {}
"""Fillers by their first word, the longest first; a word's apostrophe is left out."""
for _part in sorted(_PHRASES.replace("\n", "").replace("'", "").split("|"), key=len, reverse=True):
    PHRASES.setdefault(_part.split()[0], []).append(tuple(_part.split()))
SMALL = frozenset(
    _split("""
    a an the of and in on at to for from by with de du des der den das die van von zu af av da do dos das di del
    della la le les el al ul il lo los las y e et und og och ibn bin ben bint abu umm ad as ash an ar at az ul ud
    al-
    """)
)
ARTICLES = frozenset(_split("a an the of in on at to for from by with & + '"))
FUNCTION = ARTICLES | frozenset(
    _split("""
    and is was were are be been being it its this that these those there here he she they his her their him them who
    whom whose which what when where how did does do done has have had i me my we our us you your as into upon under
    over during after before also too very so such one ones some all both each called named known aka alias ie eg
    during near against between through because since while made became become came come took take went go led lead
    ruled ruling reigned reigning won win fought fight founded wrote written painted built invented discovered
    commanded conquered invaded defeated beat signed started ended began killed died born lived fell sank rose broke sailed arrived landed adopted took place crowned crossed opened closed held
    signed erupted collapsed abdicated surrendered seized captured declared gained lost moved joined formed created launched published
    discovered invented reached existed dissolved abolished executed assassinated murdered elected appointed ended lasted belonged stood happened occurred
    located situated based said say think guess believe would could should might may must can will shall if then
    than or
    """)
) - {"or", "not", "before"}
NEGATIONS = frozenset(
    _split("""
    not no never none neither nor isnt isn't wasnt wasn't arent aren't werent weren't aint ain't cannot cant can't
    dont don't didnt didn't doesnt doesn't wont won't wouldnt wouldn't couldnt couldn't shouldnt shouldn't except
    excepting excluding exclude excluded without besides but minus unlike non anti ex pseudo nobody nothing nowhere
    no-one hardly barely scarcely opposite fake impostor imposter wrong false incorrect everyone everybody anyone
    anybody anything everything rather instead
    """)
)
NEGATED = re.compile(
    r"\b(?:(?:any|every)(?:one|body|thing|where)|all|nothing|nobody|none|no one) (?:but|except|besides|other than|apart from|save)\b"
    r"|\b(?:other|rather) than\b|\binstead of\b|\bapart from\b|\baside from\b|\bas opposed to\b|\bfar from\b|\bthe opposite of\b"
    r"|\bn[o']t\b|\bnon-(?=\w)|\banti-(?=\w)|\b(?:pre|post|neo|ex|pseudo)-(?=\w)"
)
CHOICE = frozenset(_split("or either vs versus alternatively otherwise else possibly/"))
INEXACT = frozenset(
    _split("""
    about around approximately approx roughly circa ca nearly almost over under above below more less most least
    fewer greater between ish odd plus some-odd upwards exceeding beyond before after early late mid middle half
    beginning end start latter first-half second-half pre post nearer near close closer minimum maximum max min up
    bit somewhere sometime something thereabouts give take or
    """)
)
YES = frozenset(
    _split("""
    true t yes y yeah yep yup ya yea aye correct right indeed affirmative oui
    si da ja
    """)
)
NO = frozenset(_split("false f no n nope nah nay wrong incorrect untrue negative never non nein nyet"))
RELATIONS = frozenset(
    _split("""
    son sons daughter daughters wife wives husband husbands spouse brother brothers sister sisters sibling siblings
    mother mothers father fathers mom mum dad parent parents uncle aunt nephew niece cousin cousins widow widower
    mistress lover lovers girlfriend boyfriend fiance fiancee grandson granddaughter grandfather grandmother
    grandchild grandchildren stepson stepdaughter stepfather stepmother heir heirs predecessor successor descendant
    descendants ancestor ancestors child children kid kids twin family friend friends rival rivals enemy enemies
    follower followers supporter supporters army armies troops soldiers men fleet horse dog cat ghost tomb grave
    statue house palace birthplace hometown doctor assistant deputy secretary bodyguard assassin killer murderer
    father-in-law brother-in-law mother-in-law sister-in-law son-in-law protege disciple pupil student teacher
    """)
)
TITLES = frozenset(
    _split("""
    mr mrs ms miss mister master sir dame lord lady madam madame mme monsieur herr frau senor senora signor don dona
    comandante commandante tovarisch citizen hetman ataman voivode kniaz vladyka dr doctor prof professor rev reverend father mother brother sister fr king queen emperor empress tsar czar tzar
    tsarina czarina tsaritsa tsarevich prince princess grand duke duchess archduke archduchess count countess earl
    baron baroness viscount marquis marquess marquise margrave elector landgrave kaiser fuhrer duce caudillo sultan
    sultana shah shahanshah padishah khan khagan khatun emir amir caliph vizier pasha bey aga agha effendi sheikh
    shaykh sheik imam ayatollah mullah maharaja maharajah maharani raja rajah rana rani nawab nizam mahatma pandit
    guru sri shri pharaoh inca sapa negus ras dejazmach mansa oba chief chieftain paramount great doge dogaressa
    consul dictator tribune praetor imperator caesar princeps basileus strategos archon satrap tyrant regent
    protector stadtholder shogun daimyo samurai tenno mikado taisho rikyu president premier pm prime minister
    chancellor chairman chairwoman chair secretary general gen genl colonel col major maj captain capt lieutenant lt
    lieut commander cmdr commandant commodore admiral adm vice rear marshal field generalissimo generalisimo
    generalfeldmarschall feldmarschall grossadmiral sergeant sgt corporal cpl private pvt officer comrade citizen
    tovarishch ambassador senator sen congressman governor gov mayor justice judge chief leader ruler monarch
    sovereign majesty highness holiness eminence excellency honourable honorable hon archbishop bishop cardinal
    abbot abbess prior friar monk nun brother patriarch metropolitan rabbi deacon presbyter prophet apostle saint st
    pope supreme former ex acting future late young old crown first-lady philosopher poet painter artist sculptor
    composer writer author novelist playwright historian scientist physicist chemist mathematician astronomer
    explorer navigator conquistador inventor engineer architect physician surgeon nurse aviator pilot astronaut
    cosmonaut revolutionary statesman politician dictator warlord conqueror soldier hero heroine pirate spy goddess
    god titan nymph mythical legendary biblical us american british french german russian soviet italian spanish
    english roman greek chinese japanese polish dutch ottoman turkish egyptian persian indian mongol austrian
    prussian swedish
    """)
)
ABBREVIATED = {
    "gen": "general", "genl": "general", "col": "colonel", "capt": "captain", "lt": "lieutenant", "lieut": "lieutenant", "adm": "admiral",
    "pres": "president", "gov": "governor", "sen": "senator", "prof": "professor", "dr": "doctor", "st": "saint", "ste": "saint",
    "mt": "mount", "ft": "fort", "no": "number", "nr": "number", "num": "number", "rev": "reverend", "czar": "tsar", "tzar": "tsar",
    "jr": "junior", "jnr": "junior", "jun": "junior", "sr": "senior", "snr": "senior", "bros": "brothers", "dept": "department",
    "govt": "government", "intl": "international", "natl": "national", "assn": "association", "org": "organisation", "org.": "organisation",
    "organization": "organisation", "sgt": "sergeant", "maj": "major", "cmdr": "commander", "ave": "avenue", "univ": "university",
    "r": "r", "is": "is", "isl": "island", "repub": "republic", "rep": "republic", "emp": "empire", "bn": "bn", "op": "operation",
    "hms": "hms", "uss": "uss",
}  # fmt: skip
# Titles that make another person of a namesake.
SACRED = frozenset(_split("pope antipope saint patriarch bishop archbishop cardinal prophet apostle"))
WOMAN = frozenset(
    _split("""
    mrs ms miss madam madame mme lady dame frau senora empress queen tsarina czarina tsaritsa princess duchess
    archduchess countess baroness marquise sultana maharani rani dona goddess she her woman heroine actress wife
    daughter mother sister widow
    """)
)
MAN = frozenset(
    _split("""
    mr mister sir lord king emperor tsar prince duke archduke count earl baron kaiser sultan pope monsieur herr
    senor he his him
    """)
)
GENERATIONS = frozenset(["junior", "senior", "elder", "younger"])
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
agency police
ship battleship cruiser vessel boat liner warship steamer ocean-liner frigate galleon submarine carrier destroyer rms hms uss ss kms sms ijn hmas mv
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
language
philosophy
age era period epoch
project
"""
KINDS: dict[str, frozenset[int]] = {}
for _number, _line in enumerate(_KINDS.strip().splitlines()):
    for _word in _line.split():
        KINDS[_word] = KINDS.get(_word, frozenset()) | {_number}
        if not _word.endswith("s"):
            KINDS.setdefault(f"{_word[:-1]}ies" if _word.endswith("y") else f"{_word}s", KINDS[_word])
# Kinds that a name may do without where the question names the kind: Munich for the Munich Agreement.
DROPPED = frozenset(
    _split("""
    treaty pact agreement accord accords peace battle siege conference congress council diet edict dynasty empire
    river lake mount canal city operation newspaper convention ship battleship sultanate caliphate khanate kingdom
    shogunate sea island concordat compact desert strait gulf
    """)
)
ALWAYS_DROPPED = frozenset(_split("battle siege treaty dynasty river mount city operation"))
STATE_KINDS = frozenset(
    _split("empire kingdom republic state states country nation federation union peninsula province region")
)
GROUP_WORDS = frozenset(
    _split("""
    party people peoples tribe tribes group groups class movement faction soldiers fighters warriors rebels nomads
    members order heirs followers guards knights troops corps cavalry infantry units militia guard
    """)
)
GROUP_WORDS |= frozenset(["sect", "cult", "dynasty", "family", "clan", "revolutionaries"])
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
social national liberal conservative democratic republican socialist communist capitalist christian constitutional radical
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
british french german russian soviet italian spanish portuguese dutch belgian austrian hungarian polish czech slovak swedish danish
norwegian finnish swiss irish scottish welsh english greek turkish ottoman roman byzantine persian iranian iraqi arab egyptian
indian chinese japanese korean vietnamese thai mongol mongolian american canadian mexican brazilian cuban african asian european
"""
SIBLINGS: dict[str, int] = {}
for _number, _line in enumerate(_SIBLINGS.strip().splitlines()):
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
PEOPLE = frozenset(
    _split("""
    man woman boy girl person figure politician theologian historian statesman stateswoman revolutionary dissident dramatist mystic
    mathematician physician musician technician tactician patrician nobleman noblewoman aristocrat merchant tyrant giant saint
    thief outlaw traitor slave rebel king hero heroine celebrity monarch sovereign individual character youth peasant prodigy genius
    theorist thinker polymath logician rhetorician academic cleric heretic martyr missionary humanitarian suffragette zealot
    """)
)
"""Nouns for people that are no titles."""
CALLINGS = frozenset(
    _split("""
    actor actress lawyer journalist teacher banker priest peasant worker student soldier sailor farmer miner printer tailor barber
    singer dancer pianist violinist sculptor cartoonist photographer diplomat economist sociologist biologist botanist geologist
    geographer cartographer archaeologist egyptologist anthropologist psychologist psychoanalyst psychiatrist physicist chemist
    inventor industrialist businessman entrepreneur aviator racer athlete boxer wrestler gladiator knight crusader mercenary
    conquistador explorer navigator voyager seafarer traveller traveler adventurer whaler privateer corsair buccaneer highwayman
    activist abolitionist feminist suffragist socialist communist anarchist fascist nazi nationalist monarchist royalist republican
    democrat liberal conservative radical bolshevik menshevik jacobin girondin reformer preacher evangelist jesuit dominican
    franciscan benedictine sage magician alchemist astrologer astronomer logician strategist theoretician spymaster defector
    assassin gunman regicide conspirator ringleader usurper pretender heiress socialite courtier favourite favorite minister
    """)
)
"""What people do, where it stands before their name."""
NAME_WORDS = frozenset(
    _split(
        "red black little big old young iron sitting standing running crazy wild dancing spotted running laughing dull rain white crying flying lone two three calamity"
    )
)
"""First words of names that are made of words: Sitting Bull."""
NOT_HUMAN = frozenset(
    _split("""
    number river order tower member paper letter charter border power factor matter weather winter summer quarter chapter register
    theatre water silver copper powder leather feather butter sector doctor_ corridor motor error terror horror humor rumor harbor
    labor armor color vapor floor door process success princess_ congress fortress business wilderness illness darkness access
    whiter under over after other another either further former latter later earlier larger greater smaller longer center encounter
    disaster easter monster cluster cover corner career pioneer_ beer peer_ engineer_ frontier quarter manor minor major prior
    """)
)
"""Nouns that only end like those for people."""
POST_TITLES = frozenset(_split("caesar khan pasha bey shah effendi sahib bahadur khatun imperator sensei"))
"""Titles that follow a name."""
DERIVED = frozenset(
    _split("""
    n an ian ean nian ans ians ism isms ist ists istic ic ics ish ese ite ites ium ine ize ise ised ized al ical men
    man ness ship hood ville grad burg burgh stan land opolis polis ton town abad pur son sen ov ova ova ev eva ina
    ides idae esque ana ate ates ated er ers or ors ing y like less ful ski sky skaya ova
    """)
)
