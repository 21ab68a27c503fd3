"""First names, folded: the only words that one may leave out of a name, as a second name.

Without the list nobody could tell "Jan Adam Kowalski" (Adam may be left out) from
"Jan Nowak Kowalski" (another surname than Kowalski). Common names in Poland, among them those
of Ukrainian neighbours; a rare second name missing here must be typed as it is recorded.
"""

_NAMES = """
ada adela adelajda adrian adrianna adam agata agnieszka aldona albert aleksander aleksandra
aleksy alfons alfred alfreda alicja alina alojzy amelia anastazja anatol andrzej aneta angelika
anita anna antoni antonina apolonia apolinary ariel arkadiusz arleta arnold artur august
augustyn aurelia barbara bartlomiej bartosz beata benedykt beniamin berenika bernadeta bernard
blanka blazej bogdan bogna boguslaw boguslawa bogumil bogumila boleslaw boleslawa bonifacy
bozena borys bronislaw bronislawa brunon bruno brygida cecylia cezary celina celestyna
czeslaw czeslawa dagmara damian daniel daniela danuta dariusz daria dawid debora denis diana
dionizy dobroslawa dominik dominika donata dorian dorota edmund edward edyta eliza elwira
elzbieta emanuel emil emilia emilian erwin eryk ernest eugenia eugeniusz eustachy ewa ewald
ewelina fabian fabiola felicja feliks ferdynand filip filomena florentyna florian franciszek
franciszka fryderyk gabriel gabriela genowefa gerard gertruda gerwazy grazyna grzegorz gustaw
halina hanna helena helga henryk henryka hubert honorata ida idalia iga ignacy igor ilona
irena ireneusz irmina irma irmgarda iwona iwo izabela izabella izydor jacek jadwiga jagoda
jakub jan janina janusz january jaromir jaroslaw jaroslawa jedrzej jeremi jerzy joachim joanna
jolanta jozef jozefa jozefina julia julian julianna julita juliusz justyn justyna kacper
kajetan kalina kamil kamila karina karol karolina kasper kassandra katarzyna kazimierz
kazimiera kinga klara klaudia klaudiusz klaus klementyna klemens konrad konstancja konstanty
kordian kornel kornelia korneliusz krystian krystyna krystyn krzysztof krzesimir ksawery
ksenia kunegunda kuba lech lechoslaw lena leokadia leon leonard leonarda leopold leslaw leszek
lidia liliana lila longina longin lucja lucjan lucyna ludmila ludwik ludwika luiza lukasz
lubomir maciej magda magdalena maja maksym maksymilian malgorzata malwina manfred marceli
marcelina marcin marek maria marian marianna mariola mariusz marlena marta martyna maryla
marzanna marzena mateusz matylda maurycy melania michal michalina mieczyslaw mieczyslawa
mikolaj milena milosz milada milan mirela miron miroslaw miroslawa monika natalia natan
natasza nadzieja nikodem nikola nina norbert norman nela oktawia oktawian oktawiusz olaf
oleg olga olgierd oliwia oliwier oskar otylia otto pamela patrycja patrycjusz patryk paula
paulina pawel pelagia petronela piotr przemyslaw przemysl rafal rajmund radoslaw radoslawa
regina remigiusz renata robert roch roksana roman romana romuald rozalia roza rudolf ryszard
ryszarda sabina salomea sambor samuel sandra sara sebastian serafina sergiusz seweryn seweryna
slawomir slawomira slawoj sonia stanislaw stanislawa stefan stefania stella sybilla sylwester
sylwia sylwiusz szczepan szczepana szymon tadeusz tamara tatiana tekla teodor teodora teofil
teofila teresa tobiasz tomasz tomira tymon tymoteusz tytus urszula ulryk ursyn waclaw
waclawa waldemar walenty walentyna waleria walerian walery wanda wawrzyniec weronika wieslaw
wieslawa wiktor wiktoria wilhelm wilhelmina wincenty wincentyna wioletta wioleta wiola wit
witold witolda witalis wladyslaw wladyslawa wlodzimierz wlodzimiera wojciech wojciecha
wolfgang zbigniew zbyslaw zbyszko zdzislaw zdzislawa zenobia zenobiusz zenon zenona ziemowit
zofia zuzanna zygfryd zygmunt zyta zaneta zelislaw
andrii andriy artem bohdan dmytro danylo halyna hanna iryna ivan ihor yuliia yulia yuriy
iurii kateryna larysa liudmyla lyudmyla mariia mykola mykhailo nadiia nataliia nataliya
oksana oleh oleksandr oleksandra oleksii oleksiy olena olha petro roman serhii serhiy
sofiia svitlana swietlana taras tetiana tetyana valentyna vasyl vasylyna viktoriia viktor
vira vitalii vitaliy volodymyr yana yaroslav yevhen yevheniia yelyzaveta zoriana
aleksandr aleksej aleksiej alexander alexandr alexandra alexey anastasia anastasiia anastasija
anastazija andrej andrey andriej andrij bazyli bogdana bohdana daniil danil danilo dmitrij dmitriy
dmitry dymitr ekaterina elizaveta evgenia evgenii evgeny galina grigorij grigoriy hryhorii
hryhorij iwan jekaterina jelizaweta jewgienij jewhen jewhenia jurij katerina lesia ludmyla
lyudmila michail michajlo mihail mikhail nadezhda nadia nadziezda nazar nikolai nikolaj nikolay
oksenia oleksij olexandr ostap pavel pavlo pyotr ruslan ruslana sergei sergey sergij serhij
hugo cyprian siergiej sofia sofija solomiia svetlana tatjana tetjana vasiliy vasily vera vladimir
wasilij wasyl
wiera witalij wladimir wolodymyr yekaterina yevgenia yevgeniy yurii zhanna
"""

GIVEN_NAMES = frozenset(_NAMES.split())
