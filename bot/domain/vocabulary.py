"""Words that matter to the judge whatever the question is: fillers, negations, hedges, titles, people."""

_split = str.split

# Said around an answer and no part of it.
_PHRASES = """
i would have to say, i am going to go with, i am gonna go with, im going to go with, im gonna go with,
i will go with, ill go with, id go with, im going with, going with, go with, let me say, lets say, let me guess,
lets go with, my final answer is, my best guess is, my best guess, my answer is, my guess is, my guess, my answer,
the answer is, the answer, final answer, the correct answer is, correct answer, the right answer is, answer is,
answer, best guess, wild guess, just a guess, just guessing, a guess, i am pretty sure it is, im pretty sure its,
im pretty sure, i am pretty sure, i am fairly sure, im fairly sure, i am quite sure, im quite sure, im sure,
i am sure, pretty sure, fairly sure, quite sure, 100% sure, for sure, im not sure but, i am not sure but,
not 100% sure but, not 100% sure, not entirely sure, not quite sure, not really sure, not too sure, not so sure,
im not sure, i am not sure, not sure but, not sure, not certain but, not certain, im not certain, no idea but,
i have no idea but, i have no idea, no idea, no clue but, no clue, i dont know but, i dont know, dont know but,
dont know, idk but, idk, dunno but, dunno, if im not mistaken, if i am not mistaken, if im not wrong,
if i am not wrong, if not mistaken, if i remember correctly, if i recall correctly, if i remember right,
if memory serves, iirc, cant remember but, cannot remember but, correct me if im wrong, correct me if i am wrong,
dont quote me, without a doubt, without doubt, without question, no doubt, undoubtedly, no question, i think it is,
i think its, i think it was, i think that it was, i think that it is, i think that, i think, i thinks, i guess its,
i guess it was, i guess, i believe it was, i believe its, i believe it is, i believe, i suppose, i reckon, id say,
i would say, i say, i said, i assume, i presume, i suspect, i feel like, i know its, i know it was, i know,
i remember, i recall, i mean, methinks, imo, imho, tbh, afaik, could it have been, could it be,
could it possibly be, can it be, might it be, would it be, might have been, may have been, must have been,
has to be, have to be, has got to be, got to be, gotta be, must be, should be, would be, could be, might be, may be,
can only be, it has to be, it must be, that must be, that would be, thatd be, it would be, itd be, it should be,
its gotta be, wasnt it, isnt it, is it not, was it not, was it, is it, was this, is this, was that, is that, it was,
it is, its, its called, that was, that is, thats, this was, this is, he was, she was, he is, she is, they were,
they are, theyre, hes, shes, who is, who was, what is, what was, what are, whats, whos, where is, when was,
that one is, called, known as, named, the name is, the name was, his name was, her name was, his name is,
her name is, name, oh right, oh yes, oh yeah, oh i know, ooh, oooh, of course, obviously, surely, definitely,
clearly, certainly, probably, possibly, presumably, perhaps, maybe, likely, most likely, more likely, very likely,
apparently, supposedly, hopefully, honestly, basically, actually, really, literally, simply, exactly, precisely,
indeed, um, umm, ummm, uh, uhh, uhm, erm, er, ah, ahh, aha, hm, hmm, hmmm, mm, mmm, eh, oh, ohh, well, ok, okay, k,
so, then, yes, yeah, yep, yup, right, sir, maam, please, pls, plz, thanks, thank you, thx, ty, lol, lmao, haha,
hahaha, hehe, heh, xd, rofl, easy, too easy, ez, duh, got it, gotcha, eureka, bingo, wait, hold on, let me think,
let me see, lemme think, hello, hi, hey, dear bot, bot, clio, quizmaster, quiz master, host, sorry, good old,
good ol, the great, the famous, famous, the one and only, one and only, the legendary, legendary, the infamous, mad,
rich, wealthy, poor, powerful, bloody, ruthless, heroic, victorious, huge, giant, massive, tiny, lovely, beautiful,
tragic, terrible, awful, horrible, deadly, disastrous, decisive, cruel, brave, wise, old, young, dear, evil, wicked,
beloved, great, big bad, mighty, glorious, ancient, medieval, historic, historical, original, actual, real,
infamous, notorious, the notorious, the late, none other than, just, simply put, by far, all the way, for the win,
ftw, hands down, guys, man, mate, dude, everyone knows, everybody knows, as everyone knows, as we all know,
you know, ya know, yknow, like, kind of, kinda, sort of, sorta
"""
PHRASES: dict[str, list[tuple[str, ...]]] = {}
"""Fillers by their first word, the longest first; a word's apostrophe is left out."""
for _part in sorted(_PHRASES.replace("\n", " ").split(","), key=len, reverse=True):
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
    across over during after before also too very so such one ones some all both each called named known aka alias ie eg
    during near against between through because since while made became become came come took take went go led lead
    ruled ruling reigned reigning won win fought fight founded wrote written painted built invented discovered
    commanded conquered invaded defeated beat signed started ended began killed died born lived fell sank rose broke
    sailed arrived landed adopted took place crowned crossed opened closed held signed erupted collapsed abdicated
    surrendered seized captured declared gained lost moved joined formed created launched published discovered
    invented reached existed dissolved abolished executed assassinated murdered elected appointed ended lasted
    belonged stood happened occurred located situated based said say think guess believe would could should might
    may must can will shall if then than or
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
CHOICE = frozenset(_split("or either vs versus alternatively otherwise else possibly/"))
INEXACT = frozenset(
    _split("""
    c some about around approximately approx roughly circa ca nearly almost over under above below more less most least
    fewer greater between ish odd plus some-odd upwards exceeding beyond before after early late mid middle half
    beginning end start latter first-half second-half pre post nearer near close closer minimum maximum max min up
    bit somewhere sometime something thereabouts give take or ~ +
    """)
)
YES = frozenset(
    _split("""
    true treu ture t yes y yeah yep yup ya yea aye correct right indeed affirmative oui si da ja
    """)
)
NO = frozenset(
    _split("false flase fasle flse myth bogus f no n nope nah nay wrong incorrect untrue negative never non nein nyet")
)
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
    mr mrs ms miss mister master sir dame lord lady madam madame mme monsieur herr frau senor senora signor don dom
    dona comandante commandante tovarisch citizen hetman ataman voivode kniaz vladyka dr doctor prof professor rev
    reverend father mother brother sister fr king queen emperor empress tsar czar tzar tsarina czarina tsaritsa
    tsarevich prince princess grand duke duchess archduke archduchess count countess earl baron baroness viscount
    marquis marquess marquise margrave elector landgrave kaiser fuhrer duce caudillo sultan sultana shah shahanshah
    padishah khan khagan khatun emir amir caliph vizier pasha bey aga agha effendi sheikh shaykh sheik imam ayatollah
    mullah maharaja maharajah maharani raja rajah rana rani nawab nizam mahatma pandit guru sri shri pharaoh inca sapa
    negus ras dejazmach mansa oba chief chieftain paramount great doge dogaressa consul dictator tribune praetor
    imperator caesar princeps basileus strategos archon satrap tyrant regent protector stadtholder shogun daimyo
    samurai tenno mikado taisho rikyu president premier pm prime minister chancellor chairman chairwoman chair
    secretary general gen genl colonel col major maj captain capt lieutenant lt lieut commander cmdr commandant
    commodore admiral adm vice rear marshal field generalissimo generalisimo generalfeldmarschall feldmarschall
    grossadmiral sergeant sgt corporal cpl private pvt officer comrade tovarishch ambassador senator sen congressman
    governor gov mayor justice judge leader ruler monarch sovereign majesty highness holiness eminence excellency
    honourable honorable hon archbishop bishop cardinal abbot abbess prior friar monk nun patriarch metropolitan rabbi
    fray fra frei nana mirza mulay moulay sidi viceroy proconsul legate triumvir deacon
    presbyter prophet apostle saint st pope supreme former ex acting future late young old crown first-lady
    philosopher poet painter artist sculptor composer writer author novelist playwright historian scientist physicist
    chemist mathematician astronomer explorer navigator conquistador inventor engineer architect physician surgeon
    nurse aviator pilot astronaut cosmonaut revolutionary statesman politician warlord conqueror soldier hero heroine
    pirate spy goddess god titan nymph mythical legendary biblical commissar narkom delegate consort dowager infante
    infanta dauphin dauphine margravine landgravine hospodar boyar dey beg beylerbey sardar sirdar sheriff brigadier
    ensign midshipman bosun skipper kapitan oberst hauptmann gauleiter reichsmarschall reichsfuhrer obergruppenfuhrer
    kommandant podesta condottiere conde duque marques rey reina roi reine konig koenig graf freiherr ritter junker
    prinz herzog zar knyaz tsesarevich tsarevna atabeg ilkhan maulana mawlana mahdi sharif qadi hajji hajj alhaji
    sayyid peshwa diwan thakur chhatrapati maharana acharya swami lama bodhisattva kabaka asantehene alaafin manikongo
    cacique sachem sieur abbe padre pastor vicar chaplain provost rector maestro representative
    chieftainess mogul khedive exarch catholicos archimandrite starets hegumen despot sebastokrator vozhd conducator
    poglavnik taoiseach intendant syndic burgomaster bailiff squire seneschal paladin
    banneret laird thane jarl huscarl taikonaut commander-in-chief major-general lieutenant-general vice-admiral rear-
    admiral
    """)
)
ORIGINS = frozenset(
    _split("""
    us american british french german russian soviet italian spanish english roman greek chinese japanese polish dutch
    ottoman turkish egyptian persian indian mongol austrian prussian swedish scottish welsh irish portuguese belgian
    danish norwegian finnish hungarian czech serbian bulgarian romanian ukrainian georgian armenian arab jewish
    african asian european canadian mexican brazilian argentine cuban korean vietnamese byzantine carthaginian
    athenian spartan macedonian babylonian assyrian aztec inca zulu bolshevik venetian florentine genoese corsican
    bohemian bavarian saxon burgundian norman breton basque catalan castilian sicilian neapolitan flemish walloon
    frisian icelandic swiss slovak slovenian croatian bosnian montenegrin albanian moldovan latvian lithuanian
    estonian belarusian tatar kazakh uzbek turkmen kyrgyz tajik afghan pakistani bangladeshi nepalese tibetan burmese
    thai siamese khmer cambodian laotian malay indonesian javanese filipino taiwanese mongolian iranian iraqi syrian
    lebanese israeli palestinian jordanian saudi yemeni omani kuwaiti libyan tunisian algerian moroccan sudanese
    nubian ethiopian somali kenyan ugandan tanzanian rwandan congolese angolan zimbabwean rhodesian zambian malawian
    mozambican namibian ghanaian nigerian senegalese malian guinean liberian ivorian cameroonian malagasy maori samoan
    tongan fijian hawaiian australian chilean peruvian bolivian colombian venezuelan ecuadorian paraguayan uruguayan
    haitian jamaican nicaraguan guatemalan honduran salvadoran panamanian theban corinthian syracusan ionian cretan
    thracian parthian sogdian scythian phoenician sumerian hittite hebrew israelite judean frankish visigothic
    ostrogothic gothic lombard viking rus kievan muscovite cossack apache sioux lakota cherokee shawnee mohawk maya
    mayan mixtec toltec incan luxembourgish maltese cypriot lydian mughal timurid safavid seljuk mamluk ayyubid
    fatimid abbasid umayyad menshevik
    """)
)
"""Of what country somebody is, where it stands before a title or a name."""
ABBREVIATED = dict(
    pair.split("=")
    for pair in _split("""
    gen=general genl=general col=colonel capt=captain lt=lieutenant lieut=lieutenant adm=admiral pres=president
    gov=governor sen=senator prof=professor dr=doctor st=saint ste=saint mt=mount ft=fort no=number nr=number
    num=number rev=reverend czar=tsar tzar=tsar jr=junior jnr=junior jun=junior sr=senior snr=senior bros=brothers
    dept=department govt=government intl=international natl=national assn=association org=organisation
    organization=organisation sgt=sergeant maj=major cmdr=commander ave=avenue univ=university isl=island
    repub=republic rep=republic emp=empire op=operation
    """)
)
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
    senor he his him mahatma
    """)
)
GENERATIONS = frozenset(["junior", "senior", "elder", "younger"])
GROUP_WORDS = frozenset(
    _split("""
    party people peoples tribe tribes group groups class movement faction soldiers fighters warriors rebels nomads
    members order heirs followers guards knights troops corps cavalry infantry units militia guard
    """)
)
GROUP_WORDS |= frozenset(["sect", "cult", "dynasty", "family", "clan", "revolutionaries"])
PEOPLE = frozenset(
    _split("""
    man woman boy girl person figure politician theologian historian statesman stateswoman revolutionary dissident
    dramatist mystic mathematician physician musician technician tactician patrician nobleman noblewoman aristocrat
    merchant tyrant giant saint thief outlaw traitor slave rebel king hero heroine celebrity monarch sovereign
    individual character youth peasant prodigy genius theorist thinker polymath logician rhetorician academic cleric
    heretic martyr missionary humanitarian suffragette zealot boss eunuch founder cofounder dwarf ringmaster pioneer
    orator demagogue author widow courtesan concubine favourite prophetess priestess nurse midwife hermit anchorite
    ascetic shaman seer sibyl oracle bard troubadour minstrel chronicler scribe annalist biographer diarist essayist
    satirist lyricist librettist virtuoso maestro visionary nationalist regicide warrior charioteer archer swordsman
    gunslinger bandit brigand smuggler slaver planter magnate tycoon banker financier landowner landlord serf cossack
    courtier squire sorcerer wizard witch convert pilgrim refugee exile emigre dissenter reformist radical firebrand
    agitator propagandist partisan guerrilla commandant jailer executioner hangman informer turncoat collaborator
    codebreaker cryptographer cryptanalyst physiologist pathologist virologist bacteriologist microbiologist
    geneticist naturalist ornithologist meteorologist seismologist metallurgist optician clockmaker watchmaker
    gunsmith blacksmith goldsmith silversmith engraver printer publisher editor translator linguist philologist
    lexicographer orientalist sinologist grammarian jurist lawgiver lawmaker legislator magistrate attorney solicitor
    barrister advocate prosecutor diplomat envoy emissary legate plenipotentiary negotiator peacemaker mediator
    mountaineer climber sherpa swimmer sprinter runner footballer cricketer cyclist golfer champion olympian aeronaut
    balloonist parachutist stowaway castaway filmmaker director actor actress dancer ballerina choreographer conductor
    soprano tenor potter weaver calligrapher designer couturier architect gardener
    """)
)
"""Nouns for people that are no titles."""
CALLINGS = frozenset(
    _split("""
    actor actress lawyer journalist teacher banker priest peasant worker student soldier sailor farmer miner printer
    tailor barber singer dancer pianist violinist sculptor cartoonist photographer diplomat economist sociologist
    biologist botanist geologist geographer cartographer archaeologist egyptologist anthropologist psychologist
    psychoanalyst psychiatrist physicist chemist inventor industrialist businessman entrepreneur aviator racer
    athlete boxer wrestler gladiator knight crusader mercenary conquistador explorer navigator voyager seafarer
    traveller traveler adventurer whaler privateer corsair buccaneer highwayman activist abolitionist feminist
    suffragist socialist communist anarchist fascist nazi nationalist monarchist royalist republican democrat
    liberal conservative radical bolshevik menshevik jacobin girondin reformer preacher evangelist jesuit dominican
    franciscan benedictine sage magician alchemist astrologer astronomer logician strategist theoretician spymaster
    defector assassin gunman regicide conspirator ringleader usurper pretender heiress socialite courtier favourite
    favorite minister
    """)
)
"""What people do, where it stands before their name."""
NAME_WORDS = frozenset(
    _split("""
    red black white little big old young iron sitting standing running crazy wild dancing spotted laughing dull rain
    crying flying lone two three calamity
    """)
)
"""First words of names that are made of words: Sitting Bull."""
NOT_HUMAN = frozenset(
    _split("""
    number river order tower member paper letter charter border power factor matter weather winter summer quarter
    chapter register theatre water silver copper powder leather feather butter sector doctor_ corridor motor error
    terror horror humor rumor harbor labor armor color vapor floor door process success princess_ congress fortress
    business wilderness illness darkness access whiter under over after other another either further former latter
    later earlier larger greater smaller longer center encounter disaster easter monster cluster cover corner career
    pioneer_ beer peer_ engineer_ frontier quarter manor minor major prior
    """)
)
"""Nouns that only end like those for people."""
POST_TITLES = frozenset(
    _split("caesar khan pasha bey shah effendi sahib bahadur khatun imperator sensei khagan aga agha beg begum rani")
)
"""Titles that follow a name."""
