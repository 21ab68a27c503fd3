"""The documentation says what is true today."""

from sandbox.documentation import DOCUMENT, with_table


def test_the_table_of_methods_is_current() -> None:
    document = DOCUMENT.read_text()

    assert with_table(document) == document, "run: python -m sandbox.documentation"
