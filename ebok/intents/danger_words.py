"""The words of danger as people write them, in tables: who misses a word adds it to its row.

A space stands between words; ``dym*`` is every word that begins so; a negation is one word with
what follows it (``niedziała``). Polish with its dialects, Ukrainian, Russian, English; the case and
diacritics do not matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Emergency = Literal["gas", "fire", "flood", "power", "heating", "lift", "person"]


@dataclass(frozen=True)
class Sign:
    """One of ``words`` says danger: by itself, or with one of ``trouble`` near it."""

    kind: Emergency
    words: str
    trouble: str = ""
    unless: str = ""  # with one of these near it, it says something else


GAS = "gaz gas gazz gazu gasu gazem gasem gazym gazie gza ґаз газ газу газом газа"
GAS_THINGS = "gazowy gazowa gazowej gazowe gazowego газова газової газовий газовая газовой"
POWER = """
prąd prond prund pront prądu prondu prundu prądem prondem prundem elektryczność elektryczności
elektryka zasilanie zasilania napięcie napięcia струм струму струмом електрика електрики електрику
електроенергія електроенергії электричество электричества ток током свет света світло світла svitlo
svitla power electricity
"""
LIGHT = "światło światła świtło świtła energia energii"
LIFT = """
winda windy windę winde windą windzie wind windo wynda wyndzie dźwig dźwigu ліфт ліфта ліфті ліфту
ліфтом лифт лифта лифте лифту lift lifts elevator elevators
"""
HEATERS = """
kaloryfer* grzejnik* ogrzewanie ogrzewania ogrzewaniem grzanie grzania centralne ciepło ciepła
батаре* опаленн* отоплен* обігрів* радіатор* радиатор* heating heater* radiator*
"""
ABOVE = """
sufit* strop* stropod* dach dachu góry góra ściana ścianie ściany ścianach rura rury rurą rurze pion
pionu sąsiad* lampy żyrandol* piętra kaloryfer* grzejnik* zawór zaworu wężyk* pralki piecyk* bojler*
стел* стін* труб* дах даху потол* стен* крыш* батаре* ceiling* roof* pipe* upstairs radiator* walls
"""
PIPES = """
rur* wężyk* pion pionu kaloryfer* grzejnik* zawór zaworu wąż bojler* труб* батаре* шланг pipe* hose
"""
DWELLING = """
dom domu mieszkani* klatk* blok* piwnic* kuchni* garaż* balkon* strych* korytarz* schod* łazienk*
pokój pokoju śmietnik* altan* samochód samochody auto auta wózkown* wiata dach dachu квартир* будин*
підїзд* кухн* подъезд* flat house apartment home building
"""
SMOKING_AND_LAMPS = """
światło światła żarówk* lamp* kontrolk* diod* papieros* tytoń* tytoni* grill* fajk* wędz* komin*
cygar* epapieros* czujnik* czujk* sztuczn* сигарет* цигар* лампочк* cigarette* detector* barbecue
"""
TAPS = "kran* zlew* spłuczk* bateri* prysznic* toalec* кран* tap taps faucet"

# The gravest kind first: of several dangers in one text, this one is told.
SIGNS = (
    Sign(
        "person",
        """
        umiera umieram umierają zawał zawału udar udaru wylewu nieoddycha* nieprzytomn* zemdlał*
        omdlał* zasłabł* zadław* gwałci* gwałt krwawi krwawię krwotok* czad czadu czadem zaczadz*
        samobójstw* padaczk* drgawki drgawek reanimac* ratunku помирає помираю вмирає вмираю недихає
        непритомн* знепритомн* рятуйте чадний інсульт інфаркт самогубств* умирает умираю недышит
        инсульт инфаркт спасите самоубийств* угарный ryatuyte stroke unconscious dying suicide
        notbreathing bleeding collapsed intruder* burglar*
        """,
        unless="ciekawości nudów śmiechu",
    ),
    Sign(
        "person",
        "włamał* włamani* włamuj* włamyw* вламу* взламыв*",
        unless="konto konta koncie facebook* mail* internet* hasł*",
    ),
    Sign(
        "person",
        "złodziej* włamywacz* bandyt* злоді* вор воры thief thieves",
        f"{DWELLING} wchodz* wszedł* weszli kradn* okno okn* drzwi door window inside",
    ),
    Sign(
        "person",
        "napad napadł* napadli напал* напали",
        "mnie nas ktoś na sąsiad* nożem мене меня",
    ),
    Sign(
        "person",
        "bije biją pobił* pobili grozi бє бьет зарізав",
        """
        mnie żonę dziecko dzieci dziecku matkę mamę babcię kogoś ojca nożem siekierą się людину
        дитину жінку жену ребенка
        """,
    ),
    Sign(
        "person",
        "zabić zabije zabiję umrzeć вбити убити убить померти умереть",
        "chcę chce chciał* mnie się siebie go ją nas хочу хоче хочет мене меня себе",
    ),
    Sign("person", "niechcę нехочу", "żyć жити жить"),
    Sign("person", "kill* hurt*", "myself"),
    Sign("person", "skoczy* wyskoczy* skacze wypadł*", "okna oknem balkonu dachu mostu"),
    Sign(
        "person",
        "upadł* przewróci* wywróci* spadł* leży leżę leze упал* впав впала лежить лежит",
        """
        niemogę niemoże wstać nierusza* ruszyć podłodze schod* drabin* przytomn* nieodpowiada
        nieodzywa* krew krwi mama mamę babcia dziadek tata ojciec mąż żona sąsiadka dziecko встати
        встать неможу немогу неможе неможет
        """,
        unless="szpital* лікарні больнице hospital",
    ),
    Sign(
        "person",
        "niemogę niemoże неможу немогу неможе неможет",
        "wstać oddychać oddycha встати встать дихати дышать",
    ),
    Sign("person", "notbreathe notgetup"),
    Sign("person", "fell fallen", "notget notmove notstand floor stairs"),
    Sign("person", "nierusza*", "mama babcia mąż żona ojciec dziecko sąsiad* człowiek"),
    Sign("person", "krew krwi", "dużo pełno leci"),
    Sign("person", "dusi duszę dławi dławię", "się sie"),
    Sign("person", "задихає* задыха* choking"),
    Sign("person", "niedaje", "znaku"),
    Sign("person", "atak", "serca padaczki"),
    Sign("person", "dobija* dobijają", "drzwi"),
    Sign("person", "zagin* porwal*", "dziecko dziecka"),
    Sign("person", "без", "сознания свідомості памяти"),
    Sign("person", "stracił* traci втратив втратила потерял*", "przytomność свідомість сознание"),
    Sign(
        "person",
        "ból boli bóle ucisk kłucie біль болить болит боль",
        "piersi* serce sercu грудях груди сердце серце",
    ),
    Sign("person", "serce сердце сердцем серцем", "stanęło źle плохо погано зупинил* остановил*"),
    Sign("person", "heart", "attack stopped"),
    Sign("person", "chest", "pain*"),
    Sign("person", "passed", "out"),
    Sign("person", "broke breaking", "in into"),
    Sign("person", "broken", "into"),
    Sign("person", "carbon", "monoxide"),
    Sign("person", "przedawkow* połknęł* zatruł*", "lek* tablet* się dziecko"),
    Sign(
        "person",
        "wezwij* wezwać dzwońcie викличте вызовите потрібна нужна call potrzebna",
        "pogotowi* karetk* policj* швидк* скорую скорая поліцію полицию ambulance police",
    ),
    Sign(
        "gas",
        f"{GAS} {GAS_THINGS}",
        """
        czuć cuć czuje czuję czujemy czują śmierdz* śmierdź* smrod* smród smerdz* cuchn* pachni*
        zapach* zapaszek woń wycie* wyciek* ulatni* ulata uchodzi uciek* nieszczeln* rozszczeln*
        leci syczy wybuch* odór wali capi zalatuje jedzie dusi wyczuwa* poczuł* ulotni* чути чую
        чутно пахне тхне смердить запах* витік витікає пахнет воняет утечк* чувствую чувствуется
        смерд* smell* stink* leak* odour odor hiss* escap*
        """,
    ),
    Sign("gas", "śmierdz* smród cuchn* zalatuje smell*", "siark* jajami jajkami rotten"),
    Sign("fire", "mieszkanie dom", "ogniu płomieniach"),
    Sign(
        "fire",
        """
        pożar pożaru pożarem pożary porzar porzaru płonie płoną płoniemy płomieni* hajcuje podpalił*
        podpala podpalają wybuch wybuchł* wybuchnął eksplozj* пожежа пожежу пожежі палає вибух пожар
        пожара взрыв pozhar pozheza horyt flames explosion
        """,
        unless="czujnik* czujk* detector* ubezpiecz* insurance drill",
    ),
    Sign(
        "fire",
        """
        ogień ognia ogniem dym dymu dymem dymy dymi dymią dymiło zadymi* zadymion* swąd spalenizn*
        iskrzy iskrzą iskrzyło iskrzenie iskry дим диму задимлен* вогонь вогню іскрить іскри дым
        дыма задымлен* огонь огня искрит искры горить горимо горять горит горим горят fire burning
        burns smoke smoky sparks sparking
        """,
        unless=f"{SMOKING_AND_LAMPS} drill insurance світло свет",
    ),
    Sign(
        "fire",
        """
        pali palą paliło poli polą zapalił* fajczy jara tli палиться загорів* загоріло* загорел*
        """,
        "się sie siem sę кухн* проводка",
        unless=SMOKING_AND_LAMPS,
    ),
    Sign(
        "flood",
        """
        zalewa zalewają zalywa zalewało zalewam zalał zalała zalało zalali zaleje zalewana zalane
        zalana zalany zalanie zalania zalaniu podtapia podtopi* podtopień potop powódź powodzi
        zatopi* zatapia заливає залило затоплює затопило затопили залили затоплено затопив заливають
        затоплюють потоп заливает затопляет затопил* затапливает залил flood flooded flooding floods
        """,
    ),
    Sign(
        "flood",
        """
        leje leją lecie leci lecą cieknie ciekną ciecze kapie kapią przecieka* przeciek przeciekło
        sączy tryska chlusta spływa pado kapało лє ллється тече капає протікає течет льется капает
        протекает хлещет хлюпає drip* pouring leak* coming runs running
        """,
        ABOVE,
        unless=TAPS,
    ),
    Sign(
        "flood",
        "leje leją wylewa tryska wali chlusta sika wypływa wypływają ллється льется хлещет",
        "woda wody wodą ścieki szambo kanalizacja gówno fekalia вода воды",
        unless=TAPS,
    ),
    Sign(
        "flood",
        "woda wody вода воды water",
        """
        sufit* strop* ściani* podłodz* piwnic* kostki pokoju стел* підло* підвал* потол* подвал*
        ceiling everywhere floor basement
        """,
        unless=f"{TAPS} niema brak ciepła ciepłej zimna",
    ),
    Sign(
        "flood",
        """
        pękł* pęknię* peka pękają urwał* wyrwał* rozszczelni* strzelił* прорвал* тріснул* лопнул*
        burst broke*
        """,
        PIPES,
    ),
    Sign(
        "flood",
        "wybił* wybija* cofa cofnęł* cofka вибило выбило",
        """
        szamb* kanaliz* ściek* studzien* kibel sedes* toalet* gówn* fekali* каналіз* канализ* woda
        """,
    ),
    Sign(
        "lift",
        LIFT,
        """
        utkn* utkwi* zacię* zacie* zacina zamkni* uwięz* zatrzas* stoi stoję stoimy stanę* stanął*
        stanył* zatrzym* niejedzie niejeździ niedziała* niechodzi nierusza* zepsu* popsu* spad*
        urwał* awari* staje siedz* jestem jesteśmy wisi tkwi* nieczynn* uszkodz* niemogę niemożemy
        padła zdechła zawiesi* zaklinow* zakleszcz* dziecko dzieci ludzie застряг* застряв* застряли
        непрацює зламав* зупинив* стоїть застрял* неработает сломал* остановил* стоит завис* stuck
        trapped broken notworking down stopped
        """,
    ),
    Sign("lift", "utkn* utkw*", "piętrami między"),
    Sign("power", "zwarcie zwarcia blackout блекаут porażenie electrocuted"),
    Sign(
        "power",
        POWER,
        """
        brk niema niemam niemamy nima nimo brak bez braku wyłączyl* wyłączon* wysiad* zabrakł*
        odcięl* odcię* zgas* padł* wybił* wywalił* niedziała kopie kopn* kopł* porazi* razi trzep*
        awari* немає нема без зник* вимкнул* пропал* відключ* вибило нет отключ* вырубил* выбило бє
        ударил* вдарил* бьет непрацює no cut outage out failure lost notworking without gone
        """,
        unless="telefon* słoneczn*",
    ),
    Sign(
        "power",
        LIGHT,
        """
        niema niemam niemamy nima brak zabrakł* wysiad* zgasł* odcięl* wyłączyl* wyłączon* padł*
        """,
    ),
    Sign(
        "power",
        "korki korek bezpiecznik* пробки",
        "wybił* wywalił* wywala wybija wyskoczył* wysadzi* strzeli* вибило выбило",
    ),
    Sign("power", "kabel kable kabla przewód przewody", "goły gołe napięciem iskrz* zerwan*"),
    Sign("power", "electric", "shock* shocked"),
    Sign("power", "short", "circuit"),
    Sign("power", "no", "light lights"),
    Sign(
        "heating",
        """
        niegrzeje niegrzeją niegrzej* niegrzało zamarzamy zamarzam marzniemy негріє негріють негреет
        негреют замерзаємо замерзаем мерзнемо мерзнем freezing
        """,
        unless="żelazk* czajnik*",
    ),
    Sign(
        "heating",
        HEATERS,
        """
        niema niemam niemamy nima brak bez zimn* lodowat* chłodn* letni* niedziała* wyłączyl*
        wyłączon* awari* wysiad* padł* zepsu* немає нема без холодн* непрацює нет неработает no cold
        off broken notworking out lost
        """,
    ),
    Sign("heating", "zimno холодно", f"{DWELLING} dzieck* хаті дома вдома"),
)

# A word that is danger when nothing but small words stands beside it ("gaz w kuchni, szybko!").
BARE: dict[Emergency, str] = {
    "person": """
        pogotowie pogotowia karetka karetkę karetki policja policję złodziej złodzieje włamywacz
        wypadek швидка швидку поліція поліцію полиция полицию скорая скорую злодій вор ambulance
        police thief burglary
        """,
    "gas": GAS,
    "fire": "palisie straż strażak strażacy 🔥",
    "flood": "zalewo залив",
    "lift": LIFT,
    "power": POWER,
    "heating": HEATERS,
}
SMALL = """
w we na z ze u i a o do od po pod przy nie ma jest som są mam mamy mnie nas nam tu tutaj tam się sie
to już chyba szybko proszę halo hej pomocy pomoc alarm awaria awarie awarię uwaga pilne pilnie
klatce klatka klatki kuchni łazience łazienki mieszkaniu mieszkania domu bloku piwnicy korytarzu
piętrze piętro schodach budynku pokoju garażu dzień dobry wieczór działa stoi cały cała znowu niema
nima niebezpieczeństwo ratujcie ratuj ratunku bo co robić teraz bardzo mocno strasznie ale jakby
jakiś coś ktoś gdzieś czuć panie pani państwo ludzie pomóżcie natychmiast ojej boże matko parterze
strychu wszędzie mój moja moim nasz naszym ten ta tej 112 991 992 993 998 і й та у на не є тут нас
мене мені будинку підїзді квартирі кухні допоможіть швидко будь ласка біда терміново в и помогите
срочно быстро меня подъезде квартире доме есть пожалуйста there is no the in my our an of flat house
kitchen building help please at now emergency urgent hello some its problem with
"""
# Behind a bare word they name a place, whatever it is called ("gaz na Ikara 12").
BEFORE_PLACES = "na w we u przy pod koło obok у в на біля возле at in on"

# Bills and contracts: what they are about is in no danger, but for gas, fire, water and people.
PAPERS = """
opłat* opłac* rachun* faktur* zapłac* płacę płaci* płace koszt* cena cenę ceny taryf* stawk*
rozlicz* zalicz* sald* nadpłat* niedopłat* odczyt* umow* przegląd* ulg* dodat* regulamin* fundusz*
czynsz* ubezpiecz* polis* odszkodow* szkod* zwrot* prognoz* uchwał* protok* zaświadcz* podzielnik*
рахун* плат* оплат* показник* договір договор* тариф* счет* bill* pay* cost* price invoice*
insurance settlement* contract*
"""
PAID_FOR: frozenset[Emergency] = frozenset({"power", "lift", "heating"})
# What is a surname, a street or a paper's subject as often as a danger.
NAMES_TOO = """
gaz gas gazu gazik prąd prądu winda windy wind ogień ognia pożar pożaru dym dymu potop powódź zawał
udar czad iskra iskry płomień napad swąd zalewa zalanie zalania zalaniu zalew straż strażak pali
palą karetka złodziej światło światła wybuch dźwig ciepło ciepła powodzi centralne kaloryfer
grzejnik газ дим вогонь потоп пожар дым огонь ліфт fire flood stroke smoke power lift police
"""
STREETS = "ul ulica ulicy al aleja alei aleje os osiedle osiedlu pl plac placu вул вулиця ул улица"
COMPANIES = "sp spółka spzoo phu ppuh pphu fhu zhu ltd llc gmbh inc тов ооо фоп"
NEGATIONS = {
    "nie": "nie nei ni niy", "не": "не", "not": "not isnt doesnt dont cant cannot wont",
}  # fmt: skip

# Everyday words one letter away from a word of danger.
NO_SLIPS = """
zwarcz* zwarciak* пожарн* пожежн* aleje badaczka* blood czas* czat* domem doing drying dymek dymk*
dymna dynia flakes floors flow* flame foods frame* gatunku gonia iskra kawal* klama* krwaw* lama*
lying maleje ogier ogni* ogniw* okien pionie plany plemieni* plony plot* plyn* podal* podhala*
podda* polar* polna potok* powod* pozor* promieni* rabunku rzad* rzadu sparing spark* spoke stok*
strajk* strik* stroj* strom* stron* turn* tying ubier* ukrai* umie* umierac umieral* upiera uwier*
warcie zada* zadan* zadny* zaja* zaleg* zalec* zalez* zalet* zaleca zalac* zalam* zalapa* zalat*
zapa* zarci* zarzadz* zastapi* zatok* zawarc* zawarl* zawal* zdawal* zgon* zlama* zmala* dowodzi*
dlonie slonie lonie blonie blona ilona plotno halal parking владу голим горам горем гонит гонят
забив* забил* захоп* залиша* залива зливає злили надиха* палат* палац* палач падає повар* поток*
потом потап палили убирает вогні водню іскра искра негрів burn* dying bazie ciemna corka corki corke
czamu dusza dzwonie gdzie kartk* kasia kasie klucz* kopia* kroki kupie kurek musze piecze plomienn*
policz* polsce przeciez przypomn* nieprzypomn* razem razie robil* rower* siadl* swiata
lalal* rahunk* zafan* winna winny winno winne листа совета войти войду вийти выйти зайти
"""
