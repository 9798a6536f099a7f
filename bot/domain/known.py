"""Names and words that are others' own: a guess that is one of them is no slip of the pen for something else."""

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
nefertum ptah lennox lenox starling barents bahram balboa bell bessemer bloch bloom boone boulton braddock bragg
brown bruce brunel bryan byrd cadogan caesar cain cairns canning carlyle carter castlereagh catherwood cavendish
caxton cecil chavez cleveland clinton cobden cody collins crane crockett curzon dante danton dawes dayan decius dee
desmoulins diana dionysus douglas dryden dumas duncan dunlop dyer eliade ellis emmet essex farragut fawkes fisher
fleming forster foster fuller gage gaius galerius geta glendower godwin gordon gore gray greene grieg gropius hades
haldane hale halley hancock hardie harold harper harris harrison harvey hawkins hayek haydon hector hecate helios
hill hobson holmes hood hooke hooper howe hunt icarus innocent ireton irving isis jacobi james jarrow jason jay
jenkins jones joule julian kane kautsky kelly kelvin kidd king knox lamb lang laud leicester leo leonidas lessing
licinius lodge loki longfellow lucas lully lumiere macdonald magnus malory mark mather maxentius maxwell mead mellon
meredith midas minos mitchell monk moore moray more morse mott muir murray nash nasca nazca nestor newman nike
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
"""
# Common words that lie one letter beside a name or a one-word answer.
_WORDS = """
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
"""
KNOWN = frozenset(_NAMES.split()) | frozenset(_WORDS.split())
