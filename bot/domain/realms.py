"""Realms of history: the words by which a question or an answer speaks of one."""

_REALMS = """
russia russian tsar tsarina tsaritsa tsardom muscovy moscow petersburg petrograd kremlin romanov soviet ussr siberia
  siberian volga urals crimea crimean caucasus novgorod kazan volgograd stalingrad bolsheviks soviets
  leningrad bolshevik
england english london britain british uk kingdom norman saxon wessex mercia wales welsh cornwall kent yorkshire
  lancashire britons anglo
scotland scottish scots scot edinburgh highlands glasgow
france french paris versailles bourbon capetian frankish franks gaul bastille alsace brittany normandy gascony
  aquitaine provence marseille lyon frenchmen gallic gauls
germany german berlin kaiser prussia prussian munich bavaria reich rhineland ruhr westphalia hamburg cologne frankfurt
  silesia weimar nazi leipzig dresden nuremberg brandenburg germans
austria austrian vienna habsburg hungary hungarian tyrol budapest magyar carinthia styria galicia
spain spanish madrid castile aragon armada leon catalonia barcelona andalusia seville basque toledo iberian iberia
  spaniards
portugal portuguese lisbon porto algarve
italy italian rome roman florence venice milan naples sardinia savoy piedmont tuscany lombardy venetia genoa turin
  italians romans papal vatican calabria apulia
greece greek athens sparta athenian spartan macedon macedonian macedonia thrace peloponnese thebes corinth ionia
  boeotia greeks attica thessaly aegean
egypt egyptian pharaoh pharaohs cairo nile alexandria ptolemaic ptolemy sinai suez memphis egyptians mamluk fatimid
persia persian iran iranian shah achaemenid safavid sasanian tehran isfahan persians khorasan
babylon babylonia babylonian mesopotamia assyria assyrian sumer akkad nineveh mesopotamian ur uruk sumerian
turkey turkish ottoman ottomans sultan constantinople istanbul byzantine byzantium anatolia anatolian ankara turks
  rumelia bursa
china chinese beijing qing ming tang song han qin manchu shanghai canton nanjing sichuan hunan guangdong manchuria
  shandong hong hubei yunnan wuhan fujian
japan japanese tokyo edo shogun kyoto nagasaki hiroshima osaka nara honshu kyushu okinawa hokkaido tokugawa
korea korean seoul joseon
india indian delhi mughal raj bengal punjab bombay calcutta madras gujarat kerala goa rajasthan deccan hindustan
  mysore bihar orissa assam tamil maratha hyderabad
mongolia mongol mongols mongolian
america american hawaii hawaiian usa us states washington virginia massachusetts boston philadelphia pennsylvania
  texas california
  carolina york chicago louisiana kentucky ohio illinois alabama mississippi tennessee americans yankee confederate
mexico mexican aztec aztecs tenochtitlan yucatan veracruz chiapas morelos oaxaca
peru inca incan incas peruvian cuzco cusco lima andes andean
poland polish warsaw krakow danzig gdansk poles mazovia
sweden swedish stockholm
denmark danish copenhagen
norway norwegian oslo
netherlands dutch holland amsterdam orange leiden zeeland
belgium belgian brussels
ethiopia ethiopian abyssinia abyssinian tigray addis
mali malian timbuktu
bulgaria bulgarian
serbia serbian yugoslavia yugoslav belgrade
romania romanian bucharest
bohemia bohemian prague czech czechoslovakia
jerusalem israel judah judea palestine
navarre
sicily sicilian
vietnam vietnamese hanoi saigon
ireland irish dublin
south-africa african zulu africa natal transvaal cape soweto johannesburg boer
carthage carthaginian
armenia armenian
georgia georgian
brazil brazilian bahia pernambuco rio minas
argentina argentine argentinian patagonia aires
chile chilean
colombia colombian granada
venezuela venezuelan
bolivia bolivian
paraguay paraguayan
uruguay uruguayan
ecuador ecuadorian
cuba cuban havana
haiti haitian
jamaica jamaican
dominican
guatemala guatemalan maya mayan
nicaragua nicaraguan
panama panamanian
canada canadian quebec ontario montreal
australia australian sydney queensland tasmania melbourne
zealand maori auckland
philippines filipino manila
indonesia indonesian java javanese
malaysia malay malayan malacca
singapore
thailand thai siam siamese
cambodia cambodian khmer angkor
laos laotian
burma burmese myanmar
tibet tibetan lhasa
nepal nepalese
pakistan pakistani
bangladesh bangladeshi
ceylon lanka lankan
afghanistan afghan kabul
iraq iraqi baghdad abbasid basra mosul
syria syrian damascus umayyad
lebanon lebanese phoenicia phoenician
jordan jordanian
saudi arabia arabian mecca
yemen yemeni
oman omani
kuwait kuwaiti
morocco moroccan fez marrakesh rif
algeria algerian algiers
tunisia tunisian
libya libyan
sudan sudanese nubia nubian
ghana ghanaian ashanti accra asante
nigeria nigerian benin lagos biafra yoruba hausa igbo
senegal senegalese
congo congolese zaire katanga kinshasa leopoldville kongo
angola angolan ndongo
zimbabwe zimbabwean rhodesia rhodesian
kenya kenyan
uganda ugandan
tanzania tanzanian
rwanda rwandan
somalia somali
madagascar malagasy
songhai
finland finnish
estonia estonian
latvia latvian
lithuania lithuanian
ukraine ukrainian kiev kyiv rus odessa donbas galician cossack
belarus belarusian
croatia croatian
slovenia slovenian
slovakia slovak
bosnia bosnian sarajevo
albania albanian
montenegro montenegrin
cyprus cypriot
crete cretan minoan
malta maltese
switzerland swiss geneva
luxembourg
burgundy burgundian
lorraine
saxony saxon
hanover hanoverian
flanders flemish
troy trojan
lydia lydian
pontus pontic
parthia parthian
kushan
vijayanagara
mauryan maurya magadha
"""
_TOWNS = """
moscow petersburg petrograd leningrad novgorod kazan volgograd stalingrad london edinburgh glasgow paris versailles
marseille lyon berlin munich hamburg cologne frankfurt leipzig dresden nuremberg vienna budapest madrid seville toledo
barcelona lisbon porto rome florence venice milan naples genoa turin athens sparta thebes corinth cairo alexandria
suez memphis tehran isfahan babylon nineveh ur uruk constantinople istanbul ankara bursa beijing shanghai canton
nanjing wuhan tokyo edo kyoto nagasaki hiroshima osaka nara seoul delhi bombay calcutta madras mysore hyderabad
washington boston philadelphia york chicago tenochtitlan veracruz lima cuzco cusco warsaw krakow danzig gdansk
stockholm copenhagen oslo amsterdam leiden brussels addis timbuktu belgrade bucharest prague jerusalem hanoi saigon
dublin carthage havana quebec ontario montreal sydney melbourne auckland manila lhasa kabul baghdad basra mosul
damascus mecca algiers lagos accra kinshasa leopoldville fez marrakesh kiev kyiv odessa sarajevo geneva soweto
johannesburg aires rio qin han
tang song yuan ming qing joseon tokugawa achaemenid safavid sasanian umayyad abbasid fatimid bourbon habsburg romanov
"""
REALMS: dict[str, int] = {}
for _number, _line in enumerate(_REALMS.replace("\n  ", " ").strip().splitlines()):
    for _name in _line.split():
        REALMS.setdefault(_name, _number)
TOWNS = frozenset(_TOWNS.split())
"""Those that are towns or dynasties, which after a comma would be another answer."""
