"""Which given names there are, and which ones say something of who bears them."""

from bot.domain.name_forms import CLASS

_split = str.split

FEMALE = frozenset(
    _split("""
    victoria boudica corazon
    abigail ada adela adelaide adele adelheid agatha agnes agrippina aimee aisha albertina aleksandra alexandra alice
    alma althea amalia amalie amanda amelia amina amy ana anais anastasia andree angela angelica angelina anita ann
    anna anne arlette astrid audrey aung aurelia barbara beatrice beatrix benazir berengaria bernadette berta bertha
    berthe bess beth betty blanche bonnie bridget brigitte camilla carla carlotta carmen carola carole caroline carrie
    cassandra catarina caterina catherine cecilia celia charlotte cheryl chiara chloe christabel christiane christina
    claire clara clarissa claudette claudia clelia clementine cleopatra colette colleen constance consuelo cora
    cordelia coretta cornelia cristina cynthia dagmar daisy danielle deborah delia delphine denise diana diane dinah
    dolley dolores dora doris dorothea dorothee dorothy ebba edith edna edwina eileen ekaterina eleanor elena eleonora
    elina elisabeth elisabetta elisaveta elizabeth ella ellen elsa elsie elvira elzbieta emanuela emilia emilie emily
    emma emmeline enid enrica erica erna estelle esther ethel eudocia eudoxia eugenia eugenie eulalia eunice eva
    evangeline eveline evelyn evita fatima federica felicity felipa fernanda filippa filomena fiona flora florence
    franca frances francesca franciska francoise franziska freda freya frida frieda fulvia gabriela gabriella
    gabrielle genevieve georgette georgiana georgina geraldine gerda germaine gertrude gina ginevra giovanna girolama
    gisela gladys gloria golda grace greta gretchen gro gudrun gwen gwendolyn hanna hannah hanne hannelore harriet
    hatshepsut hedwig heidi helen helena helga heloise hendrika henrietta henriette henrike hilda hilde hildegard
    hillary hortense hypatia ida ilona ilse imelda immanuela imogen indira ines inessa ingeborg inger ingrid irene
    irina iris irma isabel isabella isadora isobel ivana izabella jacoba jacqueline jacquetta jadwiga jane janet
    janice janina jayne jeanne jeannie jelena jennie jennifer jenny jessica joan joanna joaquina johanna johanne
    jolanda josefa josefina josepha josephine josette juana judith julia juliana julianne julie julienne julieta
    juliette justine jutta kaisa karen karin karla kate kateryna katharina katharine kathe katherine kathleen kathryn
    katie katja keiko khadija kitty klara kristina krystyna ksenia kunigunde laura lauren leah leda leila leni leonida
    leonie leonor leonora leontyne leopoldine letizia lidia lidija lila lilia lilian liliane lillian lilly lily lina
    linda lisa lise livia lois lola lorena loretta lotte louisa louise louisette lucia lucie lucienne lucille lucinda
    lucretia lucrezia lucy ludmila ludmilla luella luigia luisa luise luiza lulu lydia lyudmila mabel madeleine mae
    maeve magda magdalena maire maisie malala malvina mamie manuela marcia marfa margaret margarethe margarita margery
    margit margo margrethe margriet marguerita marguerite maria mariam marian mariana marianna marianne marie marietta
    marika marilyn marina marisa marita mariya marjorie marla marlene marta martha mary maryam mathilde matilda
    matilde maud maude maura maureen mavis maximiliana maximiliane melania melissa mercedes michaela micheline
    michelle mildred milena millicent minna mirabel miranda mireille miriam moira molly monica monique muriel myra
    myriam myrtle nadezhda nadia nancy nanette naomi nastasya natalia natalya natasha nathalie nefertiti nelly nicole
    nicolette noemi noor nora norma octavia odette odile ofelia olena olga olympe olympias ottilie pamela paola
    patricia patrizia paula paulette paulina pauline pavla pearl peggy penelope perpetua petronella petronila philippa
    phoebe phyllis pia pietra pocahontas polly priscilla rabia rachel rafaela raffaella raisa ramona raphaela raquel
    rebecca rebekah regina renata renate renee rhoda richarda rita roberta rosa rosalia rosalie rosalind rosalynn
    rosamund rose rosemary roswitha rowena roxana roxane roza ruby ruth sabina sabine sabrina sacagawea sadie sally
    salome samantha samuela sancha sandra sappho sarah sarojini selena selma seraphina serena sharon sheila shirley
    sidonie sigrid silvia simona simone simonne sirimavo sofia sofie sofya sonia sonja sophia sophie sophonisba
    stefania stella stephania susan susana susanna susanne suzanne suzette svetlana sybil sylvia sylvie tamar tamara
    tania tatiana tatyana tekla teresa tessa thea theda thekla theodora theophano theresa therese tina tomasa tonya
    trudy ulla ulrica ulrike ursula urszula usha valentina varvara velma vera veronica veronique vicenta vicky
    victorine vilma vincenza viola virginia virginie vittoria vivien wanda wangari wilhelmina wilhelmine willa wilma
    winifred winnie xenia yekaterina yelena yelizaveta yevgenia yolande yulia yuliya yvette yvonne zainab zelda
    zenobia zewditu zinaida zita zoe zofia zofja zora zoya zuleika
    """)
)
_OTHERS = _split("""
    abdulaziz abdulhamid abdulrahman abdurrahman abebe abel abelard abigael abiy abner absalom abubakar adam adan
    adlai adnan adriaan adrian adriana aelfric aethelflaed aethelred aethelstan ahmose aimo aino akbar akihito akinori
    akio akira aksel al alcide aldo alessio alfonse alfred algernon alhaji alison allie alois aloisio alonso alphonsus
    alva alvar alvaro alvin amadeo amadeus amadou amara amaury ambrogio ambroise ambrose amedeo amenhotep amilcar amos
    amrita anacleto anand ananda anastas anastasio anatol anatole anatolii anatoliy anatoly aneurin angelo angus
    anibal anil annie ansel anselm antanas antiochus anwar apirana apolinario apolo aram arcangelo archibald archie
    ariel aristide arjun arkadi arkadiy arkady armand armando arminius arne arsene arseny artem artemio artemisio
    artemy artyom arun aruna arundhati arvid arvo asa ashley ashoka ashraf asif atal athanasius athelstan attila
    aubrey averell avery axel ayn azikiwe babatunde baldassare balthasar baptiste barack barnabas barney barnum
    barrett barry bart bartel bashar bashir bastien bela belisario belle ben benigno berenice bernadotte bertil
    bertolt bertram bertrand bessie bhagat bhimrao bilal birger bjorn blaise blaz boguslaw bohumil
    boleslav boleslaw boniface bonifacio booker boutros bram branwell brendan brett brian brigham brij brock bronislaw
    bruno bryce buenaventura caleb calixto calvin camille camillo camilo candido carson carsten casper catharina
    cayetano celestino cemil cesaire chaim chandra chas chaudhry chauncey che chester chinua chiune choudhry ciaran
    cicely cipriano claas clarence clark claus clemence clifford clifton clotilde clyde columba connie conor constanze
    corey corneille corrie cosima cosimo courtney craig crispin cuno curtis cuthbert cyprian cyriac dadabhai dag
    daisuke damian damien damon dana dante daron darryl dashiell debora decimus delano denzel deodoro derek desiderius
    desmond dieter dinu dionigi dipa dirk djibril djuanda djuna dolf dominick donald donatien dorian doudou douglas
    dragan dragutin duncan dunstan dusan dustin dwight dylan eamon eamonn earl ebenezer eberhard eckhart eddie edsel
    edwige edwin efrain egbert egil egon eiji einar eisaku eivind elbert elbridge eldred eldridge eleazar eleftherios
    eli elia eliezer eligiusz elihu elisabeta elisha elke ellery elliot elliott elmer elmo eloise elvis emeka emeric
    emeterio emiliana emiliano emilien emilios emory endre engelbert ennio enoch enos enver enzo ephraim epifanio
    eppie erasmus erastus erhard erika ermanno ernestine erno errol ervin erwin erzsi esmond ester estes ethan
    ethelred eusebio eustace eustache evander evangelista evariste everett evert evo ewald ewan ewen ezekiel ezra
    fabian fabio fabiola fabrice fabrizio fahd faisal fannie fanny faruk faustina faustino fausto fay fearghus feargus
    felice felicia feliciano felicien fenton fergal fergus fermin ferruccio fidel filipp finlay fiorello firmin
    flavius florencio florentin floyd forrest francine franjo franka franklyn franti freddie fridtjof friedl fructuoso
    fulgencio fulvio fumimaro gaetan gaetano galeazzo galina galo galusha gamaliel gamani garret garrett garry garth
    gary gaspare gaston gaudencio gavin gavrilo gayle gebhard geir gelasius gemma genghis gennady geoff geraint gerald
    gerlach germain gerrit gerry gershom gertrud gervase ghislaine giancarlo gianfranco giangaleazzo gianni gideon
    gino gioconda giordano giselle giuditta giuliana giuliano giustina gleb glenda glenn glyn godric gonzalo gopal
    goran gordon gotthold gottlieb gottlob govind graca gracie graciela graham greg griffith grover guadalupe
    guglielma gulbadan gunnar gunter gunther gurdial gus guus gwilym haakon hachiro hadrian hafiz haidar haile hailu
    hakan hakon hamad hamid hamida hanae hannes hannibal hanno harley harmodio harmon harriett harro hartmut haruki
    haruko harvey hayato hayden hedda hedy heike heimo heino helge helmut helmuth heniek henny hephzibah heraclio
    heraldo herluf hermenegildo hermione herschel hetty hideo hideyo hifikepunye hilaire hilarion hilary hiram
    hirobumi hiroko hiromi hiroshi hisham hjalmar ho holger honorata honore honorio horst hosea hosni howard howell
    huberta humphrey humphry hyacinthe hyman iain ianos ibn ichiro idi idris ikki ilham ilyich iman imran imre inazo
    indalecio indra ingemar ingmar ingo innocent innokenty inocencio iolanthe ippolit ippolito ira irwin isaias
    isambard iseult isidor isidore isidoro isidro ismet isolde isoroku isser itagaki italo ivar iveta ivo ivor iwao
    iyasu jabez jacinto jackie jackson jagjit jair jake jamila jamsetji janek janusz jared jaromir jarvis jasmine
    jaswant javed javier jawad jawaharlal jayaprakash jeannette jeb jed jedediah jef jeff jefferson jenna jerald
    jeremie jermaine jerry jesse jethro jigme jill jillian jindrich jiro joanot joaquim jocelyn jochen jocko jodie
    joel johnnie johnny jomo jon jona jonathan jonny joost joris joshua josiah joss juda judah jude judy junius jurgen
    justin justino justus justyn jyoti kai kaitlin kalle kamal kamala kamil kamila kaoru kara karan kareem karim
    karlheinz kashi kasper kathy kaveh kazuki kazuo keith kemal kenji kenneth kenzo kerstin kevin keziah khalifa
    kiichi kim kinjiro kirsten kirsty kiyoshi kjell klaudia klementy kliment knut kofi koichi koki koloman kondrat
    kondraty konni konstancja korbinian korechika kornel kornelia kristen kristoffer kumar kuno kunwar kwame kyle
    ladybird lafcadio laika laila lala lambert lamberto lancelot lanny lara lasse laureano laurie laurits laverne
    lavinia lavr lazar lazare lazaro lazarus lech lee leif leigh lemuel lenka lennart lenny leocadia leocadio leonel
    leonilda leonti leontine leontiy leonty leroy lesley leslie lester lesya leszek letitia levi lewin lex lia liaquat
    libby liborio liesl lilith lillie lincoln linnea linus lionel lionello lisbeth lisette livio liviu liz ljuba
    ljudevit llewellyn lloyd llywelyn lonnie loredana lorna lorne lottie lou louella lowell luana lubomir lucian
    luciana luciano lucien lucilla lucrecia lucreti luisella lujo lula lupe luther lutz luz lydie lyle lyman lyndon
    lynn maathai maceo mack mackenzie macky madge magnus mahalia mahathir mahinda mahmoud mahmud maja makar makoto
    malachi malachy malcolm malik mamadou mamerto mamoru mandy manlio manmohan manolis manon mao mara maratha marcela
    marcelino marcellin marcellina marcial marcianus marcy mareike mariano mariella marinus mario marion marisol
    marlon marnix marsha marsilio marthe marty marv marvin maryann maryanne masao masaru masayoshi masha massimo masud
    mathura mats matt matti mattie matty matvey maulana mauro max maya maynard mechthild meg megan mehdi mehmood
    meinhard meinrad mel meles melvin melvyn menachem mengistu mercy meriwether merle merritt mervyn meyer mia michio
    mick mieczyslaw mieszko mihajlo miki miles milica millard millie milorad milos miloslav miloslava milovan milton
    mimi mina mindaugas minnie minoru mira mircea mirek miron miroslav miroslaw missy mitch mitchell mitrofan mitsuo
    mitya miyuki modeste modesto modibo mohan mohandas monir montague montgomery monty morag morarji mordecai mortimer
    morton moshood muammar mukhtar mulugeta murtala myles myron nadezda nadine nahum nanak nanna naoki naoto naphtali
    napoleon napoleone narayan narcis narciso narcissa narendra nastassja nat natale natalie nazim nehemia nehemiah
    neil nell nelli nellie nelson nereo neriah nerida nerina nerses netta nettie neville nguema nicandro nicanor
    nicephorus nico nicodemus niels nigel nikephoros nikita niklas nikodim nikolett nils nina nino ninon nizar noah
    noam noboru nobuo nobusuke noel noelle nolan nona norbert norberto noreen norman norodom norris nuno nuri nuruddin
    nyssa obadiah obafemi octave octavio odilo odo odoardo offa oleksa olimpia olimpio oliva olivia olusegun
    ondine onorato ophelia orest oreste orhan oriana orsino orson ortrud orvil orville osamu osbert osborn oscar osip
    oskar osmond osmund ossie ossip ostap oswald oswaldo oswin otakar otilia otmar ottavia ottavio ottmar ottokar
    oumou ovadia owain owen paddy palmiro paloma pamphile panagiotis panait panas pantelis paolina pascal pascale
    pascoe pascual pasquale pat patrice patsy patti patty paulino paxton payton pearse pedar peg pelagia pelagius
    pelayo pelham pepe pepita percival percy peregrine perrin peta pete petronilla petronius petya phil philbert
    philemon philibert philippine philo philomena phineas phyllida piers piet pinchas placido pol poldi polydore
    pompeius porfirio poul pratap presley primitivo prithvi procopio prokop prospero prosser prudence pyarelal quentin
    quett quincy quinn quintin quirin quirino quirinus rab rabindra rabindranath radomir radoslav radovan radu rafiq
    raimo rainer raissa rajendra rajiv ralf ramesh ramiro ramsay ramses randal randall randi randolph randy ranjit
    rashid rasmus ratan ravi ray raymonde reba redmond reese reggie reginaldo regis rehman reina reinaldo reiner
    reinhard reinhart remigio remigius rena renaud reuben reubens reuven rex rexford reza rhonda rhys rick ricky
    rigoberto riley rinaldo ritchie roald robbie robby roberte robinson robyn rocco roch rochelle rocio roddy rodion
    rodney roelof rogelio rollo romain romeo romola romuald romulus ron rona ronan ronda ronnie rosaline rosamond
    rosario rosaura roscoe roseanne rosella rosie rosina rosita roslyn rosmarie roswell roxanne roy royce ruben rubin
    rudi rudy rudyard rufino rufus ruhollah rui runa russ russell rustam rustum rutger rutherford ruud ruy ryan sabino
    sacha sadako saddam sadi saito sakina salah salma salomea salvador salvatore salvatrice sam sammy samora sancho
    sanford sanjay santino santos sarvepalli saskia saturnino satyajit satyendra saverio savina savitri savva scarlett
    schuyler scipione scott scotty seb sebald secondo segundo seiji sekou selina selwyn semen semiramis septima
    septimius serafim serafin seraphine serenus seretse servando servatius severin severino severo seward shafiq
    shahid shahryar shaka shamil sharada sharif shashi shaun shawn sheldon sherwood shigeru shinichi shinzo shirin
    shoichi sholem sholom shuja siaka sibylla sid siddhartha sidney sieg siegbert silas silvain silvan silvano
    silvanus silvie silvio silvius simcha simonetta siri sitaram sitting solange soledad solvej sonny sophocles soren
    sosthene spartaco spencer spiridon spiro spyridon srinivasa stamford stan stanford stanislas stanislaus stanislav
    stanislaw stanley stefanie sten stephanie stewart stig stina stonewall stoyan stoyanka strom stu subhas
    subramanyan sue sukhdev sully sunniva surendra susie susumu suzuko svein sven svend sviatoslav svyatoslav swaraj
    swen syed sylvain sylvaine sylvan sylvanus tacitus tadashi taddeo taha tahir takashi takeo takeshi tamerlane
    tancred tancredi tankred tanya taras tarek tariq tasha tawfiq ted tekle telesforo tenzin terence terrence terry
    tess tetsu tewodros thabo thaddee thais thecla thelma thelonious theo theodosia theodosius thiago thibault thibaut
    thierry thora thorbjorn thorfinn thorkell thorleif thoros thorstein thorvald thurgood thurlow thutmose tia tibor
    tiburcio tilda tilla tillie tim timoleon timon timur tiziana tobiah tobias toby todd toivo tomislav tommy tomoyuki
    torquato torsten toshiko toshio toussaint tove toyohiko tracy trevor tricia trina tristan tristram trofim trude
    trygve tsendin tsutomu tsvi tullia tupac turgut tybalt tycho tyrone ubaldo ugolino ulf ulpian ulrika ulysses upton
    uri uriah uriel ursus uta uwe vache valborg valdas valere valeri valeria valerie valerio valeriu valerius valeriy
    valery valeska valia vallabhbhai vance vanessa vanya vardan vasco vaughan vaughn velia venustiano verena verner
    vernon vero vespasia vic vicki victoire victorien victorin victorino vidal vidkun vidkunn viggo vijaya vikram
    vilfredo vilhelmina vinayak vincentia vinnie vinoba violet viorica virgile viriato vishwanath vissarion visvaldis
    vita vital vitale vitali vitaliy vitaly vitold vitoria vitus vivek vivian vivienne vlad vladas vladko vlado vlasta
    vojislav vojtech volker volkmar volney voltaire waclaw walburga waldo wallace wallis walpurga walt warner warren
    waverley wayne wenceslao wendelin wendell wendy werner werther wes wickham wieland wiktor wiktoria wilber wilbert
    wilbur wilfred wilfrid wilkie willard willis willoughby wilmer wilmot wim winfield winona winston winthrop winton
    witold wojciech wole wolfgang wolfhart wolfram woodrow woody wu wyndham xanthippe xavier xaviera xi ximena yaa
    yael yagut yakubu yana yanis yann yanni yannick yasha yasmin yasuhiro yasunari yasuo yefim yefrem yegor yehuda
    yelizar yemelyan yermak yevdokiya yisrael yoel yoko yolanda yorick yoshi yoshihito yoshiko yossi yosuke youssou
    yoweri yukichi yukiko yukio yuliana yves zack zaheer zahir zakir zayd zayn zdenek zebulon zebulun zeke zelia zelma
    zenon zephaniah zhores ziaur zinovy zoltan zoran zulfikar zvi franklin
    """)
GIVEN = frozenset(CLASS) | FEMALE | frozenset(_OTHERS)
# Names by which one person is known well enough, though they are given names.
MONONYMS = frozenset(
    _split("""
    napoleon dante galileo michelangelo rembrandt hannibal attila hammurabi ashoka shaka pocahontas geronimo saladin
    genghis saddam nefertiti hatshepsut sappho voltaire rasputin evita charlemagne tamerlane timur boudica zenobia
    hypatia sacagawea tutankhamun akhenaten nebuchadnezzar ashurbanipal sargon gilgamesh confucius raphael donatello
    titian caravaggio plato aristotle socrates homer virgil ovid horace livy pericles leonidas vercingetorix
    spartacus hamilcar tecumseh atahualpa kublai akbar aurangzeb toussaint che donatello benazir lafayette caligula nero
    """)
)
PRAENOMINA = frozenset(
    _split("""
    gaius caius marcus lucius publius titus quintus gnaeus aulus sextus tiberius servius decimus flavius imperator
    divus caesar
    """)
)
