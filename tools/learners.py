"""The learners of a class: those of the class list, and the names on what they sent."""

import collections
import csv
import re
import unicodedata

LIST = "students.csv"  # may stand in the class folder; as nbgrader's, which needs the id only
COLUMNS = ["id", "first_name", "last_name"]
PLATFORM = re.compile(r"_(\d+)_assignsubmission_.*")  # what Moodle puts behind a name


class Refused(ValueError):
    """Says why something cannot be collected."""


def students(folder):
    """Return {id: name} of the class list, none if there is no list.

    Raises Refused if it is no CSV with a column `id`, an id is missing or stands twice, or the
    columns with the names are called otherwise.
    """
    try:
        text = (folder / LIST).read_text("utf-8-sig")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        raise Refused(f"{LIST} is not in UTF-8: save it as CSV UTF-8") from None
    head, *lines = text.splitlines() or [""]
    rows = csv.DictReader([head.replace(" ", "").casefold(), *lines], skipinitialspace=True,
                          delimiter=";" if ";" in head else ",")
    columns = {*filter(None, rows.fieldnames)}
    if columns - {*COLUMNS} and {*COLUMNS} - columns:
        raise Refused(f"{LIST} has the columns {head}, expected {','.join(COLUMNS)}")
    rows = [row for row in rows if any(row.values())]  # a spreadsheet may end in empty ones
    names = {as_id(row.get("id") or ""): " ".join(filter(None, (row.get("first_name"), row.get("last_name"))))
             for row in rows}
    if "" in names or len(names) < len(rows):
        raise Refused(f"{LIST}: each row must have an id of its own, in a column named id")
    often = collections.Counter(names.values())
    return {key: (f"{name} ({key})" if often[name] > 1 else name) if name else key
            for key, name in names.items()}


def as_id(name):
    """Return a name as nbgrader can take it: composed, in one line, without signs that mean something.

    Commas go too: nbgrader writes a name into grades.csv as it is.
    """
    name = re.sub(r"[^\w .'’@()-]", "_", unicodedata.normalize("NFC", name).replace(",", " "))
    return " ".join(name.split()).strip(".").strip()


def words(name):
    """Return the words of a name, sorted: of "Müller, Anna" and "Anna Müller" the same."""
    return sorted(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", name).casefold()))


def sender(path, name):
    """Return who sent a file or a folder, and the number that a platform gave them, or nothing."""
    called = path.name if path.is_dir() else re.sub(r"(?i)\.ipynb$", "", path.name)
    called = unicodedata.normalize("NFC", called)
    called = re.sub(r"\s*\(\d+\)$", "", called)  # what a browser puts behind a name that is taken
    called = re.sub(rf"(?i)[\s_-]*{re.escape(name)}[\s_-]*(copy\d*)?$", "", called)
    number = PLATFORM.search(called)
    return as_id(PLATFORM.sub("", called).strip(" _-")), number[1] if number else ""


def whose(called, known, before):
    """Return the id of who is called so in the class list; Refused if it is not one learner.

    Without a list it is the name, or that of `before` which has the same words in another order.
    """
    if not called:
        raise Refused("the name does not say whose it is")
    if not known:
        return called if called in before else next(
            (name for name in before if words(name) == words(called)), called)
    found = [key for key in known if key == called]
    found = found or [key for key in known if words(key) == words(called)]
    found = found or [key for key, full in known.items()
                      if words(full.removesuffix(f" ({key})")) == words(called)]
    if len(found) != 1:
        raise Refused(f"{len(found)} in {LIST} are called so: name it after the id, one of {', '.join(found)}"
                      if found else f"not in {LIST}, by id or full name")
    return found[0]
