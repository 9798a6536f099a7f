"""Family names: which ones tell nobody alone, and which ones come first."""

_split = str.split

SHARED = frozenset(
    _split("""
    roosevelt gandhi bush kennedy adams kim medici borgia habsburg hapsburg tudor stuart bourbon romanov plantagenet
    windsor hanover hohenzollern hohenstaufen wittelsbach savoy valois capet tokugawa minamoto fujiwara taira
    ashikaga hojo park nguyen tran le ly bhutto pitt cato pliny gracchus scipio dumas bronte grimm wright bach
    strauss rothschild rockefeller vanderbilt chamberlain assad duvalier somoza clinton trump harrison osman seljuk
    comnenus palaiologos komnenos julii ptolemy seleucus orsini colonna sforza visconti este gonzaga lancaster york
    howard cecil percy neville dudley seymour boleyn rosenberg saud hashemite pahlavi qajar nehru-gandhi khan ali
    singh long taft oda toyotomi takeda uesugi shimazu hosokawa mori
    peron marcos
    """)
)
NAMESAKES = frozenset(
    (
        *("john adams", "george bush", "william pitt", "james mill", "henry lee", "joseph chamberlain"),
        *("randolph churchill", "alexandre dumas", "johann strauss", "johann bach"),
    )
)
"""Two names that are somebody else's where there is a third between them."""
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
