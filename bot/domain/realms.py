"""Realms of history: the words by which a question or an answer speaks of one."""

_REALMS = """
russia russian tsar tsarina tsaritsa tsardom muscovy moscow petersburg petrograd kremlin romanov soviet ussr
  leningrad bolshevik
england english london britain british uk kingdom norman saxon wessex mercia
scotland scottish scots scot edinburgh
france french paris versailles bourbon capetian frankish franks gaul bastille
germany german berlin kaiser prussia prussian munich bavaria reich
austria austrian vienna habsburg hungary hungarian
spain spanish madrid castile aragon armada leon
portugal portuguese lisbon
italy italian rome roman florence venice milan naples sardinia savoy piedmont
greece greek athens sparta athenian spartan macedon macedonian macedonia
egypt egyptian pharaoh pharaohs cairo nile alexandria ptolemaic ptolemy
persia persian iran iranian shah achaemenid safavid sasanian
babylon babylonia babylonian mesopotamia assyria assyrian sumer akkad
turkey turkish ottoman ottomans sultan constantinople istanbul byzantine byzantium
china chinese beijing qing ming tang song han qin manchu
japan japanese tokyo edo shogun kyoto nagasaki hiroshima
korea korean seoul joseon
india indian delhi mughal raj bengal
mongolia mongol mongols mongolian
america american usa us states washington
mexico mexican aztec aztecs tenochtitlan
peru inca incan incas peruvian cuzco
poland polish warsaw krakow
sweden swedish stockholm
denmark danish copenhagen
norway norwegian oslo
netherlands dutch holland amsterdam orange
belgium belgian brussels
ethiopia ethiopian abyssinia abyssinian
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
south-africa african zulu africa
carthage carthaginian
armenia armenian
georgia georgian
brazil brazilian
argentina argentine argentinian
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
canada canadian quebec
australia australian sydney
zealand maori
hawaii hawaiian
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
iraq iraqi baghdad abbasid
syria syrian damascus umayyad
lebanon lebanese phoenicia phoenician
jordan jordanian
saudi arabia arabian mecca
yemen yemeni
oman omani
kuwait kuwaiti
morocco moroccan
algeria algerian algiers
tunisia tunisian
libya libyan
sudan sudanese nubia nubian
ghana ghanaian ashanti
nigeria nigerian benin
senegal senegalese
congo congolese zaire
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
ukraine ukrainian kiev kyiv rus
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
REALMS: dict[str, int] = {}
for _number, _line in enumerate(_REALMS.replace("\n  ", " ").strip().splitlines()):
    for _name in _line.split():
        REALMS.setdefault(_name, _number)
