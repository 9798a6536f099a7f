"""Names and words that are others' own: a guess that is one of them is no slip of the pen for something else."""

from bot.domain.realms import REALMS

_NAMES = """
afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain bangladesh
barbados belarus belgium belize benin bhutan bolivia bosnia botswana brazil brunei bulgaria burkina burundi cambodia
cameroon canada chad chile china colombia comoros congo croatia cuba cyprus czechia denmark djibouti dominica
ecuador egypt eritrea estonia eswatini ethiopia fiji finland france gabon gambia georgia germany ghana greece
grenada guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel italy
jamaica japan jordan kazakhstan kenya kiribati korea kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia
libya liechtenstein lithuania luxembourg madagascar malawi malaysia maldives mali malta mauritania mauritius mexico
micronesia moldova monaco mongolia montenegro morocco mozambique myanmar namibia nauru nepal netherlands nicaragua
niger nigeria norway oman pakistan palau palestine panama paraguay peru philippines poland portugal qatar romania
russia rwanda samoa senegal serbia seychelles singapore slovakia slovenia somalia spain sudan suriname sweden
switzerland syria taiwan tajikistan tanzania thailand togo tonga tunisia turkey turkmenistan tuvalu uganda ukraine
uruguay uzbekistan vanuatu vatican venezuela vietnam yemen zambia zimbabwe rhodesia zaire ceylon burma siam persia
prussia bavaria saxony silesia galicia moravia bohemia livonia courland pomerania bessarabia moldavia wallachia
transylvania dalmatia thrace macedon macedonia epirus thessaly attica boeotia laconia lydia phrygia cilicia
cappadocia pontus bithynia galatia armenia media parthia bactria sogdia gandhara sumer akkad elam assyria babylonia
mitanni urartu canaan judah judea samaria phoenicia nubia kush aksum numidia mauretania iberia hispania lusitania
gaul gallia britannia germania dacia pannonia noricum raetia illyria illyricum moesia normandy brittany burgundy
aquitaine gascony anjou maine poitou provence savoy lorraine alsace flanders brabant hainaut zeeland frisia castile
aragon navarre leon asturias granada cordoba seville toledo valencia catalonia andalusia murcia salamanca zaragoza
barcelona madrid lisbon porto coimbra london york lancaster chester lincoln oxford cambridge canterbury winchester
hastings dover bristol norwich edinburgh glasgow stirling bannockburn culloden dublin belfast cork limerick drogheda
paris lyon marseille bordeaux nantes rouen reims orleans calais dunkirk verdun sedan metz nancy strasbourg avignon
toulouse toulon versailles cannes crecy poitiers agincourt rome milan turin genoa venice florence pisa siena bologna
naples palermo syracuse messina ravenna padua verona mantua ferrara modena parma trento vienna salzburg graz
innsbruck linz berlin munich hamburg bremen cologne frankfurt leipzig dresden nuremberg augsburg worms trier mainz
speyer lubeck rostock stettin danzig konigsberg breslau posen warsaw krakow lublin gdansk poznan lodz vilnius kaunas
riga tallinn minsk brest kiev kharkov odessa lvov poltava smolensk moscow petrograd leningrad stalingrad kaliningrad
volgograd tsaritsyn novgorod pskov kazan astrakhan rostov tula tver ryazan samara perm omsk tomsk irkutsk yakutsk
vladivostok murmansk arkhangelsk kronstadt sevastopol yalta balaclava prague brno pilsen bratislava budapest buda
pest mohacs belgrade sarajevo zagreb skopje sofia varna plovdiv bucharest iasi athens sparta corinth thebes argos
delphi olympia marathon thermopylae salamis plataea mycale leuctra mantinea chaeronea troy ephesus miletus smyrna
pergamon sardis antioch tarsus nicaea nicomedia chalcedon trebizond iconium ankara izmir bursa edirne adrianople
istanbul constantinople byzantium gallipoli damascus aleppo homs hama palmyra beirut tyre sidon tripoli acre jaffa
haifa gaza jerusalem hebron bethlehem nazareth jericho amman petra baghdad basra mosul kufa karbala najaf nineveh
babylon uruk lagash nippur kish susa persepolis ecbatana ctesiphon isfahan shiraz tabriz tehran mashhad herat kabul
kandahar ghazni balkh merv bukhara samarkand khiva tashkent mecca medina jeddah sanaa aden muscat hormuz cairo
alexandria memphis luxor karnak giza amarna abydos avaris rosetta suez khartoum omdurman meroe tunis carthage
algiers oran tangier fez marrakesh rabat casablanca timbuktu gao djenne kano benin lagos accra kumasi dakar luanda
kinshasa nairobi mombasa zanzibar kilwa sofala harare pretoria johannesburg durban isandlwana ladysmith mafeking
kimberley delhi agra lahore multan karachi bombay surat goa calicut cochin madras hyderabad mysore calcutta dhaka
patna plassey panipat kandy colombo rangoon mandalay bagan ayutthaya bangkok angkor hanoi hue saigon malacca batavia
jakarta manila beijing nanjing luoyang changan xian kaifeng hangzhou suzhou shanghai guangzhou canton macau
chongqing chengdu wuhan tianjin harbin mukden dairen lhasa ulaanbaatar karakorum seoul pyongyang busan incheon tokyo
kyoto osaka nara kamakura edo nagoya hiroshima nagasaki kobe yokohama kawasaki sapporo sekigahara boston
philadelphia washington baltimore richmond charleston savannah atlanta nashville memphis chicago detroit yorktown
jamestown saratoga trenton princeton lexington concord gettysburg antietam vicksburg shiloh fredericksburg manassas
appomattox dallas houston austin alamo denver seattle quebec montreal toronto ottawa halifax louisbourg havana
santiago veracruz tenochtitlan texcoco tlacopan tikal palenque copan chichen uxmal cuzco lima potosi quito bogota
caracas cartagena asuncion montevideo brasilia bahia recife sydney melbourne canberra hobart auckland wellington
waitangi

amazon nile niger congo zambezi limpopo danube rhine elbe oder vistula volga don dnieper dniester neva seine loire
rhone garonne marne somme meuse moselle thames severn tiber po arno rubicon ebro tagus duero euphrates tigris jordan
orontes halys indus ganges brahmaputra irrawaddy mekong yangtze yalu amur ural lena yenisei mississippi missouri
ohio hudson delaware potomac rappahannock colorado rio

aeschylus aesop agamemnon agesilaus agricola agrippa ajax alaric alcibiades aldrin amundsen anaxagoras andropov
antigonus antipater apollonius aquinas arafat archimedes ares aristides aristophanes armstrong arrian artemis
artemisia artaxerxes asquith ataturk athena attlee auden augustine austen averroes avicenna baal bach bacon baldwin
balfour balzac barbarossa bartok batista baudelaire beaverbrook becket beckett bede beethoven begin belisarius
bellini bentham beria bering bernini bevan bevin bismarck blair blake bligh blucher boccaccio bohr bolivar bonaparte
borodin borges bosch botticelli boyle brahe brahms braun brecht brezhnev brandt brutus buchanan buddha bukharin
bulganin bunyan burke burns burr byron cabot cabral calhoun calvin camus canute caracalla carnegie carnot cartier
cassius cassander castro cato catullus cavour cervantes cezanne chamberlain chandragupta chaplin chaucer chekhov
chernenko chernov chernyshevsky chopin churchill cicero cid clemenceau clive cnut cobbett colbert coleridge columbus
commodus comte confucius conrad cook coolidge cooper copernicus corday cortes crassus cranmer crick croesus cromwell
cronus curie custer daladier dali danton darlan darwin daumier davis debs defoe degas delacroix democritus
demosthenes denikin descartes dewey diaz dickens diderot diocles diocletian diogenes disraeli dollfuss domitian
dostoevsky doyle drake dreyfus dubcek dulles durer dzerzhinsky eden edison eichmann einstein eisenhower elgar eliot
emerson engels epictetus epicurus erasmus eratosthenes esau euclid euler euripides eusebius faraday farouk faulkner
fermat fermi fichte fillmore flaubert foch ford fourier fox franco frank franklin freud frobisher gagarin galba
galen galileo gama gandhi garfield garibaldi gauguin gauss genghis gibbon giotto gladstone goebbels goering goethe
gogol gomulka gorbachev gorky goya gracchus grant grey grotius guderian guevara gutenberg habsburg hadrian haig
hamilton hammarskjold hammurabi handel hannibal harding hardy hastings haydn hayes hearst hegel heine heisenberg
hemingway henlein hephaestus hera hermes hero herod herodian herodotus herzl hesiod hess heydrich himmler hindenburg
hippocrates hirohito hitler hobbes hogarth hokusai holbein homer honecker hoover horthy houston hoxha hudson hume
huskisson hugo huss hussein huxley ibsen ivanov jackson jaruzelski jaures jefferson jellicoe jenner jinnah joffre
johnson jonson josephus joyce jung juno jupiter justinian kadar kafka kaganovich kalinin kamenev kandinsky kant
keats keitel kemal kennedy kenyatta kepler kerensky keynes khomeini khrushchev kierkegaard kipling kirov kissinger
kitchener klee klimt koch kolchak kollontai konev kornilov korolev kosciuszko kosygin kropotkin krupskaya kruger
kutuzov laval lavoisier lawrence lee leibniz lenin lennon lepidus lermontov lewis liebknecht lincoln lindbergh
linnaeus lister liszt litvinov livingstone livy lloyd locke lovelace loyola lucan lucretius ludendorff lumumba
luther luxemburg lysander lytton macarthur macaulay macbeth machiavelli macmahon macmillan madison magellan mahler
malcolm malenkov malthus mandela manet mann mannerheim manstein mantegna marat marconi marius marlborough marlowe
mars marshall martov marx masaryk matisse maupassant mazarin mazepa mazzini mccarthy mckinley medici meir melville
mendel mendeleev mendelssohn menshikov mercader mercury merkel metternich michelangelo mikoyan mill milosevic milton
milyukov minerva mirabeau miro mitterrand mobutu mohammed molotov moltke monet monnet monroe montaigne montcalm
montesquieu montezuma montgomery morgan morris mosley mozart mubarak mugabe murat mussolini nagy nansen napoleon
nasser necker nehru nelson nepos neptune nero nerva newton ney nietzsche nightingale nimitz nixon nkrumah nobel
nyerere obama odin octavian offenbach olivares oppenheimer orwell osiris otho ovid owen paine palmerston pankhurst
papen parnell pascal pasternak pasteur patton paulus pausanias pavlov peary peel penn pericles peron perry pershing
petain peters petrarch philby picasso pierce pilate pilsudski pinochet pitt pizarro planck plato plautus plekhanov
pliny plotinus plutarch poincare polk polo polybius pompey pompidou pope popper potemkin priam primo princip
prokofiev prometheus proudhon proust ptolemy pugachev pushkin puyi pythagoras quisling rabelais rabin racine radek
raleigh raphael rasputin reagan rembrandt renoir reuter revere rhodes ribbentrop ricardo richelieu robespierre
rockefeller rodin rodney rommel roosevelt rosenberg rossini rothschild rousseau rubens ruskin russell rutherford
rykov sadat saladin salazar sallust sand santayana sappho sartre sargon savonarola scharnhorst schiller schleicher
schmidt schopenhauer schubert schumann schuman scipio scott sejanus selassie seleucus seneca severus shackleton
shakespeare shaw shelley sheridan sherman shostakovich sibelius sieyes sihanouk smith smuts socrates solon sophocles
spartacus speer spengler spenser spinoza stael stalin stanley stauffenberg steinbeck stendhal stephenson stolypin
stowe strabo strauss stravinsky stresemann struve suetonius suharto sukarno sulla sverdlov swift tacitus taft
talleyrand tallis tarquin taylor tchaikovsky tennyson terence tesla thales thant thatcher themistocles thiers
thoreau thor thoth thucydides tilly tirpitz titian tito tojo tocqueville tolstoy torquemada trajan trotsky trujillo
truman tukhachevsky turgenev turing turner twain tyler tyndale ulbricht uranus urquhart van vasari vespucci
venizelos venus verdi vermeer verne verres vespasian vesta victoria virgil vivaldi vlasov voltaire voroshilov vulcan
vyshinsky wagner walesa wallace wallenstein walpole washington watson watt webster weber weizmann wellington wells
wesley whitman whitney wilberforce wilde wilkes wilson witte wittgenstein wolfe wolsey wordsworth wrangel wren
wycliffe xenophon xerxes yagoda yamamoto yeats yeltsin yezhov yudenich zapata zeno zeppelin zeus zhdanov zhukov
zinoviev zola zwingli constantius constans valentinian aurelian aurelius gordian gratian honorius jovian marcian
maximian maximinus maximian numerian pertinax vitellius arcadius avitus majorian tacitus hostilian aemilian florian
carinus diadumenian macrinus elagabalus darius xerxes cambyses cyaxares astyages cyrus ashurbanipal esarhaddon
sennacherib shalmaneser tiglath sargon nebuchadnezzar nabonidus belshazzar hatshepsut thutmose akhenaten tutankhamun
ramesses merneptah psamtik khufu khafre menkaure djoser sneferu narmer mithridates tigranes antiochus demetrius
lysimachus perdiccas craterus eumenes pyrrhus hieron dionysius dion cleon nicias brasidas lamachus epaminondas
pelopidas philopoemen aratus cleomenes agis hasdrubal hamilcar maharbal jugurtha masinissa syphax scipio fabius
flaminius varro marcellus paullus crassus gabinius clodius milo catiline catulus saturninus drusus germanicus
agrippina messalina poppaea livia alfred ethelred ethelstan edgar edmund edward edwy harold harthacanute sweyn
canute stephen matilda eleanor isabella clovis chlothar childeric dagobert pepin carloman lothair odo robert hugh
louis charles philip henry francis alaric athaulf theodoric gaiseric genseric stilicho aetius ricimer odoacer
orestes totila narses belisarius khosrow shapur ardashir yazdegerd umar uthman ali muawiya yazid marwan mansur harun
mamun mutasim baybars qutuz aybak nuraddin zengi shirkuh saladin ogedei guyuk mongke kublai hulagu batu berke
toghrul jochi chagatai tolui timur shahrukh ulugh babur humayun akbar jahangir aurangzeb trotskyist nefertari
nefertum ptah lennox starling barents bahram balboa bell bessemer bloch bloom boone boulton braddock bragg
brown bruce brunel bryan byrd cadogan caesar cain cairns canning carlyle carter castlereagh catherwood cavendish
caxton cecil chavez cleveland clinton cobden cody collins crane crockett curzon dante danton dawes dayan decius dee
desmoulins diana dionysus douglas dryden dumas duncan dunlop dyer eliade ellis emmet essex farragut fawkes fisher
fleming forster foster fuller gage gaius galerius geta glendower godwin gordon gore gray greene grieg gropius hades
haldane hale halley hancock hardie harold harper harris harrison harvey hawkins hayek haydon hector hecate helios
hill hobson holmes hood hooke hooper howe hunt icarus innocent ireton irving isis jacobi james jarrow jason jay
jenkins jones joule julian kane kautsky kelly kelvin kidd king knox lamb lang laud leicester leo leonidas lessing
licinius lodge loki longfellow lucas lully lumiere macdonald magnus malory mark mather maxentius maxwell mead mellon
meredith midas minos mitchell monk moore moray more morse mott muir murray nash nazca nestor newman nike
nobile north norton novalis numa oates odoacer oedipus otto oxenstierna pan paris park parker pater pearson penelope
pepin pepys perseus peter phidias philip pindar pius pluto poe pole porus poseidon pound pratt price priestley
probus pym quincy ra radetzky raymond reed remus reynolds riel robin rogers rolfe romulus rosa ross ruth sachs salk
samson sarto saul scylla seward seth seti shaka sheba shem shiva sinclair slater smetana snow sorel south spencer
standish steele stein sterne stevens stone stuart styx sumner sun tasman tell tiberius titus tone townshend troy
tudor tull tutu tweed ulysses valens valentine valerian vanderbilt varus vico vichy vishnu wade waldheim walker
warwick west whig white wolf wood wright wyatt yahya york young ypres

mongols manchus mings tangs hans huns goths visigoths ostrogoths vandals franks saxons angles jutes danes vikings
normans gauls celts picts scots britons romans greeks spartans athenians trojans persians medes parthians scythians
sarmatians hittites hurrians assyrians babylonians sumerians egyptians nubians hebrews israelites philistines
phoenicians carthaginians etruscans latins sabines samnites lombards burgundians avars bulgars magyars khazars
pechenegs cumans turks seljuks ottomans mamluks ayyubids fatimids abbasids umayyads almohads almoravids safavids
mughals moguls marathas sikhs guptas mauryas cholas aztecs mayas incas olmecs toltecs zapotecs mixtecs moche zulus
boers bantu bolsheviks mensheviks kadets octobrists trudoviks whigs tories jacobins girondins jacobites levellers
chartists luddites fenians guelphs ghibellines hussites huguenots cathars lollards puritans quakers jesuits templars
hospitallers boxers taipings janissaries samurai ronin sunni shia sufi sikh hindu jain buddhist taoist shinto
catholic protestant orthodox lutheran calvinist anglican nkvd nkgb ogpu gpu kgb mgb mvd gru cheka comintern
cominform comecon politburo orgburo sovnarkom duma zemstvo pravda izvestia iskra trud potemkin aurora varyag
bismarck tirpitz yamato musashi hood arizona missouri maine lusitania titanic olympic britannic bounty beagle
endeavour victory mayflower speedwell pinta nina constitution monitor merrimack virginia dreadnought graf spee
belgrano enola sputnik vostok voskhod soyuz mercury gemini apollo salyut mir skylab challenger columbia luna ranger
mariner pioneer voyager qing qin jin ming tang song sung han sui shang zhou yuan xia wei liao liang chen shu silla
goguryeo baekje goryeo joseon koryo heian nara asuka muromachi kamakura meiji taisho showa heisei tokugawa toyotomi
minamoto taira fujiwara ashikaga maurya gupta kushan chola pandya chera pala rajput mughal lodi tughlaq khalji

aachen abadan abbeville abbey abbot abolition acapulco acheson acquisition action actium actor addis addition
adenauer adwa aegina aegospotami aeneid agadir aggression aguinaldo airship ajaccio akhmatova alba albright alcazar
aleutians alkmaar allenby allia almaty alsatia altamira althing alvarez ambition amiens amritsar amu ancona andersen
andrassy andrews angers annam annapolis annexation anschluss antakya anthrax anticipation antonescu antonov antwerp
anzio apostle apposition apprentice apraksin aquileia arakcheev arausio arbela arbenz arcole ardennes arendt arezzo
argonne arias aristocrat arkwright arles armagh armistice arnhem arnim arras arrow arson artel artigas artois
asculum aspern aspirin assange assaye atlantis auction auschwitz austerlitz autocrat averescu avesta azana azores
azov babbage babel badajoz badr bagramyan baku bakufu bakunin balakirev bamako bamiyan banda bandung bangor
bannister banting bantry barclay baron barony barrow barshchina basel basilisk basket bastogne battleship bauer
bautzen baylen bayonet bazaine beauregard beauvoir becquerel beersheba belfort belinsky bellamy belsen benes
benevento bennett berezina bergson berlioz berne bertolucci bessarion bestuzhev betancourt bethany bhutto bible
bikini biko bilbao bishopric bizerta bizet blackwater blanqui blenheim blitz blitzkrieg bloemfontein blum blyukher
boethius bogdanov bohemond bokassa boleyn bolingbroke bolton bonaventure bonn bonnet borgia borlaug bormann borneo
bornholm borodino borough bosworth boucher boulanger boulogne bourguiba bouvines boyars boyd bozen bradley braga
brandenburg brandywine brazza breda breitenfeld bremerhaven brescia bright brindisi brisbane brissot britten broglie
bronstein bruckner bruges brummell brunelleschi brunswick brussels bruxelles buchenwald budyonny bukovsky bulgakov
bullock bunche bundesrat bundestag bunin bunsen bureaucrat burger burgess burgher burlak burnet bushido bute buxar
byblos byng cabinet cadiz caen caesarea caetano caffeine caliphate callaghan calles calvino cambrai camden
canaris cannae cannon canon canova cape capet capone caporetto capri caprivi capua caracol carbine carbon cardenas
cardoso carranza carrhae cartwright carver cary casals casement cassino castillo catania cathedral caution cavell
cawnpore ceausescu celebes celine cellar cerignola chaadayev chadwick chaldea chalons champaran champlain
champollion chancellorsville chapaev charcot chardin chateau chateaubriand chatham chennault cheops cherbourg
chernihiv cherson chersonese chesterton chicherin chickamauga chickenpox chita chkheidze choler cholera cholula
chosin chukovsky churchyard clarinet claudel clausewitz clausius cluny cocaine cockerill cocteau codeine
codex colchester colenso collar collingwood colonel colony column commissariat commissary compiegne composition
conakry concession conde condition condorcet confession connolly constable constant constanta consul cooperation
coral corfu cornwallis coronation corot corporation corps corpse corpus corregidor cortona corunna cossack coubertin
council counsel county coup courbet couthon cranach craonne crazy creditor crispi croce crossbow cumae cunaxa
custozza cuvier cymbeline cyrenaica cyrene czestochowa dachau daghestan dahl dahomey daimler daimyo dalian daman
danang dandolo darfur dario dawlat dawson deal debussy deere deira deledda delgado delium demirel democrat demotika
denain deniker deportation depression derry derzhavin desai desegregation despard dessalines dessau detmold
dettingen deventer devshirme diaghilev dias dictionary dieppe diet dijon dillinger dimitrov dinant diphtheria dirac
disciple divan djilas dobrolyubov dobruja docket doctor document dodoma dogger dollar donbas donetsk donizetti doorn
dorgon doria dorpat douai doumer dovzhenko dowlais dragut drouet dubois duce dudley duffy dukakis dumbarton
dumouriez dunant dunbar duns dupleix durazzo durham durkheim dusseldorf dutov dvorak dybenko dyrrhachium dysentery
earhart ebert ebla eckener edda edessa edition editor effendi eger egmont ehrenburg ehrlich eiffel einhard
eisenstein elba elbow elcano electorate eleusis elgin elis ellsworth elmina emancipation emigration emirate emmaus
emmett ensor epistle erfurt ericsson erikson erlach erzurum essen ethnocide etruria evacuation evora excavation
exhibition expedition exportation expression extradition eylau faction factor factory faenza fahrenheit falkenhayn
falkirk falklands farnese farsala fashoda federation fellini fenimore ferdowsi ferghana ferment ferrer ferry feud
feuerbach feynman fief finisterre fiume flagship flinders flodden florey fokker folketing foment fonseca fontenoy
formigny formosa forrestal fraction franche fratricide frege freikorps freycinet friedland friedman frunze fuchs
fugger fulda fulton furtwangler fushimi gabor galatz galbraith galilee galsworthy galvani galway gambetta gamow
gandia gangra gapon garigliano garment garnet gaskell gasperi gasprinski gates gatling gaudi gaugamela gaulle
generation genet genocide gentile gergovia germantown gerona gershwin ghetto giap gibeon gibraltar gide gierek
giraud glencoe glinka glory gluck gneisenau godunov goias golan goldman goldwater golitsyn goncharov goncourt goose
gorchakov gordium goremykin gorlice gorlitz gorodok gory gospel gothenburg gotland gottwald gouges goulash gramsci
grandson granicus grasse gravelines grechko greeley grenoble griboyedov grodno gromyko groningen grouchy group
grozny grunewald grunwald guadalajara guadalcanal guam guericke guernica guesde guilford guise guizot gujarat gulag
gulash gumilev gunpowder guyane guzman gwalior gyges gyor gyroscope haarlem habeas haber hadrumetum hahn hainisch
halidon halle halleck hals hamsun hanover harakiri harfleur harlem harriman harvard hatra hattin hauptmann hawke
hawking hearn hebei hebert hedin heidelberg hejaz helgoland heligoland helmholtz helvetius henderson heraclea
heraklion heroin heroine hertz herzen hesse heydar hideyoshi higgins hilbert himera hindemith hiss history hobhouse
hofer hoffmann hohenlinden hohenlohe holbach holland holocaust holstein homicide homildon honda honshu hopewell
horowitz horta hoyle hubble huerta huggins hull humboldt hunyadi hurrem husak huygens hyde iberville idistaviso
ignatiev iliad ilyushin immigration imphal importation impression inchon incorporation index influenza ingolstadt
ingria inhibition injustice inkerman inquisition insulin integration inukai iona ipsus iqbal isabey ischia isherwood
isocrates isonzo issus iturbide ivry iwo izhevsk izvolsky jacket jacquard jagiello jahn janacek janissary jansen
jarama jaspers jassy java jellachich jena jersey jinan jizya jodhpur jodl johnston joliot joppa jordaens joselewicz
juarez judas junot justice jutland kadesh kaffa kahlo kaiser kalashnikov kaldor kaledin kalka kalmar kamerlingh
kamikaze kampala kanpur kansas kapitsa kaplan kapp karageorge karamanlis karamzin karolyi kars karsavina kashgar
kashmir kasserine katanga katyn kaufmann kaunda kavanagh kazakh keaton kehl keiretsu kellogg kenilworth kennan kerch
kernel kerr kesh kesselring kexholm khachaturian khalkhin khama khanate khatami kherson khlebnikov khotyn kibbutz
kiel kiesinger kildare kilkenny killala kinnock kinsale kirchhoff kirchner kirk kishinev kiska kluck knesset knossos
kodaly koestler kohl kokand kokoschka kolberg kolin kolkhoznik kollwitz kolyma komarov konovalov konya koran
korda kosmodemyanskaya kossuth kovalevskaya krasnodar krasnoyarsk kravchuk kreisky kremenchuk krenz krestinsky
kriegsmarine kronach krupp krylenko krylov kuban kufra kulaks kulikovo kulm kumanovo kun kunersdorf kurchatov
kuropatkin kurosawa kursk kutna kuusinen kwidzyn kyushu ladoga laennec lafontaine lagrange lamarck lamartine
landshut langensalza lansbury lansing laplace larisa laski lassalle lattice lattimore lausanne lavrov lawson leakey
lebensraum lebrun lechfeld leclerc leeuwenhoek leger leghorn legionary legionnaire legnano lehar leiden lemaitre
lenoir leoncavallo leopardi leprosy lesseps leuthen leverrier lewes leyte libau liebig liegnitz ligny lilienthal
lille limonov linacre lipara lipton lissa list litvinenko livermore livorno lobachevsky lomonosov longbow lorca
lorentz lorient lostwithiel lotion louvain lovell lowestoft lubitsch lucca luce lucerne lucknow lugdunum lunacharsky
lundy luneville luria lutzen luzon lyautey lydda lyell lynx lysenko maastricht maclean macpherson madeira
maeterlinck mafia magdeburg magenta maginot magnesia magritte magyar mahan mahdi maillol majlis majuba makarenko
makarov makhno malabar malaria maldon malebranche malevich malinovsky malinowski mallarme malplaquet malraux
manchuria mandelstam manning manor mansfield mantoux manzikert marchand marcuse marengo margrave marienburg
marienwerder marinetti maritsa markov marlow marmont marquette marquez marrow marston martini martinique marvell
masada masovia masque massena massenet massey masuria matteotti maubeuge maudslay maupertuis maurras mauser
mayakovsky mayer mccain mcclellan mccormick mcnamara meade measles mecklenburg medellin megiddo melanchthon melba
melos memel mencken menelaus menelik mengele mentana menzies mercenary mercia merckx merezhkovsky mers mesmer
messerschmitt messiaen michelet michelson mickiewicz microscope midway migration mihailovic miliband military
militia millais millet millikan minaret minden minorca mirbach mishima missionary mistral moderation modica
modigliani mohi mohl moholy moliere mollwitz moment monastir mondrian mons montagu montenotte montereau montespan
montessori monteverdi montfort montrose monument mook morat moravec moreau morelos morgarten morgenthau moro morozov
morphine morrison morrow mortara moshav mosque mossadegh mountbatten movement mudros muhlberg muhldorf muller mumps
munch munda munster munzer murdoch murphy murrow museveni musket musset mussorgsky mutina mycenae mytilene naarden
nabob nabokov nadar nagorno naguib najera nakhimov namur nanterre narbonne narrow narva narvik naseby nasrallah
natal naumburg navarino navarro nawab naxos nechayev negev nekrasov nelidov nemea nemirovich neruda nerval
nesselrode neuchatel neuilly neuss nevers nevsky nicopolis nicosia niebuhr niemeyer niemoller nijmegen nikon nikopol
nin nivelle noguchi nordlingen noske novikov novotny noyon nuevo numantia nungesser oaxaca obelisk obote obregon
obrok obshchina ochakov ochoa odoevsky odyssey oeland ogaden ogarev ogarkov okinawa okuma oldenburg oligarch
ollivier olmutz olynthus onassis operation oporto opposition oppression oprichnik oprichniki oprichnina oration
ordin orff orkney orlov ornament orozco orsini ortega ortona ostend ostrovsky otranto oudenarde oudinot ourique
overbeck pacific packet paderborn paderewski paganini pagoda pahlavi paisley palach palladio palme palo pankration
panmunjom panticapaeum paoli papandreou papyrus paracelsus parchment pareto parish paros participation partition
pashich pashukanis pasic paskevich passau passchendaele passy patay patricide pauling pavia pavlova paz peasant
peguy pelikan pelusium pembroke penicillin penkovsky peres perim periscope perpignan perrault perugia pescara pestel
pesticide peterhof peterloo petersburg petition petofi petrie petropavlovsk petrov petrovsky petrozavodsk pettigrew
pharsalus pheasant phelps philidor philippi phonograph photograph piacenza piaf piaget piave picard picardy piccard
pickett pillar pillow pinkerton pinkie pinter piraeus pirandello pisidia pissarro plath platonov plehve ploiesti
pneumonia pobedonostsev pocket podgorny podolia pogrom poletaev polotsk pondicherry poniatowski poona popov portillo
portion position possession potion poulenc pozharsky practice prentice preobrazhensky pressburg preston preveza
prigogine principality prinz priory procession prodnalog prodrazverstka profession profumo program progression
prohibition prout przhevalsky public publican puccini puebla pugin pultusk punjab punt purcell purishkevich putin
pyatakov pydna pylos pynchon pyramid qatna quesnay quetelet quezon quiberon quimper quinine quran rabaul rabies
rabinovich racket rada radishchev radom raeder raglan rainbow rakosi rakovsky raman rameau ramillies ranke rapallo
raphia rastatt rathenau ration ratisbon ravel rayleigh razin razumovsky reactionary recession regicide reich
reichsbank reichstag reichswehr reid reinhardt relation remarque renan renault rendition rennenkampf repin republic
republicans requisition reval revelation revocation revolutionary reynaud rhee rhodope richthofen rickover
riefenstahl riemann rijeka riksdag rilke rimbaud rimsky rivera rivoli roca rochambeau rocket rocroi rodzianko rohm
rokossovsky rolland romney roncesvalles roncevaux rorke rorschach roskilde rossbach rossetti rostand rostropovich
rotation rouault rouhani rubinstein rublev rudin ruhr rumford rumyantsev rushdie russolo ruthenia ruysdael rydal
ryleev ryot ryukyu saale saarland sabah sackville sacrifice sadowa sagres saguntum sahib saipan sakhalin sakharov
salerno salieri salisbury salonika samarra samizdat samnium samogitia samos samovar samoyed samsonov sandburg
sandino sandomierz sanger sankara saratov sarawak sarmatia sassoon savannakhet savimbi savinkov saxe scabies scapa
schacht scheele scheer scheidemann schelling schengen schindler schlegel schlieffen schliemann schnitzler
schoenberg scholar schrodinger schroeder schultz schulz schumacher schumpeter schutz schwarz schweitzer scone
scriabin scurvy scutari secession secretary sectary sedition segovia segregation sejm sekondi semashko semirechye
semyonov senate senator senghor senior senlac sennar sentinum sepoy seppuku septuagint serf serov seurat
severodvinsk sevres seymour shamir shandong shaposhnikov sharansky shelepin shelest shepard sherpa shetland
shevardnadze shevchenko shiloah shimonoseki shire shirer shock shockley shogun shogunate sholokhov shtetl shuisky
shukhov shulgin shuvalov sidi siemens sigeum sikkim sikorski sikorsky silistra silone simferopol simonov simpson
sinai singara sinope sinyavsky sion sipahi sisley skobelev skorzeny skye slankamen slansky sloop sluys smallpox
smirnov smolny snowden sobchak sobibor sobieski sobor sochi socket soddy soissons sokolnikov sokolov sokolovsky
soleri solferino solstice solway solzhenitsyn somoza sonnet sorbonne sorge soult soustelle southey soviet sovkhoz
spaak spaatz spaceship spanish sparrow speransky sphinx spinola spion spire spiridonova spitz stakhanov stakhanovite
stamboliyski stambolov stanislavsky stark starship staunton stavisky stavka stavropol steamboat steamship
steenkerque steichen stepanov stepniak stethoscope stettinius stevenson stilwell stinnes stirner stockach stoke
stoker storting story strachan stradivari stralsund strasser street strelets streltsy stresa strindberg stroessner
struensee stupa stuyvesant succession sudetenland sudoplatov suffolk suicide sukhanov sukhomlinov sukhumi sullivan
sultanate sumatra suppression surcouf surikov surinam suslov sussex sutherland sutra sutter suttner suvla suvorov
svalbard svechin svevo swan swaziland swedenborg sybaris synge szczecin szeged szigetvar szilard tabor tachanka
taganrog tagore tahiti taine takahashi talas talavera tallard talmud tambo tambov tamizdat tanagra tanganyika
tanizaki tannenberg tanzimat tara taranto tarawa tarentum tarle tarnopol tarragona tasso taurida tauris taut
taxation technocrat teilhard telegraph telemark telephone telescope television telford tenedos tereshchenko
tereshkova ternopil teruel teutoburg texel thapsus thaw theory theresienstadt thessalonica thing thoma thompson
thomson thorez thorvaldsen thurii thyssen tibet ticinus tiepolo tiffany tikhon tikhonov tilsit timar timisoara timor
timoshenko tirana tisza titograd tlaxcala tobago tobolsk tobruk todleben togliatti togoland tolbukhin
tolentino toller tomi tomsky torah tordesillas torgau torment torricelli toscanini touraine tourette tournai tours
towton toynbee toyoda traction tradition traitor trasimene travers trebia trebinje treblinka treitschke trent
tretyakov trevelyan trianon trieste trinidad tripolitania troop trotha trubetskoy trudeau tsankov tsardom tsarevna
tsingtao tsiolkovsky tsushima tsvetaeva tuberculosis tubman tunes tupolev turati turgot turkestan turnhout tuscany
tutor twiggy tyndall tynyanov typewriter typhoid typhus tyrol tzara ulm ulster ulyanov umbria unamuno unterwalden
upanishads uppsala urbino uritsky ushant ustinov utamaro utica utrecht vacation vaccine vakhtangov valla valmiera
valmy valois valparaiso vane vansittart varanasi varennes varga vasa vasilevsky vassal vasteras vatutin vauban veda
veii velasquez velikovsky vellum vercelli vereeniging verlaine vernadsky verneuil veronese verwoerd vesalius vesoul
vestfold viborg vicenza vickers vidin vigny villa villafranca villaviciosa villehardouin villein villon vimy
vinnytsia virchow visby vishnevsky vishniac visionary vitebsk vivekananda viviani vizier vlissingen vocation
volhynia volkonsky volkov volkssturm volodarsky volscian volta volturno vonnegut voronezh vorontsov voznesensky
vrubel vulgate vyazemsky vyazma vyborg wadowice waffen wagram wakefield walcheren waldersee walras walsh warburg
warhol warship watteau waugh wavell wavre webb webern wedekind wedgwood wehrmacht weihaiwei weil weill weimar
weinberger weishaupt wesker westinghouse westmoreland westphalia wexford weygand wharton wheatstone whistler
whitehead wien wiener wiesel wiesenthal wilder wilkinson willkie winckelmann windhoek windthorst wingate winkelried
wittelsbach wittenberg wittstock wolfenbuttel wolff woodstock woolf woolworth worringen worship wroclaw wundt
wurttemberg wurzburg xanthus yakovlev yakutia yamal yanaev yanukovych yaroslavl yashin yekaterinodar yekaterinoslav
yenan yerevan yermolov yesenin yevtushenko yokosuka ypsilanti yser yucatan yudin yurovsky yuzovka zaharoff zaibatsu
zaitsev zama zamenhof zamindar zamora zamoyski zamyatin zara zaria zasulich zatopek zavattini zeebrugge zeeman zela
zelensky zemsky zenta zhirinovsky zhitomir zhivkov zholti zhukovsky zhuravlev ziggurat zizka zorin zorndorf
zoshchenko zrinyi zubatov zulpich zurich zuse zutphen zweig
"""
# Common words that lie one letter beside a name or a one-word answer.
_WORDS = """
chlorine chloride chloroform bromine iodine sulphate phosphate nitrate nitrogen oxygen hydrogen plutonium polonium
cotton linen woollen velvet porcelain pottery potter poster printer painter pointer planet comet camera
engine dynasty destiny dentistry chemistry alchemy anatomy autonomy economy astronomy astrology theology
geology geography demography democratic demonic demon daemon despot deposit bandit baron barren carpet market marker
block brack bleak blank clack slack while write wheat rate rad rod road reed bread broad tread greed greet grain
great treat gold cold bold old holy holly wholly house horse hose nurse morse worse force horde hordes board bored
beard bear beer bean been seen seem deem team tea sea see salami aladdin siberia hungry hunger turkey china chine
shine spin spine pain paint saint stain train brain drain drawn crown clown brown frown iron irony ivory ivy silver
sliver copper cooper coffee toffee cotton button sugar spice spices salt silk milk mink wool wood word world paper
pepper papers steel steal stone store storm stern steam stream bronze bonze brass grass glass class clan clay clash
plan plane plain plague plaque place palace peace piece price pride prince princess power tower towel trowel flower
flour floor flood blood bloom broom prison person parson pearson poison passion pension mission fission vision
version nation notion motion station stallion battalion treason reason season treaty treat threat thread trade
tirade grade parade charade crusade crusader invade decade facade arcade wall wail will well wolf gulf golf guild
build field shield yield wield sword swore horn thorn throne thrown phone stage siege liege march match watch catch
batch bath path oath both moth month mouth north worth forth fourth forty fort ford lord load loan lion line canal
camel carnal candle cancel channel chapel chisel castle cattle battle bottle kettle settle rattle tattle little
title temple temper tempera template simple sample ample apple maple staple people steeple purple pupil papal pastel
pistol petrol patrol control marble table cable fable gable noble nobel novel navel naval navy army arms alms palms
psalms slave slaves shave shaves slavs slav bridge bride pride ridge fridge judge fudge lodge badge cabbage garage
barrage marriage carriage voyage savage sausage village pillage letter litter latter ladder leader reader header
feather father farther mother brother other order elder older holder soldier solder gold guard ground round sound
wound mound pound bound hound found fund funds bond band land hand sand grand brand strand stand church torch porch
search starch arch larch bishop biscuit rabbit habit orbit audit credit edict verdict convict conflict addict empire
umpire vampire expire inspire satire desire square squire square spare sphere where there three tree free flee fleet
sheet sheep ship shop shot short shirt skirt sport spot spit spirit sprite spite opium odium podium medium tedium
radium stadium uranium helium gravity cavity levity vanity sanity unity community immunity humanity equality quality
liberty puberty property poverty democracy aristocracy autocracy bureaucracy theocracy monarchy anarchy oligarchy
hierarchy patriarchy matriarchy feudalism fascism communism socialism capitalism nationalism imperialism liberalism
conservatism anarchism marxism leninism stalinism trotskyism maoism buddhism hinduism jainism taoism judaism
christianity islam sikhism protestantism catholicism lutheranism calvinism nazism zionism collectivisation
collectivization industrialisation industrialization colonisation colonization civilisation civilization perestroika
glasnost uskoreniye demokratizatsiya renaissance reformation restoration revolution resolution evolution devolution
constitution institution prostitution substitution enlightenment entitlement settlement parliament government
armament rearmament disarmament sacrament testament
terra terror terrace almanzor almeria mansur mansion pompeo pompey pomegranate colon columbo colombo colombia columbia
mexica mexicali cubana cuban habana marina marines marino martini martino martina marconi macaroni cesare cesar cedar
verona corona ravenna vienna sienna viennese lucerne lausanne bern burn bonn boon bohn kiel keel rhine rhino wine
romano romana romeo rameau rambo roman romania rumania romance numidia nubian sumatra samara samarra sahara sierra
sinai sinatra sonata toccata cantata regatta pinata armada almada granite grenade grenada grandee gallium gallon
gallipot galleon galley gallery caliph calypso calico mamluk mammoth mammal mandarin mandela mandala mandible santana
savanna malinovka typhon tycoon chops cloves chaps
bucket comedy remedy nylon hover trauma region cater crater charter garter giant grunt cluster custard woolly hammer
tadpole darling mutton valley brake drape drama rally mallow beacon locker hobbies humus angels engines lining staling
trotter berry titan francs muslin hitter hustler goring gearing tumbler spear sheer rummage pommel leather lather
calving kelp cabin cabaret carrot carrier cortex bizarre bolster castor allied attend apron barista guava pinochle
ricochet candy handy amber akimbo babble timber tumor passer salad sedate zero cloudless trojan hadron commodes
julienne cicada pomp grasses crass brutes caucus sullen cannibal scorpio ransom salon particles periods dragon plate
plateau crates homes hamper sapphire xerox various citrus cirrus cress fillip sparse tubby gravy tooth picket ticket
cricket crochet travel steward reward polka tiler haze revered revive penny boson concert burden verdant aliens amends
larva nerve wagon creamy sterling stirring flooded retain obtain lava hail kitchen beauty batty turpentine expert
brigand curtain bald even health hearth flair chamber champion chapter chariot charity chimney chorus circus citadel
climate closet comfort command comment company compass comrade concern corner cosmic costume cottage counter country
couple courage cousin cradle creator creature culture current custom damage danger dealer debate decent defeat defend
degree delight denial dentist desperate devil diesel digital dinner disaster double dozen driver eagle early earth
easter effort eleven engineer enough estate evening falcon family famous farmer fashion favour fellow female fiction
figure filter finger finish flavour folder follow forest formal former fortune fossil fountain freedom freeze friend
frozen funeral future galaxy gallop gamble garden garlic gather gender gentle ghost ginger glacier goblin gossip
gothic grammar grocer guitar hamlet harbour hazard heaven helmet herald heron hollow honest honour humble hunter
hybrid iceberg ideal image impulse infant injury insect island jaguar jewel journey jungle junior junk kidney kitten
label lantern laser latin laundry lawyer lemon lesson library limit liquid lizard lobster locust lottery lumber lunar
magic magnet manner margin mascot master matrix mayor meadow measure medal member mental mentor merit metal meteor
method middle mineral minister minute mirror mobile modern module monster morning mosaic motor muscle museum music
mustard mystery
"""
KNOWN = frozenset(_NAMES.split()) | frozenset(_WORDS.split()) | frozenset(REALMS)
