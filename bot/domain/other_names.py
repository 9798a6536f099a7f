"""Names of one thing in other languages and spellings that no rule of sound could find."""

from bot.domain.answer_words import normal, words_of

_SAME = """
genghis khan|chinggis khan|jenghis khan|chingis khan|chingiz khan|temujin|genghis|chinggis|jenghis
chiang kai shek|jiang jieshi|chiang chieh shih|jiang jie shi
sun yat sen|sun zhongshan|sun wen|sun yixian
tutankhamun|king tut|tut|tutankhamen|tutankhamon
qin shi huang|qin shi huangdi|shi huangdi|first emperor of qin|chin shih huang ti
erik the red|erik thorvaldsson
confucius|kong fuzi|kongzi|kung fu tzu
laozi|lao tzu|lao tse
sun tzu|sunzi|sun tse|sun wu
mencius|mengzi
cixi|tzu hsi|empress dowager cixi|ci xi
zheng he|cheng ho
koxinga|zheng chenggong
averroes|ibn rushd
avicenna|ibn sina
saladin|salah ad din|salah al din|salah ud din|salahuddin|salaheddin|salah eddin
tamerlane|timur|timur the lame|timur lenk|timur leng
charlemagne|charles the great|karl der grosse|carolus magnus
beijing|peking|peiping
nanjing|nanking
guangzhou|canton
chongqing|chungking
tianjin|tientsin
xian|sian
hong kong|xianggang
moscow|moskva|moskau|moscou
saint petersburg|sankt peterburg|sankt petersburg
kyiv|kiev|kyyiv
kharkiv|kharkov
lviv|lvov|lwow|lemberg
odessa|odesa
warsaw|warszawa|varshava|warschau|varsovie
cracow|krakow|krakau
prague|praha|prag
vienna|wien|vienne
munich|munchen|muenchen|monaco di baviera
cologne|koln|koeln
nuremberg|nurnberg|nuernberg
rome|roma
venice|venezia|venedig
florence|firenze|florenz
milan|milano|mailand
naples|napoli|neapel
turin|torino
genoa|genova
padua|padova
lisbon|lisboa
seville|sevilla
saragossa|zaragoza
athens|athina|athinai|athenai|athen
sparta|sparti|lacedaemon
thebes|thiva|thebai
corinth|korinthos
thessaloniki|salonica|salonika|saloniki|thessalonica
crete|kriti|kreta|candia
cyprus|kypros|kibris
rhodes|rodos
istanbul|stamboul|stambul
izmir|smyrna
cairo|al qahira|al qahirah|el qahira
alexandria|iskandariya|al iskandariya
jerusalem|yerushalayim|al quds
damascus|dimashq
baghdad|bagdad
mecca|makkah|mekka
medina|madinah
tehran|teheran
isfahan|esfahan|ispahan
calcutta|kolkata
bombay|mumbai
madras|chennai
copenhagen|kobenhavn|kopenhagen
brussels|bruxelles|brussel
antwerp|antwerpen|anvers
bruges|brugge
ghent|gent|gand
the hague|den haag
geneva|geneve|genf
basel|basle
belgrade|beograd
bucharest|bucuresti
sofia|sofiya
tokyo|dong jing
kyoto|jing du
osaka|da ban
nagasaki|zhang qi
hiroshima|guang dao
japan|nippon|nihon|ri ben
china|zhongguo|zhong guo
korea|hanguk|choson|joseon
germany|deutschland|allemagne|germaniya|alemania
france|frankreich|frantsiya|francia
england|angliya|angleterre|inglaterra
spain|espana|ispaniya|spanien|espagne
italy|italia|italiya|italien|italie
poland|polska|polsha|pologne|polen
hungary|magyarorszag|vengriya|ungarn
austria|osterreich|oesterreich|avstriya
switzerland|schweiz|suisse|svizzera|helvetia
sweden|sverige|shvetsiya
norway|norge|norvegiya
denmark|danmark|daniya
finland|suomi|finlyandiya
greece|hellas|ellada|gretsiya
turkey|turkiye|turtsiya
russia|rossiya|rossia|russland|russie
ukraine|ukraina
crimea|krym|krim
georgia|sakartvelo|gruziya
armenia|hayastan
egypt|misr|egipet|agypten
india|bharat|hindustan
netherlands|holland|nederland
united kingdom|britain|great britain|uk
united states of america|united states|usa|us|america|the states
soviet union|ussr|union of soviet socialist republics|sssr|cccp|sovetskii soyuz|sovetskiy soyuz
alexander the great|alexander of macedon|alexander of macedonia|megas alexandros|alexandros o megas
  |alexander magnus|aleksandr makedonskiy|iskander the great
aristotle|aristoteles|aristotelis
plato|platon
homer|homeros|omiros
horace|horatius
virgil|vergil|vergilius|publius vergilius maro
livy|titus livius
ovid|ovidius
pliny the elder|gaius plinius secundus
mark antony|marcus antonius|marc antony|mark anthony
pompey|pompeius|pompey the great|pompeius magnus
octavian|octavianus|octavius
nicolaus copernicus|mikolaj kopernik|kopernik|copernic|kopernikus
christopher columbus|cristobal colon|cristoforo colombo|colon|colombo
ferdinand magellan|fernao de magalhaes|magalhaes|fernando de magallanes
john cabot|giovanni caboto
amerigo vespucci|americus vespucius
erasmus|desiderius erasmus|erasmus of rotterdam
john calvin|jean calvin|jean cauvin
vlad the impaler|vlad tepes|vlad dracula|vlad iii
jan hus|john huss|john hus
moctezuma ii|montezuma ii|motecuhzoma ii|moteuczoma ii
montezuma|moctezuma|motecuhzoma
odysseus|ulysses
zeus
hercules|heracles|herakles
odin|woden|wotan
thor|donar|thorr
danube|donau|duna|dunaj|dunarea|dunav
rhine|rhein|rhin|rijn
vistula|wisla|weichsel
elbe|laba
oder|odra
nile|nil|an nil
tiber|tevere
thames|tamise
volga|wolga
dnieper|dnepr|dnipro
yangtze|yangzi|chang jiang|yangtse
yellow river|huang he|hwang ho|huang ho
mount everest|everest|chomolungma|sagarmatha|qomolangma
vesuvius|mount vesuvius|vesuvio
sicily|sicilia
sardinia|sardegna
corsica|corse|korsika
bohemia|bohmen|cechy
silesia|schlesien|slask
prussia|preussen|prusy
bavaria|bayern
saxony|sachsen
tuscany|toscana
normandy|normandie
burgundy|bourgogne
brittany|bretagne
flanders|vlaanderen|flandern
mustafa kemal ataturk|mustafa kemal|kemal ataturk|mustafa kemal pasha|ataturk
vladimir lenin|vladimir ulyanov|v i lenin|vladimir ilyich ulyanov
leon trotsky|lev bronstein|lev davidovich bronstein
joseph stalin|iosif dzhugashvili|josef dzhugashvili|ioseb jughashvili
josip broz tito|josip broz|marshal tito|tito
pol pot|saloth sar
malcolm x|malcolm little
muhammad ali|cassius clay
t e lawrence|lawrence of arabia
el cid|rodrigo diaz de vivar|rodrigo diaz
mother teresa|saint teresa of calcutta
richard 1|richard the lionheart|richard lionheart|richard coeur de lion
william the conqueror|william 1|william of normandy
peter the great|peter 1|petr velikiy|pyotr 1
catherine the great|catherine 2|ekaterina 2
ivan the terrible|ivan 4|ivan groznyy|ivan grozny
suleiman the magnificent|suleiman 1|suleiman the lawgiver
mehmed the conqueror|mehmed 2|fatih sultan mehmed
vladimir the great|vladimir 1
vladimir the great|volodymyr the great
edward the longshanks|edward 1|edward longshanks
philip the fair|philip 4
john lackland|king john|john
joan of arc|jeanne darc|jeanne d arc|maid of orleans
mary queen of scots|mary stuart|mary 1 of scotland
bloody mary|mary 1|mary tudor
mark twain|samuel clemens|samuel langhorne clemens
george orwell|eric blair
voltaire|francois marie arouet
moliere|jean baptiste poquelin
el greco|domenikos theotokopoulos
caravaggio|michelangelo merisi
titian|tiziano|tiziano vecellio
raphael|raffaello|raffaello sanzio|raffaello santi
botticelli|sandro botticelli
donatello|donato di niccolo
world war 1|first world war|great war|wwi|ww1|the great war|first great war|pervaya mirovaya voyna
world war 2|second world war|wwii|ww2|vtoraya mirovaya voyna
cold war|kholodnaya voyna
black death|great mortality
ottoman empire|ottomans|osmanli imparatorlugu|turkish empire
byzantine empire|eastern roman empire|byzantium
achaemenid empire|first persian empire
holy roman empire|hre
manchu dynasty|qing dynasty|ching dynasty|manchus
gestapo|geheime staatspolizei|secret state police
ss|schutzstaffel
sa|sturmabteilung|brownshirts
nkvd|peoples commissariat for internal affairs|peoples commissariat of internal affairs
kgb|committee for state security|committee of state security
cia|central intelligence agency
fbi|federal bureau of investigation
nato|north atlantic treaty organisation|north atlantic treaty organization|otan
un|united nations|united nations organisation|uno|onu
eu|european union
eec|european economic community
ecsc|european coal and steel community
opec|organisation of the petroleum exporting countries|organisation of petroleum exporting countries
imf|international monetary fund
who|world health organisation
anc|african national congress
plo|palestine liberation organisation|palestinian liberation organisation
ira|irish republican army
eta|euskadi ta askatasuna
kmt|kuomintang|guomindang|chinese nationalist party|nationalist party
ccp|chinese communist party|cpc|communist party of china
fln|front de liberation nationale|national liberation front
cheka|vecheka|vchk|che ka
comintern|communist international|third international|komintern
comecon|council for mutual economic assistance|cmea|sev
raf|royal air force
dutch east india company|voc|vereenigde oostindische compagnie
british east india company|eic|east india company
franklin roosevelt|fdr|franklin delano roosevelt
john f kennedy|jfk|john fitzgerald kennedy|john kennedy
lyndon b johnson|lbj|lyndon baines johnson
martin luther king|mlk|martin luther king junior|mlk junior
das kapital|capital|kapital
mein kampf|my struggle
"""
OTHER_NAMES: dict[str, tuple[str, ...]] = {}
"""All names of a thing by the normal form of each of them."""
for _line in _SAME.replace("\n  ", "").strip().splitlines():
    _names = tuple(_line.split("|"))
    for _name in _names:
        OTHER_NAMES.setdefault(normal(words_of(_name)), _names)
