"""Names that people in Wrocław could have; none of these bearers exists."""

from __future__ import annotations


def words(text: str) -> list[str]:
    return text.split()


WOMEN = words("""
Agnieszka Aleksandra Alicja Aneta Anna Barbara Beata Bożena Danuta Dorota Edyta Elżbieta
Ewa Grażyna Halina Helena Irena Iwona Jadwiga Janina Joanna Jolanta Justyna Karolina Katarzyna
Krystyna Lucyna Łucja Małgorzata Maria Marianna Marta Monika Natalia Oksana Olha Paulina Renata
Stanisława Sylwia Teresa Urszula Wanda Wiesława Władysława Zofia Żaneta
""")

MEN = words("""
Adam Andrzej Bartłomiej Bogdan Bogusław Czesław Damian Dariusz Edward Eugeniusz Grzegorz
Henryk Ireneusz Jacek Jakub Jan Janusz Jerzy Józef Kazimierz Krzysztof Leszek Łukasz Maciej Marcin
Marek Mariusz Michał Mieczysław Mirosław Mykoła Oleksandr Paweł Piotr Rafał Robert Roman Ryszard
Sławomir Stanisław Stefan Tadeusz Tomasz Wacław Wiesław Władysław Wojciech Zbigniew Zdzisław
Zygmunt
""")

# masculine/feminine, where they differ
SURNAMES = [
    (surname.partition("/")[0], surname.rpartition("/")[2])
    for surname in words("""
Adamczyk Baran Bąk Błaszczyk Borkowski/Borkowska Brzęczyszczykiewicz Chmiel Cieślak
Czarnecki/Czarnecka Ćwikła Dąbrowski/Dąbrowska Drozd Duda Dziedzic Fijałkowski/Fijałkowska
Gajewski/Gajewska Gąsior Głowacki/Głowacka Górski/Górska Gronowicz Hryniewicz Iwaniuk
Jabłoński/Jabłońska Jagiełło Janik Jasiński/Jasińska Jeż Kaczmarek Kamiński/Kamińska Kędziora
Kłos Kołodziej Kovalenko Kowalczyk Kowalski/Kowalska Kozłowski/Kozłowska Król Krawczyk Kubiak
Kuś Lewandowski/Lewandowska Lis Łuczak Majchrzak Malinowski/Malinowska Mazur Michalski/Michalska
Młynarczyk Mróz Nawrocki/Nawrocka Nowacki/Nowacka Nowak Nowicki/Nowicka Olszewski/Olszewska
Ostrowski/Ostrowska Pająk Pawłowski/Pawłowska Piątek Piekarski/Piekarska Pietrzak Przybył
Przybylski/Przybylska Rogoziński/Rogozińska Różycki/Różycka Rutkowski/Rutkowska
Sadowski/Sadowska Sikora Skiba Sobczak Sokołowski/Sokołowska Stępień Szczepański/Szczepańska
Szewczyk Szulc Szymański/Szymańska Śliwa Świątek Tkaczenko Tomczyk Urban Walczak
Wasilewski/Wasilewska Wawrzyniak Wieczorek Wilk Witkowski/Witkowska Wojciechowski/Wojciechowska
Woźniak Wójcik Wróbel Wysocki/Wysocka Zając Zakrzewski/Zakrzewska Zalewski/Zalewska Zięba
Zieliński/Zielińska Źrebiec Żak Żmuda Żurawski/Żurawska
""")
]

COMPANIES = [
    "Apteka pod Lotnią sp. z o.o.",
    "Piekarnia Złoty Kłos s.c.",
    "Gabinet Stomatologiczny Uśmiech sp. z o.o.",
    "Salon Fryzjerski Grzywka Anna Żak",
    "Biuro Rachunkowe Bilans sp. z o.o.",
    "Warzywa i Owoce Działka sp. j.",
    "Serwis Rowerowy Łańcuch sp. z o.o.",
    "Przedszkole Niepubliczne Ikarek sp. z o.o.",
    "Szewc i Klucze Obcas s.c.",
    "Poradnia Psychologiczna Azymut sp. z o.o.",
    "Pralnia Bąbelek spółka z ograniczoną odpowiedzialnością",
]

ASCII = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
