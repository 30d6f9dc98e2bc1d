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

# A form or a practice direction, though it be in brackets. `[C100]` and `[N244]` are labels in a bundle that has such sections.
PRINTED_FORMS = re.compile(r"(?:MG|ET|EX|FM|FP|SJE|HMCTS)[0-9]{1,3}[A-Z]{0,2}\b|PD[0-9]{1,2}[A-Z]\b|COVID|CPR|FPR")

# `form [C100]`: the word before the bracket says what it is. Looked for this many characters back.
REACH_OF_FORM = 10
NAMED_FORM = re.compile(r"\b(?:[Ff]orm|FORM|[Ff]furflen)\s$")

# In brackets too: a date, a fraction of the week.
DATES = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}\b|24/7\b")

# What a number after `page` may not be followed by, for then it counts something else …
COUNTED = re.compile(
    rf"(?:,[0-9]{{3}}\b"  # `page 1,204` may be either page 1 or page 1204
    rf"|{GAP}(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    rf"|{GAP}(?:pt|points?|times|copies|per\scent|am|pm)\b|(?:st|nd|rd|th)\b)"
)
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

# What a page may not follow: an exhibit by its mark, a textbook by its name. Looked for this many characters back.
REACH_BACK = 60
OTHERS_PAGE = re.compile(
    r"(?:[Ee]xhibits?\s\S{1,15}|\b(?:Archbold|Blackstone|Phipson|Chitty|Halsbury|Hansard|Duckworth|White\sBook|Red\sBook|Green\sBook|"
    r"Official\sJournal|OJ)\b[^\n.;\[\]{}()]{0,30}),?\s(?:at\s)?$"
)
