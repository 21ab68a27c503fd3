"""Reads a folder of a cooperative's files into the tables, all of a file or nothing of it."""

from storage.importing.folder import NoSuchFolder, NothingToImport, Progress, import_folder
from storage.importing.mapping import BadMapping
from storage.importing.report import CannotImport, FileReport, ImportReport, Problem, ProblemCode

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
