"""Makes the documents of ``examples/cooperative``: real PDFs, and ``documents.csv`` to name them.

    python examples/make_documents.py [FOLDER] [--fonts FOLDER]

What they resolve and report is invented, like the cooperative.
"""

from __future__ import annotations

import argparse
import csv
from dataclasses import dataclass
from pathlib import Path

from make_terms import Terms, fonts_in

FOLDER = Path(__file__).parent / "cooperative"
COLUMNS = ("file", "kind", "title", "date", "access")


@dataclass(frozen=True)
class Paper:
    file: str
    kind: str
    title: str
    date: str
    access: str
    text: str


PAPERS = (
    Paper(
        "uchwala-7-2026.pdf",
        "uchwała",
        "Uchwała nr 7/2026 w sprawie remontu wind",
        "2026-05-14",
        "members",
        "Walne zgromadzenie postanawia wymienić windy w domach Bulwar Ikara 12 i Bulwar Dedala 7.\n"
        "1. Prace zaczną się w marcu 2027 r. i potrwają 14 miesięcy.\n"
        "2. Koszt pokryje fundusz remontowy: 1 860 000 zł.\n"
        "3. Zarząd poda terminy prac w każdej klatce miesiąc wcześniej.",
    ),
    Paper(
        "uchwala-6-2026.pdf",
        "uchwała",
        "Uchwała nr 6/2026 w sprawie sprawozdania finansowego",
        "2026-05-14",
        "members",
        "Walne zgromadzenie zatwierdza sprawozdanie finansowe za rok 2025.\n"
        "1. Nadwyżka 214 380,15 zł zasila fundusz remontowy.\n"
        "2. Uchwała wchodzi w życie w dniu podjęcia.",
    ),
    Paper(
        "uchwala-3-2025.pdf",
        "uchwała",
        "Uchwała nr 3/2025 w sprawie stawki funduszu remontowego",
        "2025-06-05",
        "members",
        "Rada nadzorcza ustala stawkę funduszu remontowego: 3,10 zł za m² na miesiąc.\n"
        "1. Stawka obowiązuje od 1 stycznia 2026 r.",
    ),
    Paper(
        "sprawozdanie-2025.pdf",
        "sprawozdanie",
        "Sprawozdanie zarządu za rok 2025",
        "2026-04-02",
        "members",
        "Zarząd przedstawia, co zrobiono w roku 2025.\n"
        "- Ocieplono budynki Rogowska 2 i Rogowska 5.\n"
        "- Wymieniono 412 wodomierzy.\n"
        "- Zaległości w opłatach spadły z 6,1 % do 5,4 %.",
    ),
    Paper(
        "protokol-walne-2026.pdf",
        "protokół",
        "Protokół walnego zgromadzenia 14 maja 2026",
        "2026-05-14",
        "members",
        "Obecnych było 87 członków spółdzielni. Zebranie otworzył przewodniczący rady nadzorczej.\n"
        "1. Przyjęto porządek obrad.\n"
        "2. Zatwierdzono sprawozdanie finansowe: 81 głosów za, 2 przeciw.\n"
        "3. Podjęto uchwałę o remoncie wind: 79 głosów za, 5 przeciw.",
    ),
    Paper(
        "regulamin-porzadku.pdf",
        "regulamin",
        "Regulamin porządku domowego",
        "2024-02-20",
        "everyone",
        "Regulamin mówi, jak dbamy o wspólne budynki i spokój sąsiadów.\n"
        "1. Cisza nocna trwa od 22.00 do 6.00.\n"
        "2. Głośne prace można robić od poniedziałku do soboty, od 8.00 do 18.00.\n"
        "3. Na klatkach i w piwnicach nie zostawiamy rzeczy.",
    ),
    Paper(
        "regulamin-mediow.pdf",
        "regulamin",
        "Regulamin rozliczania wody i ciepła",
        "2025-01-15",
        "residents",
        "Regulamin mówi, jak rozliczamy wodę i ciepło.\n"
        "1. Wodę rozliczamy dwa razy w roku, według wodomierzy.\n"
        "2. Ciepło rozliczamy raz w roku: 40 % według powierzchni, 60 % według podzielników.\n"
        "3. Zastrzeżenia można zgłosić przez 30 dni.",
    ),
    Paper(
        "statut.pdf",
        "statut",
        "Statut spółdzielni",
        "2023-09-21",
        "everyone",
        "Spółdzielnia zaspokaja potrzeby mieszkaniowe swoich członków i ich rodzin.\n"
        "1. Członkiem jest osoba, która ma spółdzielcze prawo do lokalu.\n"
        "2. Właściciel lokalu może zostać członkiem, gdy złoży deklarację.\n"
        "3. Organami spółdzielni są walne zgromadzenie, rada nadzorcza i zarząd.",
    ),
    Paper(
        "deklaracja-czlonkowska.pdf",
        "druk",
        "Deklaracja członkowska",
        "2026-01-02",
        "everyone",
        "Proszę wypełnić i złożyć w biurze, w pokoju nr 3.\n"
        "- Imię i nazwisko: ................................................\n"
        "- Adres lokalu: ................................................\n"
        "- Data i podpis: ................................................",
    ),
)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the invented cooperative's documents.")
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--fonts", type=Path, help="folder with DejaVuSans.ttf")
    arguments = parser.parse_args()
    write_documents(arguments.folder, fonts_in(arguments.fonts))


def write_documents(folder: Path, fonts: Path) -> None:
    (folder / "dokumenty").mkdir(parents=True, exist_ok=True)
    with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(COLUMNS)
        for paper in PAPERS:
            name = f"dokumenty/{paper.file}"
            writer.writerow((name, paper.kind, paper.title, paper.date, paper.access))
            pdf = Terms(fonts)
            pdf.set(f"# {paper.title}\n{paper.text}")
            pdf.output(str(folder / name))


if __name__ == "__main__":
    main()
