"""Reads a folder of a cooperative's files into the tables, all of a file or nothing of it."""

from ebok.importing.folder import NoSuchFolder, NothingToImport, Progress, import_folder
from ebok.importing.mapping import BadMapping
from ebok.importing.report import CannotImport, FileReport, ImportReport, Problem, ProblemCode

__all__ = [
    "BadMapping",
    "CannotImport",
    "FileReport",
    "ImportReport",
    "NoSuchFolder",
    "NothingToImport",
    "Problem",
    "ProblemCode",
    "Progress",
    "import_folder",
]
