"""What looks like a reference to a bundle and is none: addresses, authorities and their pinpoints, forms, other people's pages.

Data only: tables of patterns, each with its reason. Nothing repeats without a limit save what is consumed whole where it stands.
"""

import re

from bundles.citations.words import ANY_PAGE, GAP, S

# Web and e-mail addresses are taken whole: `https://example.org/A/12` is one thing.
ADDRESSES = r"(?:https?://|www\.|file:|ftp://)\S+"

# Where a case was reported, then every page and paragraph of it that follows: `[2004] UKHL 3 at [18], [20]`.
_YEAR = r"(?:\[(?:1[5-9]|20)[0-9]{2}(?:[-/][0-9]{2,4})?\]|\((?:1[5-9]|20)[0-9]{2}\))"
_SERIES = r"[A-Z][A-Za-z.'’&]{0,14}(?:\s(?:[A-Z(][A-Za-z.'’)&]{0,14}|v)){0,4}"
_REPORT = rf"{_YEAR}{GAP}(?:[0-9]{{1,3}}\s(?:\([0-9]\)\s)?)?{_SERIES}{GAP}[0-9]{{1,6}}(?:\s\([A-Z][A-Za-z]{{1,9}}\))?"
_AT = rf"(?:at|per|and|&|to|para|paras|paragraph|paragraphs|{ANY_PAGE}|-)"
_PINPOINT = r"(?:\[[0-9]{1,4}[A-Z]?\](?!\s[0-9]{0,3}\s?[A-Z])|[0-9]{1,5}(?:-[0-9]{1,5})?(?:[A-H](?:-[A-H])?)?\b)"
_PINPOINTS = rf"(?:{S}[,;]?{S}(?:{_AT}\.?{S}){{0,3}}{_PINPOINT}){{0,12}}"
# A case named without its report, its paragraph directly after: `Smith v Jones at [18]`.
_SHORT_NAME = r"(?<=\s)v\.?\s[A-Z][\w'’]{1,20}(?:\s[\w&'’]{1,20}){0,3},?\s(?:at|para)\s\[[0-9]{1,4}\]"
AUTHORITIES = rf"(?:{_REPORT}{_PINPOINTS}|{_SHORT_NAME})"

# A square number this close behind an authority is a paragraph of it, whatever stands between (characters).
REACH_OF_AUTHORITY = 90

# What no reference is, though it be in brackets: a form, a rule or a practice direction (but `[EX1/12]` names a bundle; and
# `[C100]` and `[N244]` are labels in a bundle that has such sections); a date; all day and all week.
_FORMS = r"(?:(?:MG|ET|EX|FM|FP|HMCTS|CPR|FPR)[0-9]{1,3}[A-Z]{0,2}|PD[0-9]{1,2}[A-Z])\b(?!\s?/)"
_DATES = r"[0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}\b|24/7\b"
NEVER = re.compile(rf"{_FORMS}|{_DATES}")

# `form [C100]`: the word before the bracket says what it is. Looked for this many characters back.
REACH_OF_FORM = 10
NAMED_FORM = re.compile(r"\b(?:[Ff]orm|FORM|[Ff]furflen)\s$")

# What a number after `page` may not be followed by, for then it counts something else …
COUNTED = re.compile(
    rf"(?:{GAP}(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    rf"|{GAP}(?:pt|points?|times|copies|per\scent|am|pm)\b|(?:st|nd|rd|th)\b)"
)
# … or may: `pages 1,204` are either 1 and 204 or one thousand two hundred and four …
THOUSANDS = re.compile(r",[0-9]{3}(?![0-9])")
# … or the page is another paper's: `page 3 of 12` is how a document counts its own, `page 4 of his statement` is his.
_PAPERS = (
    "statement|report|judgment|judgement|ruling|letter|interview|contract|lease|agreement|policy|skeleton|argument|pleading|book|"
    "article|textbook|diary|brochure|leaflet|questionnaire|exhibit|transcript|guide|handbook|chronology|"
    "datganiad|ddatganiad|adroddiad|dyfarniad|ddyfarniad|llythyr|lythyr|cyfweliad|gyfweliad|contract|gontract"
)
_BUNDLES = r"\w{0,10}(?:[Bb]undle|wndel)"
ELSEWHERE = re.compile(
    rf"{GAP}(?:of|o|o'r|o'i|in|yn){GAP}(?:[0-9]|(?:(?!{_BUNDLES})[\w.'’]{{1,20}}\s){{0,4}}(?i:{_PAPERS})s?\b(?!\s{_BUNDLES}))"
)

# What a page may not follow: an exhibit by its mark, a form, a textbook by its name. Looked for this many characters back.
REACH_BACK = 60
_MARKS = r"[Ee]xhibits?\s\S{1,15}|\b(?:MG|ET|EX)[0-9]{1,3}[A-Z]?"
_BOOKS = (
    r"\b(?:Archbold|Blackstone|Phipson|Chitty|Halsbury|Hansard|Duckworth|(?:White|Red|Green)\sBook|Official\sJournal|OJ)\b"
    r"[^\n.;\[\]{}()]{0,30}(?:\([^()\n]{0,20}\))?"
)
OTHERS_PAGE = re.compile(rf"(?:{_MARKS}|{_BOOKS}),?\s(?:at\s)?$")
