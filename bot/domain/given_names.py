"""Given names: which are one name in different languages, and which ones there are at all."""

_split = str.split

_SAME = """
alexander aleksandr alexandr aleksander alexandre alessandro alejandro alexandros oleksandr iskander iskandar
  sikandar alasdair alistair alexandru sandor aleksandar
alexandra aleksandra alessandra alejandra oleksandra
alexei aleksei aleksey alexey alexis oleksiy alexius aleksi
andrew andrei andrey andre andreas andrea andrzej andres andriy ondrej anders andras andrej andreu
anna ann anne hannah ana hanna anya
anthony tony antony antonio antonius antoine anton antoni antonin marcantonio
arthur arturo artur artus
augustus auguste august augusto
augustine augustin agostino agustin augustinus
basil vasily vasili vasiliy vasilii basileios basilius vassily wasil
benedict benedetto benoit benedikt benito benedictus
benjamin veniamin beniamino binyamin
boris borys
bernard bernhard bernardo bernardus
caesar cesare cesar kaisar tsezar tsesar
caroline carolina karolina
casimir kazimierz kasimir
catherine kate katherine katharine ekaterina yekaterina catarina caterina katarina katharina catalina kateryna
  katarzyna kathryn catharine cathryn jekaterina
cecilia cecile cecily
charles karl carl carlos carlo karel karol carolus karoly carol charlie karolus
christian kristian cristian
christina cristina kristina christine
christopher cristobal christophe christoph cristoforo christophorus kristof krzysztof
clement clemens clemente klement klemens
constantine konstantin constantin konstantinos costantino constantinus konstantyn
cornelius cornelis
cyril kyrill kirill cyrillus kyrillos
cyrus kurush kyros
daniel daniil danilo danylo
darius dareios
david dawid daud davit dafydd
dennis denis dionysius dionysios dionisio denys
demetrius dimitri dmitri dmitry dmitriy dmitrii dimitrios dmytro dimitry dimitar
edmund edmond edmundo
edward ned eduard edouard eduardo edoardo edvard duarte edvardas
eleanor eleanora leonora eleonora alienor elinor leonor aenor
elizabeth elisabeth elisabetta elisaveta yelizaveta elizaveta elzbieta erzsebet eliza elisa
isabel isabella ysabel isabelle izabela
emmanuel emanuel manuel immanuel emanuele manoel
ernest ernst ernesto
eugene eugen yevgeny evgeny eugenio evgenii yevgeni yevgeniy evgeniy jevgeni
eugenie eugenia
ferdinand fernando ferdinando hernando hernan fernand ferdinandus fernao hernandez
felix feliks
fyodor fedor theodore teodoro theodor feodor theodoros teodor tivadar fiodor todor teddy
francis francisco francois francesco franz frans franciscus ferenc frantisek franciszek francesc franciscus frank
  franciszek pancho
frances francesca francisca francoise franziska
frederick frederic friedrich federico fryderyk frederik fredrik fredericus frederich fritz bedrich fred
gabriel gavril gavriil
gaius caius
geoffrey jeffrey geoffroy gottfried godfrey geoffroi
george georgy georgi georgiy georgii georg georges jorge giorgio jerzy georgios gyorgy juri yuri yury yuriy iuri
  jiri jordi georgios giorgi georgij heorhiy gheorghe
gerard gerhard gerardo
gilbert gilberto
giles gilles egidio
gregory grigory grigori grigoriy grigorii gregor gregoire gregorio grigorios gregorius hryhoriy
gustav gustave gustavus gustavo gustaf
harold harald haraldr
helen helena elena yelena helene ellen olena
henry heinrich henri enrique enrico henrik hendrik henryk henrique harry henricus heinz hal enric
herbert heribert
hermann herman
hugh hugo hugues ugo
ignatius ignacio ignace ignaz ignacy inigo
igor ingvar ihor
ivan john johann johannes jean juan giovanni joao jan johan ioannes ioannis yahya sean janos ion hans jack iohannes
  ian jens evan eoin ioan gian jovan yohannes yochanan
ioseb iosip joseph joe josef iosif josip jozef giuseppe jose yosef yusuf yousef youssef yussuf josephus jusuf joe joey
  jozsef beppe
isaac isaak itzhak yitzhak ishaq izaak
jacob james jacques jaime giacomo jakob yakov jacobus jakub iago santiago diego jacopo yaakov yaqub jimmy jim hamish
  seamus jaume iakov jago
jeremiah jeremy
jerome girolamo geronimo hieronymus jeronimo
joan jeanne jane joanna johanna juana giovanna janet jean joanne jana
joachim gioacchino joaquin
julius jules julio giulio yuliy yuly iulius
julia julie giulia juliet
justinian justinianus
konrad conrad corrado kurt curt
laurence lawrence lorenzo laurent lorenz lavrenty lavrentiy lavrenti lavrentii laurentius larry lars
leo leon lev lew leone lyov
leonard leonardo leonhard
leopold leopoldo
louis ludwig luis luigi lewis lodewijk louie ludovico lajos ludovic luiz ludvig aloysius ludovicus
louise luise luisa louisa
lucius lucio
luke luca lucas lukas luc
magdalene magdalena madeleine
marcus mark marco marc marcos marek markus markos
margaret maggie margarita marguerite margherita margarete margrethe margareta margot
mary maria marie miriam mariya marija maryam miryam marya
martin martino martinus marten marton
matthew matteo matthias mateo mathieu matvei mateusz matthaus matias matthaeus matyas mathias
matilda mathilde maud
maurice moritz mauricio maurizio mauritius maurits
maximilian maximilien massimiliano maximiliano
maxim maksim maximus maxime maksym
michael mikhail michel miguel michele mihail mihaly michal michail mykhailo mikael mihai mike mickey micheal mikhael
  mikhailo
moses moshe musa moise moisei moyshe
muhammad mohammed mohamed muhammed mehmed mehmet mahomet mohammad mahmed mohamad muhamad mohamet
nathaniel nathan
nestor nester
nicholas nikolai nikolay nicolas nicolaus nikolaus nicola niccolo nicolae nikola mykola nicolo mikolaj miklos
  nikolaos klaus nick nicolai nikolaj nicolaas colin
octavian octavius octavianus
olaf olav
oliver olivier oliverio
otto otho oton ottone
patrick padraig patricio
paul pavel paolo pablo pablo pal paulus pavlo pavlos pawel pau
peter pyotr petr piotr pierre pietro pedro petrus pieter petro petros pere pjotr petar peder per pyetr
philip felipe philippe filippo filip philippos phillip felipe philipp philippus filips fulop
pius pio
raphael rafael raffaello raffaele
ralph raoul raul rolf
raymond raimundo ramon raimond raymund raimondo
rene renatus renato
richard ricardo riccardo rikard ricard dick ryszard
robert roberto rupert ruprecht rob bob bobby
roderick rodrigo rurik
roger ruggero rogerio
roland rolando orlando
rudolf rudolph rodolfo rodolphe
samuel samuil shmuel
saul shaul
sebastian sebastien sebastiano sebastiao
sergei sergey sergius serge sergio serhiy sergii sergej
sigismund zygmunt sigmund siegmund zikmund zsigmond
simon simeon semyon simone shimon simao semion szymon
sophia sophie sofia sofya zofia sonja sonya
stephen steven stefan stepan etienne esteban stefano stephan istvan stefanos stephanus szczepan stjepan estevao steve
susan suzanne susanna
sylvester silvester silvestre
sixtus sisto
thaddeus tadeusz
theresa teresa therese
theophilus theophilos
thomas tomas tommaso foma tomasz thomaso thom tom tome tamas
timothy timofei timothee
titus tito
urban urbain urbano urbanus
valentine valentin valentino
victor viktor vittorio vitor victorio viktor
vincent vincenzo vicente vikenty
vladimir volodymyr wladimir waldemar valdemar vladimer volodimir
vladislav wladyslaw ladislaus laszlo ladislas ladislav vladislaus ulaszlo
wenceslas wenceslaus vaclav vyacheslav vaclaus wenzel vjaceslav
walter gualtiero gauthier gautier walther
william wilhelm guillaume willem guglielmo guillermo vilhelm bill billy will willy liam guillem gulielmus wilhem vilem
yaroslav jaroslav iaroslav
zachary zacharias zakaria
ali aly
hussein husayn hussain husain husein hossein huseyin
hassan hasan
ahmad ahmed ahmet ahmadu
omar umar omer
othman uthman osman usman
ibrahim abraham abe avraam avraham avram abram ibraheem
ismail ishmael ismael
solomon suleiman sulayman soliman suleyman suleman sulaiman shlomo salomon solyman
abdullah abdallah abdulla
abd abdel abdul
mustafa mustapha moustafa
khalid khaled
salim selim saleem
murad amurath
bayezid bajazet beyazit bayazid
jamal gamal cemal djemal
yasser yasir yassir
qasim kassem qassem kasim
nasser nasir naser
said saeed sayyid
ataturk attaturk
"""
_OTHERS = _split("""
    adam adolf adolph adolfo agnes agrippina ahmose akbar alan albert alberto albrecht aldo alfonso alphonse alfonse
    alfred alice alonso alva amadeus ambrose amelia amenhotep amos anastasia anatoly angela angelo antiochus
    archibald aristide arnold arthur asa ashoka athelstan attila barack barbara barnabas bartholomew bartolome
    bartolomeo beatrice benazir bess betty blanche bogdan boniface booker bridget brigham bruno calvin camillo
    camille carla catharina chester chaim chandra che chester cicely claire clara claude claudia claudio claudius
    clark clementine cleopatra coretta cosimo cosima curtis cynthia daisy dante deborah delano diana diane dick
    diego dirk dolores domenico dominic domingo donald dora dorothy douglas duncan dwight eamon earl edgar edith
    edwin egbert eldridge eli elias elijah emil emile emilio emiliano emily emma emmeline enver erasmus eric erich
    erik ernestine erwin esther ethan ethel ethelred eva evita ezra fatima faustina felicia fidel filipp flavius
    flora florence frida gaston gavrilo gemma genevieve genghis gennady geraldine gerald gertrude gino giuliano
    glenn golda gordon grace graham grover guy gwendolyn hadrian haile hannibal hans harriet harvey hatshepsut
    hector hector hedwig henrietta herbert hermann hernan hiram ho horace horatio howard hubert humphrey ibn ida idi
    ilya imre indira inessa ines innocent inocencio iris irene isidore isadora ismet jackson jacqueline jair janusz
    jawaharlal jefferson jenny jessica jesse jill jimmy joaquim joan joanna job joel jomo jonah jonas jonathan jorge
    josephine joshua josiah judah judith juliana juliette justin karim kemal kenneth kim klara klement kliment
    klementy kofi kwame lancelot laura lavinia lavr lazar lazarus lech lee leif leila lenin leonora leslie lester
    levi lidia lillian lily linda lincoln lionel livia liz lloyd lola lord lothar lucia lucille lucrezia lucretia
    lucy luther lydia lyndon mae magnus malcolm malala mamie mao marcel marcello marcia marian mariano marianne
    marion marlene martha marvin matvey maya mehdi melania mercedes meriwether mildred miles millard milton mina
    mitchell mohandas molly monica montgomery muammar nadezhda nadia nancy napoleon naomi natalia natalya nefertiti
    nehemiah neil nell nelson neville nikita nora norman octavia odin odo offa oleg olga olympe oscar oskar oswald
    owen pamela pascal patrice patricia patsy pearl pedro penelope percy perikles peggy pericles philippa phyllis
    pocahontas pol pompeius porfirio prudence quentin quincy rachel radovan raisa ralph ramiro ramsay randolph
    raquel rasputin rebecca regina reginald reinhard rex rita rodney romulus ronald rosa rosalind rose rosemary
    rosie roxana roxane roy ruby rudyard ruhollah russell ruth rutherford ryan sacagawea saddam sally salvador
    salvatore sam sandra santos sarah savonarola scott selma semiramis seward shaka sharon sheila shirley sidney
    sigrid silvio simone sitting sonia sophocles spencer spiro stanislaw stanley stella stephanie stonewall strom
    sue susan svetlana sybil sylvia tacitus tamara tamerlane tatiana ted teresa terence thelma theo theodora
    theodosius theodoric thurgood thutmose tiberius timur toussaint tracy trotsky tsar tybalt ulrich ulysses upton
    ursula valentina valeria valerian vanessa vasco vera verner veronica viola violet virginia vita vivian vlad
    voltaire wallace wallis walt wanda warren washington wendy werner wilbur wilfred willard wilma winfield winifred
    winston wolfgang woodrow xavier yasmin yolanda yukio zachary zelda zhores zinaida zoe zoya orville randolph
    francine rosalynn ladybird laika mercy kamala hillary barry harry ben tim joe al gus max meg nat ned nina pat
    peg phil ray rob ron sid tess tony vic zack nellie annie abigail dolley elisabeta elsa emilia lise hermione
    hypatia sappho simonetta tullia vespasia wu xi yaa yuri zenobia benito galeazzo heinrich joachim rudolf hermann
    erich wilhelmina beatrix juliana
    """)

CLASS: dict[str, int] = {}
"""The number of the name that a form is a form of."""
for _number, _line in enumerate(_SAME.replace("\n  ", " ").strip().splitlines()):
    for _name in _line.split():
        CLASS.setdefault(_name, _number)
GIVEN = frozenset(CLASS) | (
    frozenset(_OTHERS) - frozenset(_split("lenin trotsky tsar lord rasputin odin washington savonarola"))
)
FEMALE = frozenset(
    _split("""
    alexandra aleksandra anna ann anne hannah ana caroline catherine katherine ekaterina cecilia christina cristina
    kristina eleanor elizabeth elisabeth isabella isabel eugenie eugenia frances francesca helen helena elena joan
    jeanne jane joanna johanna juana julia julie louise luisa louisa magdalena madeleine margaret margarita
    marguerite mary maria marie matilda sophia sophie sofia susan suzanne theresa teresa therese agnes agrippina
    alice amelia anastasia angela barbara beatrice benazir bess betty blanche bridget carla claire clara claudia
    clementine cleopatra coretta cynthia daisy deborah diana diane dolores dora dorothy edith emily emma emmeline
    esther ethel eva evita fatima flora florence frida genevieve geraldine gertrude golda grace harriet hatshepsut
    hedwig henrietta hillary ida indira inessa irene iris isadora jacqueline jenny jessica josephine judith juliana
    laura leila lidia lillian lily linda livia lola lucia lucille lucrezia lucretia lucy lydia malala mamie marcia
    marian marianne marlene martha melania mildred molly monica nadezhda nadia nancy naomi natalia natalya nefertiti
    nora octavia olga olympe pamela patricia pearl penelope peggy philippa phyllis pocahontas rachel raisa rebecca
    regina rita rosa rosalind rose rosemary roxana ruby ruth sacagawea sally sandra sarah sharon sheila shirley
    sigrid simone sonia stella svetlana sybil sylvia tamara tatiana theodora ursula valentina vera veronica victoria
    viola virginia wanda wilhelmina beatrix winifred zelda zinaida zoe zoya zenobia hypatia sappho boudica marietta
    rosalynn abigail dolley corazon aung mathilde yekaterina
    """)
)
# Names by which one person is known well enough, though they are given names.
MONONYMS = frozenset(
    _split("""
    napoleon dante galileo michelangelo rembrandt hannibal attila hammurabi ashoka shaka pocahontas geronimo saladin
    genghis saddam nefertiti hatshepsut sappho voltaire rasputin evita charlemagne tamerlane timur boudica zenobia
    hypatia sacagawea tutankhamun akhenaten nebuchadnezzar ashurbanipal sargon gilgamesh confucius raphael donatello
    titian caravaggio plato aristotle socrates homer virgil ovid horace livy pericles leonidas vercingetorix
    spartacus atahualpa kublai akbar aurangzeb toussaint che donatello benazir lafayette caligula nero
    """)
)
PRAENOMINA = frozenset(
    _split("""
    gaius caius marcus lucius publius titus quintus gnaeus aulus sextus tiberius servius decimus flavius imperator
    divus caesar
    """)
)
# Families of whom several made history: the name alone does not say which one.
SHARED = frozenset(
    _split("""
    roosevelt gandhi bush kennedy adams kim medici borgia habsburg hapsburg tudor stuart bourbon romanov plantagenet
    windsor hanover hohenzollern hohenstaufen wittelsbach savoy valois capet tokugawa minamoto fujiwara taira
    ashikaga hojo park nguyen tran le ly bhutto pitt cato pliny gracchus scipio dumas bronte grimm wright bach
    strauss rothschild rockefeller vanderbilt chamberlain assad duvalier somoza clinton trump harrison osman seljuk
    comnenus palaiologos komnenos julii ptolemy seleucus orsini colonna sforza visconti este gonzaga lancaster york
    howard cecil percy neville dudley seymour boleyn rosenberg saud hashemite pahlavi qajar nehru-gandhi khan ali
    singh long taft
    """)
)
# Families whose name comes first.
FAMILY_FIRST = frozenset(
    _split("""
    mao deng zhou sun chiang jiang zhu liu lin hu xi wen li peng zhao chen wang zhang yang huang wu xu cao guo feng
    yuan song hua bo ye he gao luo zheng liang tang deng han cai yan lu su kang sima zhuge cixi puyi hong zeng yue
    kong meng tan teng chou tung kim park pak lee yi rhee syngman chun roh roh moon choi choe jang chang an ahn ban
    ho ngo nguyen vo le pham tran phan truong bao duong bui dinh vu pol ieng nuon hun oda toyotomi tokugawa minamoto
    taira fujiwara ashikaga takeda uesugi date hojo saigo okubo kido ito yamagata tojo yamamoto konoe ishiwara nogi
    togo murasaki matsuo mishima hideki akechi shimazu mori sen miyamoto hattori ii sakamoto fukuzawa kato yoshida
    hosokawa nitta kusunoki soga abe sato suzuki tanaka nakasone
    """)
)
