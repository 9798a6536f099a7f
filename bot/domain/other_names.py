"""Names of one thing in other languages and spellings that no rule of sound could find."""

from bot.domain.answer_words import normal, words_of

_SAME = """
genghis khan|chinggis khan|jenghis khan|chingis khan|chingiz khan|temujin|genghis|chinggis|jenghis; chiang kai
shek|jiang jieshi|chiang chieh shih|jiang jie shi|chan kayshi; sun yat sen|sun zhongshan|sun wen|sun yixian|sun
yatsen; tutankhamun|king tut|tut|tutankhamen|tutankhamon; qin shi huang|qin shi huangdi|shi huangdi|first emperor of
qin|chin shih huang ti; erik the red|erik thorvaldsson; confucius|kong fuzi|kongzi|kung fu tzu; laozi|lao tzu|lao
tse; sun tzu|sunzi|sun tse|sun wu; mencius|mengzi; cixi|tzu hsi|empress dowager cixi|ci xi; zheng he|cheng ho;
koxinga|zheng chenggong; averroes|ibn rushd; avicenna|ibn sina; saladin|salah ad din|salah al din|salah ud
din|salahuddin|salaheddin|salah eddin; tamerlane|timur|timur the lame|timur lenk|timur leng; charlemagne|charles the
great|karl der grosse|carolus magnus; beijing|peking|peiping|pekin; nanjing|nanking; guangzhou|canton;
chongqing|chungking; tianjin|tientsin; xian|sian; hong kong|xianggang; moscow|moskva|moskau|moscou; saint
petersburg|petersburg|sankt peterburg|sankt petersburg; kyiv|kiev|kyyiv; kharkiv|kharkov; lviv|lvov|lwow|lemberg;
odessa|odesa; warsaw|warszawa|varshava|warschau|varsovie; cracow|krakow|krakau; prague|praha|prag;
vienna|wien|vienne|vena; munich|munchen|muenchen|monaco di baviera; cologne|koln|koeln;
nuremberg|nurnberg|nuernberg; rome|roma|rim; venice|venezia|venedig|venetsiya; florence|firenze|florenz|florentsiya;
milan|milano|mailand; naples|napoli|neapel|neapol; turin|torino; genoa|genova; padua|padova; lisbon|lisboa|lissabon;
seville|sevilla; saragossa|zaragoza; athens|athina|athinai|athenai|athen|afiny; sparta|sparti|lacedaemon;
thebes|thiva|thebai|fivy; corinth|korinthos|korinf; thessaloniki|salonica|salonika|saloniki|thessalonica;
crete|kriti|kreta|candia; cyprus|kypros|kibris; rhodes|rodos; istanbul|stamboul|stambul; izmir|smyrna; cairo|al
qahira|al qahirah|el qahira|kair; alexandria|iskandariya|al iskandariya; jerusalem|yerushalayim|al quds|ierusalim;
damascus|dimashq; baghdad|bagdad; mecca|makkah|mekka; medina|madinah; tehran|teheran; isfahan|esfahan|ispahan;
calcutta|kolkata; bombay|mumbai; madras|chennai; copenhagen|kobenhavn|kopenhagen|kopengagen;
brussels|bruxelles|brussel|bryussel; antwerp|antwerpen|anvers; bruges|brugge; ghent|gent|gand; the hague|den haag;
geneva|geneve|genf|zheneva; basel|basle; belgrade|beograd; bucharest|bucuresti; sofia|sofiya; tokyo|dong jing|tokio;
kyoto|jing du; osaka|da ban; nagasaki|zhang qi; hiroshima|guang dao|khirosima; japan|nippon|nihon|ri ben|yaponiya;
china|zhongguo|zhong guo|kitay; korea|hanguk|choson|joseon|koreya; germany|deutschland|allemagne|germaniya|alemania;
france|frankreich|frantsiya|francia; england|angliya|angleterre|inglaterra; spain|espana|ispaniya|spanien|espagne;
italy|italia|italiya|italien|italie; poland|polska|polsha|pologne|polen; hungary|magyarorszag|vengriya|ungarn;
austria|osterreich|oesterreich|avstriya; switzerland|schweiz|suisse|svizzera|helvetia; sweden|sverige|shvetsiya;
norway|norge|norvegiya; denmark|danmark|daniya; finland|suomi|finlyandiya; greece|hellas|ellada|gretsiya;
turkey|turkiye|turtsiya; russia|rossiya|rossia|russland|russie; ukraine|ukraina; crimea|krym|krim;
georgia|sakartvelo|gruziya; armenia|hayastan; egypt|misr|egipet|agypten; india|bharat|hindustan;
netherlands|holland|nederland|gollandiya|niderlandy; united kingdom|britain|great britain|uk; united states of
america|united states|usa|us|america|the states; soviet union|ussr|union of soviet socialist
republics|sssr|cccp|sovetskii soyuz|sovetskiy soyuz; alexander the great|alexander of macedon|alexander of
macedonia|megas alexandros|alexandros o megas|alexander magnus|aleksandr makedonskiy|iskander the great;
aristotle|aristoteles|aristotelis; plato|platon; homer|homeros|omiros|gomer; horace|horatius|goratsiy;
virgil|vergil|vergilius|publius vergilius maro; livy|titus livius; ovid|ovidius; pliny the elder|gaius plinius
secundus; mark antony|marcus antonius|marc antony|mark anthony; pompey|pompeius|pompey the great|pompeius magnus;
octavian|octavianus|octavius|augustus|caesar augustus|gaius octavius; nicolaus copernicus|mikolaj
kopernik|kopernik|copernic|kopernikus; christopher columbus|cristobal colon|cristoforo colombo|colon|colombo;
ferdinand magellan|fernao de magalhaes|magalhaes|fernando de magallanes; john cabot|giovanni caboto; amerigo
vespucci|americus vespucius; erasmus|desiderius erasmus|erasmus of rotterdam; john calvin|jean calvin|jean cauvin;
vlad the impaler|vlad tepes|vlad dracula|vlad iii; jan hus|john huss|john hus; moctezuma ii|montezuma ii|motecuhzoma
ii|moteuczoma ii; montezuma|moctezuma|motecuhzoma; odysseus|ulysses; hercules|heracles|herakles|gerakl;
odin|woden|wotan; thor|donar|thorr; danube|donau|duna|dunaj|dunarea|dunav|dunay; rhine|rhein|rhin|rijn|reyn;
vistula|wisla|weichsel; elbe|laba; oder|odra; nile|nil|an nil; tiber|tevere; thames|tamise; volga|wolga;
dnieper|dnepr|dnipro; yangtze|yangzi|chang jiang|yangtse; yellow river|huang he|hwang ho|huang ho; mount
everest|everest|chomolungma|sagarmatha|qomolangma; vesuvius|mount vesuvius|vesuvio; sicily|sicilia;
sardinia|sardegna; corsica|corse|korsika; bohemia|bohmen|cechy; silesia|schlesien|slask; prussia|preussen|prusy;
bavaria|bayern; saxony|sachsen; tuscany|toscana; normandy|normandie; burgundy|bourgogne; brittany|bretagne;
flanders|vlaanderen|flandern; mustafa kemal ataturk|mustafa kemal|kemal ataturk|mustafa kemal pasha|ataturk;
vladimir lenin|vladimir ulyanov|v i lenin|vladimir ilyich ulyanov; leon trotsky|lev bronstein|lev davidovich
bronstein; joseph stalin|iosif dzhugashvili|josef dzhugashvili|ioseb jughashvili; josip broz tito|josip broz|marshal
tito|tito; pol pot|saloth sar; malcolm x|malcolm little; muhammad ali|cassius clay; t e lawrence|lawrence of arabia;
el cid|rodrigo diaz de vivar|rodrigo diaz; mother teresa|saint teresa of calcutta; richard 1|richard the
lionheart|richard lionheart|richard coeur de lion; william the conqueror|william 1|william of normandy; peter the
great|peter 1|petr velikiy|pyotr 1; catherine the great|catherine 2|ekaterina 2; ivan the terrible|ivan 4|ivan
groznyy|ivan grozny; suleiman the magnificent|suleiman 1|suleiman the lawgiver; mehmed the conqueror|mehmed 2|fatih
sultan mehmed; vladimir the great|vladimir 1; vladimir the great|volodymyr the great; edward the longshanks|edward
1|edward longshanks; philip the fair|philip 4; john lackland|king john|john; joan of arc|jeanne darc|jeanne d
arc|maid of orleans|johanna von orleans|juana de arco|giovanna darco|la pucelle; mary queen of scots|mary
stuart|mary 1 of scotland; bloody mary|mary 1|mary tudor; mark twain|samuel clemens|samuel langhorne clemens; george
orwell|eric blair; voltaire|francois marie arouet; moliere|jean baptiste poquelin; el greco|domenikos
theotokopoulos; caravaggio|michelangelo merisi; titian|tiziano|tiziano vecellio; raphael|raffaello|raffaello
sanzio|raffaello santi; botticelli|sandro botticelli; donatello|donato di niccolo; world war 1|first world war|great
war|wwi|ww1|the great war|first great war|pervaya mirovaya voyna; world war 2|second world war|wwii|ww2|vtoraya
mirovaya voyna; cold war|kholodnaya voyna; black death|great mortality|plague|bubonic plague; ottoman
empire|ottomans|osmanli imparatorlugu|turkish empire; byzantine empire|eastern roman empire|byzantium; achaemenid
empire|first persian empire; holy roman empire|hre; manchu dynasty|qing dynasty|ching dynasty|manchus;
gestapo|geheime staatspolizei|secret state police; ss|schutzstaffel; sa|sturmabteilung|brownshirts; nkvd|peoples
commissariat for internal affairs|peoples commissariat of internal affairs; kgb|committee for state
security|committee of state security; cia|central intelligence agency; fbi|federal bureau of investigation;
nato|north atlantic treaty organisation|north atlantic treaty organization|otan; un|united nations|united nations
organisation|uno|onu; eu|european union; eec|european economic community; ecsc|european coal and steel community;
opec|organisation of the petroleum exporting countries|organisation of petroleum exporting countries;
imf|international monetary fund; who|world health organisation; anc|african national congress; plo|palestine
liberation organisation|palestinian liberation organisation; ira|irish republican army; eta|euskadi ta askatasuna;
kmt|kuomintang|guomindang|chinese nationalist party|nationalist party; ccp|chinese communist party|cpc|communist
party of china; fln|front de liberation nationale|national liberation front; cheka|vecheka|vchk|che ka;
comintern|communist international|third international|komintern; comecon|council for mutual economic
assistance|cmea|sev; raf|royal air force; dutch east india company|voc|vereenigde oostindische compagnie; british
east india company|eic|east india company; franklin roosevelt|fdr|franklin delano roosevelt|ruzvelt; john f
kennedy|jfk|john fitzgerald kennedy|john kennedy; lyndon b johnson|lbj|lyndon baines johnson; martin luther
king|mlk|martin luther king junior|mlk junior; das kapital|capital|kapital; mein kampf|my struggle;
akhenaten|akhenaton|ikhnaton|echnaton|amenhotep 4|amenophis 4; amenhotep 3|amenophis 3; thutmose 3|tuthmosis
3|thutmosis 3; khufu|cheops; khafre|chephren; menkaure|mykerinos; ramesses 2|ramses 2|ramesses the great|ramses the
great; xerxes|xerxes 1|khshayarsha; darius the great|darius 1; cyrus the great|cyrus 2|kurosh; nebuchadnezzar
2|nebuchadrezzar 2; herod the great|herod 1; constantine the great|constantine 1|constantine; justinian the
great|justinian 1|justinian; theodosius the great|theodosius 1; nero|neron|nerone; caligula|gaius caesar;
trajan|traianus|traiano; marcus aurelius|marc aurel; julius caesar|gaius julius caesar|giulio cesare|jules
cesar|tsezar|yuliy tsezar; cicero|marcus tullius cicero|tully; scipio africanus|scipio the elder|publius cornelius
scipio; shaka|chaka|shaka zulu; menelik 2|sahle maryam; haile selassie|ras tafari|tafari makonnen|haile selassie 1;
tewodros 2|theodore 2 of ethiopia|tewodros; sundiata keita|sundiata|sunjata|mari djata; mansa musa|musa 1 of
mali|kankan musa; askia the great|askia muhammad|askia mohammad 1; nzinga|njinga|ana nzinga|nzinga mbande; samori
toure|samory toure; abd el krim|abdelkrim|abd al karim al khattabi; abd el kader|abdelkader|abd al qadir|emir
abdelkader; abu bakr|abu bekr; harun al rashid|haroun al rashid|harun ar rashid; al
khwarizmi|khwarizmi|algoritmi|algorismus; alhazen|ibn al haytham|alhacen; al ghazali|algazel|ghazali; al
farabi|alfarabi|farabi; omar khayyam|khayyam; rumi|mevlana|jalal ad din rumi; ferdowsi|firdausi|firdawsi|firdusi;
hafez|hafiz; saadi|sadi; babur|babar|baber|zahir ud din muhammad; akbar|akbar the great; aurangzeb|alamgir;
ashoka|asoka|ashoka the great|ashoka maurya; chandragupta maurya|sandrocottus|sandrokottos;
chanakya|kautilya|vishnugupta; buddha|siddhartha gautama|gautama buddha|shakyamuni|gotama|siddhartha; mahatma
gandhi|mohandas gandhi|mohandas karamchand gandhi|gandhiji|bapu; rani of jhansi|rani lakshmibai|lakshmibai|lakshmi
bai; shivaji|sivaji|chhatrapati shivaji; guru nanak|nanak; xuanzang|hsuan tsang|hiuen tsang; puyi|pu yi|henry pu
yi|xuantong emperor; kangxi|kang hsi|kangxi emperor; qianlong|chien lung|qianlong emperor; wu zetian|empress wu|wu
tse tien|wu hou; sima qian|ssu ma chien; mao zedong|mao tse tung|chairman mao|mao|mao tszedun; deng xiaoping|teng
hsiao ping|den syaopin; zhou enlai|chou en lai|chzhou enlay; lin biao|lin piao; hong xiuquan|hung hsiu chuan; cao
cao|tsao tsao; cai lun|tsai lun; park chung hee|park chung hi|bak jeonghui|pak chong hui; syngman rhee|yi
seungman|rhee syngman|lee seung man; yi sun sin|lee sun shin|yi sunshin|admiral yi; sejong the great|king
sejong|sejong; ho chi minh|nguyen ai quoc|nguyen sinh cung|uncle ho|bac ho|kho shi min; toyotomi
hideyoshi|hideyoshi; hirohito|showa emperor|emperor showa; meiji|emperor meiji|mutsuhito;
atahualpa|atabalipa|atawallpa|atahuallpa; pachacuti|pachacutec|pachakuti; tupac amaru 2|jose gabriel condorcanqui;
cuauhtemoc|guatimozin|guatemoc; malinche|la malinche|dona marina|malintzin|malinali; sitting bull|tatanka iyotake;
crazy horse|tasunke witko; tecumseh|tecumtha; geronimo|goyaale|goyathlay; bernardo ohiggins|ohiggins; che
guevara|ernesto guevara|el che|che; maximilian robespierre|the incorruptible; napoleon 3|louis napoleon|louis
napoleon bonaparte; jean paul marat|marat; madame de pompadour|pompadour; marquis de lafayette|lafayette|gilbert du
motier; magna carta|magna charta|great charter; domesday book|doomsday book; rosetta stone|stone of rosetta; bayeux
tapestry|tapestry of bayeux; william of orange|william the silent; henry the navigator|infante henrique|prince henry
the navigator; maria theresa|maria theresia; frederick the great|frederick 2|friedrich der grosse|old fritz;
frederick barbarossa|frederick 1|friedrich barbarossa|redbeard; canute|cnut|knut|knud|cnut the great|canute the
great; harald bluetooth|harald blatand; leif erikson|leif eriksson|leif ericson|leif eiriksson; brian boru|brian
boruma; owain glyndwr|owen glendower; robert the bruce|robert bruce|robert 1; henry morton stanley|john rowlands;
anatole france|jacques thibault; pope francis|jorge bergoglio; john paul 2|karol wojtyla; pius 12|eugenio pacelli;
maxim gorky|aleksey peshkov|alexei peshkov; sergo ordzhonikidze|grigory ordzhonikidze; vyacheslav molotov|vyacheslav
skryabin|scriabin; lev kamenev|lev rozenfeld|lev rosenfeld; grigory zinoviev|hirsch apfelbaum|grigory radomyslsky;
karl radek|karol sobelsohn; yuri martov|julius martov|julius tsederbaum; winter palace|zimny dvorets; peoples
will|narodnaya volya; land and liberty|zemlya i volya; new economic policy|nep|novaya ekonomicheskaya politika;
great terror|great purge|yezhovshchina|great purges; great patriotic war|velikaya otechestvennaya voyna; war and
peace|voyna i mir; crime and punishment|prestuplenie i nakazanie;
collectivisation|collectivization|kollektivizatsiya; janissaries|yeniceri|yeniceriler|janissary; holodomor|great
famine of ukraine|terror famine; sovnarkom|council of peoples commissars; politburo|political bureau; prague
spring|prazske jaro; velvet revolution|gentle revolution; solidarity|solidarnosc; iron curtain|zheleznyy zanaves;
marshall plan|european recovery program|erp; warsaw pact|warsaw treaty organisation|warsaw treaty; sykes picot
agreement|asia minor agreement; kristallnacht|night of broken glass|crystal night|pogromnacht; night of the long
knives|rohm putsch|operation hummingbird; anschluss|annexation of austria; beer hall putsch|munich putsch|hitler
putsch; battle of the nations|battle of leipzig; battle of the golden spurs|battle of courtrai; battle of
tours|battle of poitiers; battle of karbala|battle of kerbala; seven years war|french and indian war; crimean
war|eastern war; sepoy mutiny|indian mutiny|indian rebellion of 1857|great rebellion|first war of independence;
boxer rebellion|boxer uprising|yihetuan movement; taiping rebellion|taiping civil war|taiping heavenly kingdom;
russo japanese war|nichiro senso; second boer war|south african war|anglo boer war; yom kippur war|october
war|ramadan war; six day war|june war; suez crisis|second arab israeli war|tripartite aggression; nakba|al nakba;
gulf of tonkin incident|tonkin incident; tiananmen square massacre|june fourth incident|tiananmen massacre; long
march|changzheng; great leap forward|da yue jin; cultural revolution|great proletarian cultural revolution; little
red book|quotations from chairman mao; communist manifesto|manifesto of the communist party; origin of species|on
the origin of species; principia|principia mathematica|philosophiae naturalis principia mathematica; wealth of
nations|an inquiry into the nature and causes of the wealth of nations; divine comedy|divina commedia; decameron|il
decamerone; the art of war|sunzi bingfa|art of war; shahnameh|book of kings|shahnama; quran|koran|coran;
kalevala|calevala; ninety five theses|95 theses; smallpox|variola; tuberculosis|consumption|phthisis|tb; sri
lanka|ceylon|serendib|taprobane; iran|persia; iraq|mesopotamia; thailand|siam; myanmar|burma; ethiopia|abyssinia;
ghana|gold coast; benin|dahomey; zimbabwe|southern rhodesia|rhodesia; zambia|northern rhodesia; malawi|nyasaland;
botswana|bechuanaland; lesotho|basutoland; burkina faso|upper volta; mali|french sudan; namibia|south west africa;
tanzania|tanganyika; democratic republic of the congo|zaire|belgian congo|drc|congo kinshasa; cambodia|kampuchea;
taiwan|formosa|republic of china; bangladesh|east pakistan; indonesia|dutch east indies; belize|british honduras;
suriname|dutch guiana; moldova|bessarabia|moldavia; vanuatu|new hebrides; new zealand|aotearoa; hawaii|sandwich
islands; tasmania|van diemens land; ulaanbaatar|ulan bator|urga; ho chi minh city|saigon;
yekaterinburg|sverdlovsk|ekaterinburg; gdansk|danzig; wroclaw|breslau; kaliningrad|konigsberg; tallinn|reval;
vilnius|wilno|vilna; bratislava|pressburg|pozsony; ljubljana|laibach; rijeka|fiume; dubrovnik|ragusa;
shenyang|mukden; shenzhen|shumchun; guangdong|kwangtung; suzhou|soochow; xiamen|amoy; taipei|taihoku;
harare|salisbury; maputo|lourenco marques; kinshasa|leopoldville; banjul|bathurst; jakarta|batavia; yangon|rangoon;
varanasi|benares|kashi; kanpur|cawnpore; cuzco|cusco|qosqo; machu picchu|machu pikchu; potosi|cerro rico; songhai
empire|songhay empire|songhai|songhay; ashanti empire|asante empire|asante; benin kingdom|kingdom of benin|edo
kingdom; great zimbabwe|dzimba dza mabwe; axum|aksum|kingdom of aksum|aksumite empire;
timbuktu|timbuctoo|tombouctou; zanzibar|unguja; lake victoria|lake nyanza|victoria nyanza; suez canal|suez;
boudica|boudicca|boadicea; panama canal|canal de panama; great wall of china|great wall|changcheng; terracotta
army|terracotta warriors; taj mahal|tadsch mahal; hagia sophia|aya sofya|ayasofya|santa sophia|holy wisdom;
parthenon|partenon; colosseum|coliseum|flavian amphitheatre; versailles|palace of versailles; alhambra|al hambra;
spanish flu|1918 flu|1918 influenza pandemic|spanish influenza; mikhail gorbachev|gorby; dwight
eisenhower|ike|eyzenkhauer; paris|parizh; stockholm|stokgolm; mexico|meksika; havana|gavana; washington|vashington;
carthage|karfagen; constantinople|konstantinopol|tsargrad|byzantion; babylon|vavilon; winston churchill|uinston
cherchill; william shakespeare|uilyam shekspir; adolf hitler|gitler; heinrich himmler|gimmler; isaac newton|nyuton;
herodotus|gerodot; hannibal|gannibal; georg hegel|gegel; kim il sung|kim ir sen;
decembrists|dekabrists|dekabristy|dekabristi
"""
OTHER_NAMES: dict[str, tuple[str, ...]] = {}
"""All names of a thing by the normal form of each of them."""
for _thing in _SAME.replace("\n", " ").split(";"):
    _names = tuple(_thing.strip().split("|"))
    for _name in _names:
        OTHER_NAMES.setdefault(normal(words_of(_name)), _names)
