"""Patronymics of the East Slavic given names, by rule, for build_rarity.

A father's name gives `-OVICH`/`-OVNA` and their kin; passports and lists spell each in
several ways, so every spelling gets its part of the father's share.
"""

# Russian: spellings of the father's name in the hand table -> stem, kind. Kinds:
# OV  ALEKSANDR-OVICH; EV  IGOR-EVICH; AI  NIKOLA-(Y)EVICH; II  DMITR-I(Y)EVICH;
# J   a soft stem, YUR-YEVICH; ICH  NIKIT-ICH.
RUSSIAN = """
ALEKSANDR ALEXANDER ALEXANDR > ALEKSANDR OV, ALEXANDR OV
SERGEI SERGEY SERGEJ > SERGE AI
ANDREI ANDREY > ANDRE AI
ALEKSEI ALEXEY ALEKSEY > ALEKSE AI, ALEXE AI
NIKOLAI NIKOLAY > NIKOLA AI
MATVEI > MATVE AI
TIMOFEI > TIMOFE AI
VLADIMIR > VLADIMIR OV
IVAN > IVAN OV
MIKHAIL > MIKHAIL OV, MIKHAYL OV
VIKTOR VICTOR > VIKTOR OV, VICTOR OV
ANATOLII ANATOLY > ANATOL J
IURII YURI YURIY YURY > YUR J, IUR J
VALERII VALERY > VALER J
EVGENII EVGENIY EVGENY YEVGENIY YEVGENY > EVGEN J, YEVGEN J
VASILII VASILY > VASIL J
GRIGORII GRIGORY > GRIGOR J
GENNADII GENNADY > GENNAD J
ARKADY > ARKAD J
GEORGII GEORGY > GEORG II
VITALII VITALY > VITAL II, VITAL J
DMITRII DMITRY DMITRIY > DMITR II
ARSENII > ARSEN J
LEONID > LEONID OV
PETR > PETR OV
PAVEL > PAVL OV
BORIS > BORIS OV
OLEG > OLEG OV
IGOR > IGOR EV
KONSTANTIN > KONSTANTIN OV
VIACHESLAV VYACHESLAV > VIACHESLAV OV, VYACHESLAV OV
STANISLAV > STANISLAV OV
VLADISLAV > VLADISLAV OV
YAROSLAV > YAROSLAV OV
VALENTIN > VALENTIN OV
VADIM > VADIM OV
EDUARD > EDUARD OV
ALBERT > ALBERT OV
ROMAN > ROMAN OV
RUSLAN > RUSLAN OV
RINAT RENAT > RINAT OV, RENAT OV
MARAT > MARAT OV
MAGOMED > MAGOMED OV
MAKSIM MAXIM > MAKSIM OV, MAXIM OV
DENIS > DENIS OV
ANTON > ANTON OV
ARTUR > ARTUR OV
FEDOR > FEDOR OV
SEMEN > SEMEN OV, SEMYON OV
STEPAN > STEPAN OV
EGOR YEGOR > EGOR OV, YEGOR OV
GLEB > GLEB OV
KIRILL > KIRILL OV
BOGDAN > BOGDAN OV
DANIIL > DANIIL OV, DANIL OV
TIMUR > TIMUR OV
RUSTAM > RUSTAM OV
MARK > MARK OV
LEV > LV OV
VSEVOLOD > VSEVOLOD OV
YAKOV > YAKOVL EV, IAKOVL EV
ILIA ILYA > IL J
NIKITA > NIKIT ICH
"""
UKRAINIAN = """
OLEKSANDR > OLEKSANDR OV
SERHII SERHIY SERGII > SERH II
ANDRII ANDRIY > ANDR II
VOLODYMYR > VOLODYMYR OV
DMYTRO > DMYTR OV
IVAN > IVAN OV
MYKOLA > MYKOLA AI
VASYL > VASYL OV
MYKHAILO > MYKHAIL OV, MYKHAYL OV
YURII IURII > YUR II, IUR II
OLEKSII > OLEKS II
ANATOLII > ANATOL II
PETRO > PETR OV
VIKTOR > VIKTOR OV
VITALII > VITAL II
IHOR > IHOR OV
OLEH > OLEH OV
ROMAN > ROMAN OV
BOHDAN > BOHDAN OV
TARAS > TARAS OV
YAROSLAV > YAROSLAV OV
PAVLO > PAVL OV
YEVHEN YEVHENII IEVGEN > YEVHEN OV
LEONID > LEONID OV
STEPAN > STEPAN OV
HRYHORII > HRYHOR OV
VALENTYN > VALENTYN OV
VIACHESLAV > VIACHESLAV OV
KOSTIANTYN > KOSTIANTYN OV
"""
# Parts of one spelling among the spellings of one patronymic, roughly.
RUSSIAN_ENDINGS = {
    "OV": {"O": 1.0},
    "EV": {"E": 0.8, "YE": 0.2},
    "AI": {"E": 0.45, "YE": 0.45, "IE": 0.1},
    "II": {"IE": 0.6, "IYE": 0.3, "YE": 0.1},
    "J": {"E": 0.35, "YE": 0.4, "IE": 0.25},
}
UKRAINIAN_ENDINGS = {
    "OV": {"OVYCH IVNA": 0.9, "OVICH OVNA": 0.1},
    "II": {"IIOVYCH IIVNA": 0.6, "IYOVYCH IYIVNA": 0.3, "IOVYCH IVNA": 0.1},
    "AI": {"IOVYCH IVNA": 0.6, "YOVYCH YIVNA": 0.3, "IEVICH IEVNA": 0.1},
}


def shares(groups, share_written):
    """token -> share of travellers; `groups` are the hand table's: name -> (share, {token:
    share of the group})."""
    found = {}
    for group, fathers, endings in [
        ("russian", RUSSIAN, russian),
        ("ukrainian", UKRAINIAN, ukrainian),
    ]:
        share, tokens = groups[group]
        for line in fathers.strip().splitlines():
            spellings, stems = line.split(" > ")
            # The table's share is of men and women; of men it is twice that, all have a
            # father, and half of the children are of each sex.
            father = sum(tokens.get(name, 0) for name in spellings.split()) * share
            stems = stems.split(", ")
            for stem in stems:
                for token, part in endings(*stem.split(" ")):
                    found[token] = found.get(token, 0) + father * share_written * part / len(stems)
    return found


def russian(stem, kind):
    if kind == "ICH":
        return [(f"{stem}ICH", 1.0), (f"{stem}ICHNA", 1.0)]
    if stem == "IL":
        return [("ILICH", 0.6), ("ILYICH", 0.4), ("ILINICHNA", 1.0)]
    return [
        (f"{stem}{vowel}{end}", part)
        for vowel, part in RUSSIAN_ENDINGS[kind].items()
        for end in ("VICH", "VNA")
    ]


def ukrainian(stem, kind):
    return [
        (stem + end, part)
        for pair, part in UKRAINIAN_ENDINGS[kind].items()
        for end in pair.split()
    ]
