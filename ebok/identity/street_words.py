"""Words of written addresses, folded: which of them mean the same, and which mean nothing."""

KINDS = {
    "ul": "ul", "ulica": "ul", "ulicy": "ul", "al": "al", "aleja": "al", "aleje": "al",
    "alei": "al", "pl": "pl", "plac": "pl", "placu": "pl", "os": "os", "osiedle": "os",
    "osiedlu": "os", "osiedla": "os", "alejach": "al",
}  # fmt: skip

BEFORE_HOUSE = frozenset({"nr", "numer", "dom", "bud", "budynek", "blok", "bl"})
STAIRCASES = frozenset({"kl", "klatka", "klatki"})
COUNTRIES = frozenset({"polska", "poland"})
ORDINAL_ENDINGS = frozenset({"go", "ego", "tego", "szego", "ci", "szy"})

# What may stand between a house number and the number of what is inside. A flat is understood;
# a shop (u), a garage (g) and a parking place (mp) are different doors with the same number.
UNITS = {
    "m": "", "mieszkanie": "", "mieszkania": "", "mieszk": "", "miesz": "", "lok": "",
    "lokal": "", "lokalu": "", "nr": "", "numer": "", "apt": "", "apartament": "",
    "u": "u", "lu": "u", "uz": "u", "uzytkowy": "u", "uzytkowego": "u",
    "g": "g", "gar": "g", "garaz": "g", "garazu": "g", "garazowy": "g", "boks": "",
    "mp": "mp", "miejsce": "mp", "postojowe": "mp", "parkingowe": "mp",
}  # fmt: skip

# Titles in the names of streets. One may leave a title out, but not put another in its place.
TITLES = {
    "generala": "gen", "gen": "gen", "ksiedza": "ks", "ksiecia": "ks", "ks": "ks",
    "doktora": "dr", "dra": "dr", "dr": "dr", "profesora": "prof", "prof": "prof",
    "marszalka": "marsz", "marsz": "marsz", "pulkownika": "plk", "plk": "plk",
    "kapitana": "kpt", "kpt": "kpt", "porucznika": "por", "por": "por", "majora": "mjr",
    "mjr": "mjr", "rotmistrza": "rtm", "rtm": "rtm", "admirala": "adm", "adm": "adm",
    "biskupa": "bp", "bpa": "bp", "bp": "bp", "arcybiskupa": "abp", "abpa": "abp",
    "abp": "abp", "kardynala": "kard", "kard": "kard", "inzyniera": "inz", "inz": "inz",
    "imienia": "im", "im": "im", "hetmana": "hetm", "hetm": "hetm", "prezydenta": "prez",
    "prez": "prez", "sierzanta": "sierz", "sierz": "sierz", "hrabiego": "hr",
    "hr": "hr", "prymasa": "prym", "brata": "br", "br": "br",
    "krola": "krol", "krolowej": "krol", "podpulkownika": "pplk", "pplk": "pplk",
}  # fmt: skip

ABBREVIATIONS = {
    "swietego": "sw", "swietej": "sw", "swietych": "sw", "bulw": "bulwar", "bul": "bulwar",
    "blw": "bulwar",
    "boh": "bohaterow", "powst": "powstancow", "wlkp": "wielkopolskich",
}  # fmt: skip

# Kinds that stand inside a name: ul. Bulwar Dedala.
INNER_KINDS = {
    "bulwar": "bulwar", "bulwarze": "bulwar", "bulwaru": "bulwar", "skwer": "skwer",
    "skwerze": "skwer", "rondo": "rondo", "rondzie": "rondo", "pasaz": "pasaz", "pasazu": "pasaz",
    "zaulek": "zaulek", "zaulku": "zaulek", "wybrzeze": "wybrzeze", "wybrzezu": "wybrzeze",
    "szosa": "szosa", "szosie": "szosa", "trakt": "trakt", "deptak": "deptak", "deptaku": "deptak",
    "promenada": "promenada", "promenadzie": "promenada",
}  # fmt: skip
# Words people put before a street when they say where they live; some streets begin so too.
PLACES = frozenset({"na", "przy", "w"})
NAME_ABBREVIATIONS = frozenset({"st", "stan", "wl", "kaz", "fr", "tad", "joz"})
NUMERALS = frozenset({"ii", "iii", "iv", "vi", "xxiii"})  # of popes and kings
