"""Words that mean the same in this office, a row a meaning: who asks with a word that no example
has is understood by its row.

``wpłat*`` is every word that begins so; diacritics, capitals, the alphabet and one slip in a longer
word do not matter. Polish with its dialects, Ukrainian, Russian, English.
"""

from __future__ import annotations

SYNONYMS = {
    "account": """
        konto konta kontem koncie kontu profil* кабінет* кабинет* акаунт* аккаунт* обліков*
        account ebok* ебок*
    """,
    "register": """
        rejestr* zarejestr* rejstr* zaregestr* założyć założenie założ* zakład* utwórz
        utworzyć utworzenie tworzyć aktywow* aktywac* aktywuj* uruchom* dołącz* zapisać
        zapisy zapisz zapisuje przystąpić nadanie реєстр* зареєстр* регистр* зарегистр*
        створ* созда* завести register* signup activate join
    """,
    "get_access": """
        zdobyć wyrobić przyznan* przydziel* załatwić podpiąć podłącz* przypisać wpisać
        dodajcie
    """,
    "system": "system* serwis* aplikac* program* stron* portal* panel* stref* internet*",
    "new_here": """
        debiut* świeży świeżo upieczon* sprowadzi* dopiero przeprowadz* nowy nowa nowym nowi
        pierwszy pierwsza pierwsze pierwszego wprowadził* wprowadzam kupiłem kupiłam
        odziedziczył* начат* почати вперше новий новенький впервые первый новый first new
        niedawno начать
    """,
    "form": """
        formularz* zgłoszenie wniosek wniosku ankiet* форм* анкет* заявк* заяв* form
        application
    """,
    "login": """
        logow* zalog* loguj* loguje logn* login* loginu wejść wchodz* wejście wejścia wpuść
        wpuszcza wpuścić wlyźć wleźć dostać увійти увійду вхід вход войти зайти заходить
        захожу логін* логин* залогін* залогин* пускає пускает signin log enter autoryz*
        uwierzyt*
    """,
    "logout": """
        wylog* wylogow* odlog* wyjść wyjście wychodz* wyjdź wylyźć opuścić opuszcz* zakończ*
        вийти вихід вийди выйти выход розлог* разлог* сеанс logout signout exit rozłącz*
    """,
    "leave": """
        kończ* skończ* koniec zwijam odepnij odpiąć wypnij odłącz* odłączam zamykam wydostać
        uciec schow* finito
    """,
    "session": "sesj* session",
    "let_in": "przepuś* przejść przechodz* wklep* odblok* zablok* блок* block* środka próg",
    "password": """
        hasło hasła hasłem haśle hasel haseł chasł* kod* pin pinu szyfr* пароль паролю
        пароля паролем parol* password* passwd hasełk*
    """,
    "forget": """
        zapomn* zapomin* pamięta* niepamięta* pomnę pomna skleroz* amnezj* umknę* wyparow*
        ulotni* ulecia* kojarz* pustk* pojęcia odtworz* odratow* odnow* zgubi* wyleciał*
        posiał* zapodz* przypomnieć забув забула забыл* помню памятаю памятаєте загуби*
        потеря* втрати* utraci* straci* forgot* forget remember* lost odzysk* відновит*
        восстанов* reset* zresetuj* zresetow* скинути сбросить wypadł* uciekł*
    """,
    "temporary": "tymczasow* тимчасов* временн* temporary",
    "change": """
        zmian* zmien* zmień* zamien* zamian* wymien* podmien* przestaw* zmodyfik* edyt*
        edycj* modyfik* змін* изменит* измени* помен* смен* сменить поміня* change modify
        zaktualiz* aktualiz* zastąp* zmienił* оновит* обновит* update przełącz* przerob*
    """,
    "own": "własne własny własn* swoje swój сво* own",
    "easy": """
        łatwiejsz* łatw* prost* trudn* mocniejsz* siln* bezpieczniejsz* легк* прост* easier
        simpler
    """,
    "how_much": """
        ile wiela ilu wiele kwota kwotę kwoty suma sumę скільки сколько сума сумма amount
        much
    """,
    "owe": """
        dług* zadłuż* zaleg* winien winna winny dłużn* wiszę wisi niedopłat* niezapłac*
        nieopłac* zobowiązan* należnoś* minus* tył* борг* винен винна заборгован* должен
        должна долг* задолжен* debt owe arrears debe* kresk* kwita tyły uzbiera* nazbiera*
        komorn* krewny krewna stoję ścig* przodu plusie nadpłat* переплат* dopłac* odsetk*
        brakuje
    """,
    "balance": "sald* bilans баланс сальдо balance stan stanu stoję stoi",
    "rent": """
        czynsz* opłat* rachun* należność komorn* квартплат* комунал* коммунал* плата плату
        оплат* rent fee fees charge* bill składk* rachunek
    """,
    "pay": """
        płac* zapłac* opłac* wpłac* płat* zapłat* uregul* uiśc* spłac* dopłac* płacyni*
        płaten* płatnoś* przela* przele* plac* bulić wybulić buli платити платит* заплат*
        платить сплат* оплатити pay paying paid
    """,
    "transfer": """
        przelew* przelać wpłat* wpłac* przekaz* переказ* перевод* перевел* переказал*
        платіж* платеж* transfer* payment*
    """,
    "arrived": """
        dosz* dotar* wpłyn* zaksięg* księg* przysz* otrzyma* widać widzi* widzą dostali*
        odnotow* дійш* дошл* дошел надійш* прийш* пришл* отримал* получил* arriv* received
        posz* przyjęt* zarejestrowal* zginęł* zaginą* przepad* trafił*
    """,
    "money": """
        pieniądz* pieniąż* piniond* pieniędzy kas* hajs* szmal* forsa forsę kasiork* гроші
        грошей деньги денег money siano
    """,
    "history": """
        histori* wykaz* zestaw* lista listę spis* wyciąg* obroty operacj* ruchy kartotek*
        transakcj* archiw* obciąż* ostatni* poprzedni* zeszł* zeszłym історі* истори*
        виписк* выписк* history statement ewidenc* prześledz* ubieg* rejestr dziennik
        miesięcy przelewów podejrze*
    """,
    "account_number": """
        iban numer* nr rachunku bankow* swift nrb реквізит* реквизит* рахунку счет счета
        number
    """,
    "pay_way": """
        blik* kart* gotów* qr kasa kasie kasy poczt* druk* blankiet* książecz* raty przelew*
        zleceni* online карт* готівк* налич* пошт* банк* bank* aplikacj* internetow* card
        cash
    """,
    "deadline": "termin* mija deadline термін* срок* числа",
    "why": "dlaczego czemu czamu skąd skond czem чому почему звідки откуда отчего why чого",
    "expensive": """
        drogo drogi dużo tyle wysok* wyższ* podwyżk* podroż* wzr* drożej skoczy* podniesi*
        podnieśli drożyzn* zdzier* urósł urosł* rosną rośnie doliczy* policzy* astronom*
        kosmos rozbój złodziejstwo droższ* podnos* більше больше дорог* багато много
        подорожч* подорож* expensive high increase tela zawyż* horrend* kosmiczn*
    """,
    "made_of": """
        składa skład* składni* wchodzi zawier* rozbic* rozpisk* pozycj* element* naliczan*
        naliczen* liczon* liczycie stawk* kalkulac* wymiar* składaj* складає* входит*
        входить included breakdown specyfik* poszczególn* wylicz* oblicz* uzasadn* podstaw*
        racji powod* powód kawałk* siedzi kryje obejmuje podział* analiz* części
    """,
    "charge_kind": """
        eksploatac* remontow* śmieci* odpad* windę domofon fundusz* zaliczk* podatek*
        podatk* konserw* сміття мусор* konserwac* sprzątani* wywóz
    """,
    "settlement": "rozlicz* rozliczyn* roslicz* перерахун* перерасч* розрахун* расчет settlement",
    "meter": """
        liczni* wodomi* podzielni* zegar* nagrzejnik* odczyt* spis* ciepłomierz* лічильн*
        счетчик* показник* показан* meter* reading*
    """,
    "water": "wod* ciepłej woda wodę wody ściek* kubik* m3 вода води воды воду water",
    "heat": """
        ogrzew* ciepł* co grza* grze* kalory* grzejnik* kaloryfer* zim* sezon* опален*
        отоплен* батаре* тепло heat*
    """,
    "usage": """
        zuży* użył* używał* poszło wykorzyst* використ* потрат* витрат* расход* usage used
        zeszło nabi* pobra* pobór pobier* podlicz* sześcien* litr*
    """,
    "media": "media mediów mediow комунальні",
    "documents": """
        dokument* papier* papiór* pism* formularz* druk* pdf plik* teczk* akta документ*
        document* certyfikat* świadect* kopi* skan* odpis* wzór wzory
    """,
    "resolution": """
        uchwał* protok* sprawozd* statut* regulamin* zebran* walne walnego zgromadz* rady
        rada nadzorcz* przepis* ustalen* postanow* obrad* głosow* ухвал* протокол* звіт*
        отчет* статут* устав* правил* зборів собран* регламент* resolution* minutes statute
        rules regulation* lustrac* okólnik* decyzj* raport* zasad* porządek porządku
        posiedzen* zarządz* uchwal* stanowi spisan*
    """,
    "certificate": "zaświad* poświadcz* niezaleg* поручен* довідк* справк* certificate",
    "contract": "umow* umów договір договор* contract",
    "phone": """
        telefon* dzwon* zadzwon* dodzwon* телефон* подзвон* дзвон* звонит* позвон* phone
        call numer tel namiar* przekręc* skontakt* kontakt* odbier* контакт* contact
    """,
    "hours": """
        godzin* czynn* otwart* otwier* zamyka* pracuj* urzęd* przyjmuj* dyżur* której ktorej
        годин* часы графік* график* працює* работает* работа* відкрит* открыт* закрит* hours
        open close* robicie siedzicie wpaść wpadnę grafik* harmonogr* zastanę przyjść
        zamknię*
    """,
    "where": "gdzie kaj dokąd kędy kajś де где куди куда where gdzież skąd",
    "office": """
        biur* spółdziel* administr* siedzib* okienk* sekretar* адміністр* офіс* офис*
        кооператив* office
    """,
    "address": """
        adres* ulic* mieści* pokój pokoju piętrz* trafić dojechać dojazd* dojść budynk*
        którędy szukać znaleźć znajd* адрес* знаход* наход* address located mapa
    """,
    "person": """
        człowiek* ludzi* konsult* pracown* operator* doradc* żyw* kimś kogoś ktoś pani pan
        osob* людин* человек* оператор* консульт* human person agent kierown* prezes*
        urzędn* kompetent* dusza duszę rozumn* księgow*
    """,
    "talk": """
        rozmaw* porozm* pogada* gadać rozmow* pogodać godać połącz* skontakt* oddzwoń*
        zadzwoń* czat napisać napisz wiadomość odpis* поговор* говор* написат* зєднай*
        соедин* перезвон* talk speak write pomówić odezw* odpowie przekaz* przekieruj*
        przekierow* żywo wysłucha zwrócić zostaw* umów*
    """,
    "robot": "robot* automat* bot* maszyn* бот* робот*",
    "complaint": """
        skarg* zażal* poskarż* uwag* interwenc* hałas* reklam* zastrzeż* odwoł* скарг*
        жалоб* поскарж* пожалов* complain*
    """,
    "broken": """
        zepsu* popsu* niedział* uszkodz* awari* usterk* usterka usterkę połam* pęk* urwa*
        odpad* odpada wybit* defekt* nawal* psuje zacina zacin* szwank* padł padło padła
        siadł* wysiad* stuka puka huczy odkle* rozsyp* ruszasię chwieje ciemno nieświeci
        niegrze* nieczynn* ukrusz* zniszcz* rozwal* cieknie ciekn* kapie kapa* przeciek*
        leje zapcha* zatka* pleśń grzyb* wilgo* zaciek* naprawi* napraw* зламал* злама*
        слома* поломк* аварія авария тече течет капа* засмі* засор* непрацю* неработа*
        broken leak* fault repair пліснява
    """,
    "house_things": """
        domofon* wind* drzwi dźwi* kran* zlew* rur* kibel kibl* toalet* spłuczk* żarów*
        lamp* klatk* zamek klamk* okn* szyb* bram* szlaban* balkon* dach* sufit* ścian*
        schod* poręcz* rynn* piwnic* skrzynka домофон* ліфт* лифт* двер* кран* лампоч*
        підїзд* подъезд* intercom lift door gniazdk* wentylac* oświetl* garażow* furtk*
        dzwonek kurek zawór płytk* kafelk* pionie korytarz* chodnik* ławk* plac placu mur*
        podwórk* brodzik* odpływ*
    """,
    "craftsman": """
        hydraul* elektryk* ślusarz* konserwat* fachow* majst* złot* сантех* rączka monter*
        dekarz* napraw* ekip* майстр* мастер* plumber
    """,
    "mail": """
        mail* email* mejl* meil* poczt* skrzynk* spam* list listu wiadomoś* лист листа
        письм* імейл* пошт* почт* gmail inbox emial* poczta
    """,
    "not_come": """
        nieprzysz* nieprzych* niedost* niedotar* niedosz* nieotrzym* nieprziszo* brak*
        czekam czeka* cisza pust* milcz* głucho odzew* zero żadn* odśwież* obieca* miał
        miało mieliście przepad* podzia* niema niyma nimam неприйш* непришл* неотрим*
        неполуч* чекаю жду нічого ничего
    """,
    "my_data": """
        dane danych dan* danymi nazwisk* rodo prywat* symbol* właścic* metraż* powierzchn*
        дані даних данные данных прізвищ* фамил* data details surname privacy personal*
        pisown* imię imienia imieniu komórk* osobow* nazyw* kartote* zapisan* wpisan*
    """,
    "delete": """
        usun* usuń* skasow* skasuj* zlikwid* wykasow* likwid* видал* удал* delete zrezygn*
        rezygn* wypis* wymaz* wymaż* zniknąć wykreśl*
    """,
    "notify": """
        powiad* przypom* alert* komunikat* informuj* informow* ogłosz* znać monit* zawiad*
        uprzedz* ostrzeg* notyfik* сповіщ* нагад* уведом* напом* оповещ* notif* remind* sms*
        push cynk* bieżąco sygnał* przypominaj* aktualnoś* nowin* wieśc* szturch*
    """,
    "quiet": """
        cisza ciszę wycisz* nocy noc noca pika brzęcz* budź* przeszkadz* вночі ночью quiet
        disturb dźwięk* spokój spokoj* pikan* brzęk* głowy budz* zasyp* rzadz* północ*
    """,
    "stop": "przestań* wyłącz* stop nieprzys* niewysył* niepisz* dosyć вимкн* отключ* непиш* off",
    "send": "wysył* wyślij* przyślij* przysył* wysłać надішл* присил* пришл* отправ* send",
    "helper": """
        zaufan* upoważn* pełnomoc* opiekun* opiek* pomocnik* довірен* доверен* trusted carer
        helper udostęp* imieni* kurat* zastęp* podgląd* zerk* pilnu* dogląd* prowadz*
        zajmuj* wyznacz* oko współ*
    """,
    "relative": """
        syn syna synow* synek córk* cork* wnuk* wnucz* mąż męż* żon* mam* mamę mamy babc*
        ojc* tat* rodzic* rodzin* siostr* brat* zięć* dzieci* bliska bliski сина син дочк*
        доньк* дочер* мам* бабус* бабушк* mother daughter son family dziołch* starzik*
        siostrzen* bratan* kuzyn* teść teści* teściow* domown* blisk* najbliż* niewidom*
        dziad* dziecko
    """,
    "help": "pomag* pomoc pomóc pomoż* допомаг* допоможі* помог* help* допомог*",
    "access": "dostęp* wgląd* zagląd* uprawn* доступ* access",
    "what_is": "co czym чим чем що что what шо",
    "works_how": """
        działa działać obsług* obsługiw* korzyst* używa* posługi* służy instrukc* samoucz*
        poradnik* przewodnik* працює пользов* користув* інструкц* инструкц* instruction* use
        using funkcj* polega sens pożyt* przyda poruszać odnaleźć oprowad* wprowadz* potraf*
        umiesz możliwoś* zasad*
    """,
    "explain": """
        wytłumacz* wyjaśn* naucz* rozumiem поясн* объясн* explain* розібрат* kumam kapuj*
        ogarn* objaśn* lekcj* szkoleni* zielon* ciemna
    """,
    "safe": """
        bezpieczn* oszust* darmo* płatne oficjaln* безпечн* безопасн* safe безкошт* бесплат*
        fałsz* ufać naciąg* wirus* ukradn*
    """,
    "language": """
        język* jezyk* jenzyk* mowa mowę mowy мов* язык* language tłumacz* przetłumacz*
        переклад* перевод cyrylic* translate napis* alfabet* polszczyzn* ojczyst* obcokraj*
        cudzoziem* foreign*
    """,
    "nations": """
        ukrai* rosyj* angiel* polsk* polsku niemieck* białorus* wietnam* українськ* польськ*
        англійськ* російськ* русск* польск* украинск* английск* english polish ukrainian
        russian śląsku ruski obcojęzyczn* litewsk* francusk* hiszpańsk* kijow* białorusi
    """,
    "device": "cudz* aparat* komputer* pożycz* urządzen* tablet* чужий чужой device*",
    # What other people answer for.
    "other_firm": """
        bank banku mbank* pko facebook* instagram* netflix* allegro* vinted* olx orange play
        tauron* pgnig biedronk* lidl* poczta zus zusu epuap librus* inpost* dhl tinder*
        uber* gmail* youtube* google* whatsapp* wifi ceidg mpk paypal amazon* фейсбук*
        инстаграм* інстаграм* shop* żabk* spotify* santander* ing t-mobile plus
    """,
    "other_office": """
        urząd urzędu urzędzie skarbow* pit podat* mandat* paszport* dowód dowodu policj* sąd
        sądu szkoł* przedszkol* żłobk* mops zasiłk* emerytur* nfz wiza pobytu pesel
        notariusz* adwokat* szpital* wojewódz* паспорт* песель карта
    """,
    "health": """
        lekarz* dentyst* kardiolog* okulist* ząb zęba gorączk* kaszel katar* grypa grypę
        boli bolą ból recept* aptek* tablet* szczepi* przychodn* choroba noga nogę kolano
        lekar* лікар* врач* doctor* rehabilit* operacja ciąż* schudn* dieta
    """,
    "weather": """
        pogod* deszcz* śnieg* mróz upał* burza stopni temperatur* wiatr padać słońce погод*
        weather
    """,
    "food": """
        przepis pierog* rosół* bigos* obiad* kolac* ciast* szarlotk* sernik* pizz* kebab*
        chleb* masło ziemniak* jajk* mleko bułk* kawa piwo wino mięso gotować ugotow* upiec
        placki jeść хліб хлеб cook* bread pasta rice naleśnik* pomidor*
    """,
    "travel": """
        pociąg* autobus* tramwaj* taks* taxi bilet* lot lotnisk* dworzec hotel* wakacj*
        wczas* wyciecz* samolot* автобус* поїзд* поезд* вокзал* train flight* flights
    """,
    "sport": """
        mecz* piłk* gol* wygrał wygrała siatków* żużel liga reprezentac* skoki матч* match
        football score
    """,
    "fun": """
        dowcip* żart* kawał śmieszn* piosenk* zaśpiew* zatańcz* wiersz* bajk* zagadk*
        horoskop* lotto film* serial* kino kinie książk* gra grać joke poem анекдот* казк*
        сказк* смішн* krzyżówk*
    """,
    "goods": """
        samochód* samochod* auto opel* opla rower* laptop* pralk* lodówk* telewizor*
        zmywark* buty meble kanap* mebl* działk* olej silnik* машин* car benzyn* iphone*
        prezent*
    """,
    "trade": """
        sprzedam kupię wynajmę wynajem kupić oferuj* ofert* promocj* reklamy tanie tani
        wygrał* nagrod* kredyt* pożyczk* kryptowal* inwest* zainwest* bitcoin zarob* prac*
        робот* работ* praca buy купити купить kurs euro dolar* fotowolt* szukam шукаю ищу
    """,
    "feeling": """
        kocham lubię nudz* smutno głupi* idiot* ładn* beznadz* kurw* choler* люблю love
        wesoł* szczęśliw*
    """,
    "greeting": """
        cześć hej witam dobranoc widzenia dziękuj* dzięki pozdraw* привіт привет спасибо
        дякую hello hi thanks bye здравств* miłego wszystkiego najlepszego
    """,
    "knowledge": """
        stolic* prezydent* król* bitwa historia wojn* mickiewicz* chopin* papież* пушкин*
        australii niemiec francji londynie planet* księżyc* wiersz lat
    """,
}
