"""Which given names are one name in different languages."""

_SAME = """
alexander aleksandr alexandr aleksander alexandre alessandro alejandro alexandros oleksandr iskander iskandar sikandar
  alasdair alistair alexandru sandor aleksandar oleksander sandro iskender xander sasha alec
alexandra aleksandra alessandra alejandra oleksandra
alexei aleksei aleksey alexey alexis oleksiy alexius aleksi
andrew andrei andrey andre andreas andrea andrzej andres andriy ondrej anders andras andrej andreu
anna ann anne hannah ana hanna anya hanne
anthony tony antony antonio antonius antoine anton antoni antonin marcantonio
arthur arturo artur artus
augustus auguste august augusto
augustine augustin agostino agustin augustinus agostinho
basil vasily vasili vasiliy vasilii basileios basilius vassily wasil basile vasile vasilios vassilis vasya
benedict benedetto benoit benedikt benito benedictus
benjamin veniamin beniamino binyamin benjamim
boris borys borya
bernard bernhard bernardo bernardus
caesar cesare cesar kaisar tsezar tsesar
caroline carolina karolina
casimir kazimierz kasimir kazimir
catherine kate katherine katharine ekaterina yekaterina catarina caterina katarina katharina catalina kateryna
  katarzyna kathryn catharine cathryn jekaterina kathe katie
cecilia cecile cecily
charles karl carl carlos carlo karel karol carolus karoly carol charlie karolus karlo
christian kristian cristian christiaan kristjan
christina cristina kristina christine krystyna
christopher cristobal christophe christoph cristoforo christophorus kristof krzysztof
clement clemens clemente klement klemens
constantine konstantin constantin konstantinos costantino constantinus konstantyn konstanty kostya
cornelius cornelis
cyril kyrill kirill cyrillus kyrillos
cyrus kurush kyros
daniel daniil danilo danylo
darius dareios dariusz
david dawid daud davit dafydd daoud davide
dennis denis dionysius dionysios dionisio denys
demetrius dimitri dmitri dmitry dmitriy dmitrii dimitrios dmytro dimitry dimitar demetrio dimitris dmitar
edmund edmond edmundo
edward ned eduard edouard eduardo edoardo edvard duarte edvardas
eleanor eleanora leonora eleonora alienor elinor leonor aenor
elizabeth elisabeth elisabetta elisaveta yelizaveta elizaveta elzbieta erzsebet eliza elisa
isabel isabella ysabel isabelle izabela isobel izabella
emmanuel emanuel manuel immanuel emanuele manoel manvel
ernest ernst ernesto earnest
eugene eugen yevhen yevgeny evgeny eugenio evgenii yevgeni yevgeniy evgeniy jevgeni eugenius
eugenie eugenia
ferdinand fernando ferdinando hernando hernan fernand ferdinandus fernao hernandez ferdynand
felix feliks
fyodor fedor theodore teodoro theodor feodor theodoros teodor tivadar fiodor todor teddy theodorus fedya
francis francisco francois francesco franz frans franciscus ferenc frantisek franciszek francesc frank pancho
  franziskus
frances francesca francisca francoise franziska
frederick frederic friedrich federico fryderyk frederik fredrik fredericus frederich fritz bedrich fred
gabriel gavril gavriil gabriele
gaius caius
geoffrey jeffrey geoffroy gottfried godfrey geoffroi
george georgy georgi georgiy georgii georg georges jorge giorgio jerzy georgios gyorgy juri yuri yury yuriy iuri jiri
  jordi giorgi georgij heorhiy gheorghe
gerard gerhard gerardo geraldo
gilbert gilberto
giles gilles egidio
gregory grigory grigori grigoriy grigorii gregor gregoire gregorio grigorios gregorius hryhoriy grigor grigorij grisha
gustav gustave gustavus gustavo gustaf gustaw
harold harald haraldr
helen helena elena yelena helene ellen olena
henry heinrich henri enrique enrico henrik hendrik henryk henrique harry henricus heinz hal enric
herbert heribert
hermann herman
hugh hugo hugues ugo
ignatius ignacio ignace ignaz ignacy inigo ignazio
igor ingvar ihor
ivan john johann johannes jean juan giovanni joao jan johan ioannes ioannis yahya sean janos ion hans jack iohannes
  ian jens evan eoin ioan gian jovan yohannes yochanan yohanan janez janis giannis yannis hovhannes shane
ioseb iosip joseph joe josef iosif josip jozef giuseppe jose yosef yusuf yousef youssef yussuf josephus jusuf joey
  jozsef beppe guiseppe yosep
isaac isaak itzhak yitzhak ishaq izaak yitzchak
jacob james jacques jaime giacomo jakob yakov jacobus jakub iago santiago diego jacopo yaakov yaqub jimmy jim hamish
  seamus jaume iakov jago jamie seamas yakub
jeremiah jeremy
jerome girolamo geronimo hieronymus jeronimo gerolamo
joan jeanne jane joanna johanna juana giovanna janet joanne jana jeannie jayne
joachim gioacchino joaquin gioachino
julius jules julio giulio yuliy yuly iulius
julia julie giulia juliet julieta
justinian justinianus
konrad conrad corrado kurt curt
laurence lawrence lorenzo laurent lorenz lavrenty lavrentiy lavrenti lavrentii laurentius larry lars laurens
leo leon lev lew leone lyov levon lyova
leonard leonardo leonhard
leopold leopoldo
louis ludwig luis luigi lewis lodewijk louie ludovico lajos ludovic luiz ludvig aloysius ludovicus ludvik ludwik
louise luise luisa louisa luiza
lucius lucio
luke luca lucas lukas luc
magdalene magdalena madeleine magdalen
marcus mark marco marc marcos marek markus markos marko
margaret maggie margarita marguerite margherita margarete margrethe margareta margot margo marguerita margriet
  margarethe margit
mary maria marie miriam mariya marija maryam miryam marya marika mariam maire myriam
martin martino martinus marten marton maarten marcin martyn morten
matthew matteo matthias mateo mathieu matvei mateusz matthaus matias matthaeus matyas mathias matej matija matthijs
matilda mathilde maud matilde maude
maurice moritz mauricio maurizio mauritius maurits
maximilian maximilien massimiliano maximiliano
maxim maksim maximus maxime maksym
michael mikhail michel miguel michele mihail mihaly michal michail mykhailo mikael mihai mike mickey micheal mikhael
  mikhailo mikel misha
moses moshe musa moise moisei moyshe
muhammad mohammed mohamed muhammed mehmed mehmet mahomet mohammad mahmed mohamad muhamad mohamet muhammadu
nathaniel nathan natanael nathanael nathanial
nestor nester nestore
nicholas nikolai nikolay nicolas nicolaus nikolaus nicola niccolo nicolae nikola mykola nicolo mikolaj miklos nikolaos
  klaus nick nicolai nikolaj nicolaas colin klaas mikolas niccola nicholaus niklaus nikolaas nikolas nicky kolya
octavian octavius octavianus
olaf olav olof olaus
oliver olivier oliverio
otto otho oton ottone
patrick padraig patricio patrik
paul pavel paolo pablo pal paulus pavlo pavlos pawel pau paulo pavle pavol
peter pyotr petr piotr pierre pietro pedro petrus pieter petro petros pere pjotr petar peder per pyetr petre petru
  petter
philip felipe philippe filippo filip philippos phillip philipp philippus filips fulop
pius pio
raphael rafael raffaello raffaele rafal
ralph raoul raul rolf
raymond raimundo ramon raimond raymund raimondo
rene renatus renato
richard ricardo riccardo rikard ricard dick ryszard
robert roberto rupert ruprecht rob bob bobby
roderick rodrigo rurik
roger ruggero rogerio rogier ruggiero
roland rolando orlando rowland
rudolf rudolph rodolfo rodolphe rodolf rodolphus rudolfo
samuel samuil shmuel
saul shaul
sebastian sebastien sebastiano sebastiao
sergei sergey sergius serge sergio serhiy sergii sergej serghei
sigismund zygmunt sigmund siegmund zikmund zsigmond zigmund zygmund
simon simeon symon semyon simone shimon simao semion szymon simeone
sophia sophie sofia sofya zofia sonja sonya sofie zofja
stephen steven stefan stepan etienne esteban stefano stephan istvan stefanos stephanus szczepan stjepan estevao steve
  stephane stevie
susan suzanne susanna susana susanne
sylvester silvester silvestre sylvestre sylwester
sixtus sisto
thaddeus tadeusz
theresa teresa therese
theophilus theophilos theophile
thomas tomas tommaso foma tomasz thomaso thom tom tome tamas tomaso tomaz
timothy timofei timothee timotheus timo
titus tito
urban urbain urbano urbanus
valentine valentin valentino
victor viktor vittorio vitor victorio
vincent vincenzo vicente vikenty vincente
vladimir volodymyr wladimir waldemar valdemar vladimer volodimir volodya
vladislav wladyslaw ladislaus laszlo ladislas ladislav vladislaus ulaszlo
wenceslas wenceslaus vaclav vyacheslav vaclaus wenzel vjaceslav vaslav
walter gualtiero gauthier gautier walther
william wilhelm guillaume willem guglielmo guillermo vilhelm bill billy will willy liam guillem gulielmus wilhem vilem
  guilherme willie
yaroslav jaroslav iaroslav
zachary zacharias zakaria zacarias zachariah
ali aly
hussein husayn hussain husain husein hossein huseyin
hassan hasan
ahmad ahmed ahmet ahmadu achmed ahmadou
omar umar omer oumar umaru
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
elijah elias elie ilya eliyahu ilyas
erik eric erich eirik
adalbert albert alberto albrecht
alphonse alfonso alfons alphonso afonso
emil emile emilio
humbert umberto humberto
manfred manfredo
alan alain allan allen
bartholomew bartolome bartolomeo bartolomeu
domenico dominic domingo dominique dominik domingos
guy guido
aurelius aurelio
claudius claude claudio
marcellus marcello marcel marcelo
valerian valeriano valerianus
vespasian vespasianus
hector hektor ettore
achilles achille
hercules ercole
gaspar kaspar caspar jasper gaspard
melchior melchiorre
ulrich ulrik huldrych
siegfried sigfried sigfrid sigurd
theodoric dietrich theoderic
arnold arnaud arnaldo arnulf
reginald reinhold ronald reynold
edgar edgardo edgard
horace horatio orazio
hubert huberto uberto
leander leandro
lothar lothair lothaire lotario
leonidas leonid
pericles perikles
socrates sokrates
tiberius tiberio
virgil virgilio
harun aaron haroun
jonah yunus jonas
job ayyub
adolf adolph adolfo adolphe adolphus
bogdan bohdan
olga olha helga
oleg oleh
"""

CLASS: dict[str, int] = {}
"""The number of the name that a form is a form of."""
for _number, _line in enumerate(_SAME.replace("\n  ", " ").strip().splitlines()):
    for _name in _line.split():
        CLASS.setdefault(_name, _number)
