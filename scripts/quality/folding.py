"""Latin words folded to A-Z by the rules of src/names/fold.rs."""

import re
import unicodedata

from anyascii import anyascii

GLUE = "'’‘`´ʼʻʹʿʾ\u200c\u200d"
ICAO = str.maketrans({"Ä": "AE", "Ö": "OE", "Ø": "OE", "Ü": "UE", "Å": "AA"})
GLUED = re.compile(f"[{GLUE}]")


def words(text):
    """The written words of a name, in the order they stand."""
    composed = GLUED.sub("", unicodedata.normalize("NFKC", text))
    return "".join(c if part_of_word(c) else " " for c in composed).split()


def part_of_word(char):
    return unicodedata.category(char)[0] in "LM"


def readings(word):
    """The plain spelling and, where it differs, that of ICAO Doc 9303; none if not Latin."""
    if not all(unicodedata.category(c) == "Mn" or is_latin(c) for c in word):
        return []
    upper = word.replace("ß", "SS").upper()
    return list(dict.fromkeys([ascii_letters(upper), ascii_letters(upper.translate(ICAO))]))


def is_latin(char):
    return unicodedata.name(char, "").startswith("LATIN ")


def ascii_letters(text):
    return re.sub("[^A-Z]", "", anyascii(text).upper())
