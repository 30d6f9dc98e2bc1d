"""The words of references, in English and Welsh, as fragments of patterns. Welsh words stand with their mutations: after *ar* a
page is `dudalen`, after *ym* a bundle is `mwndel`.

Every fragment is bounded: nothing here repeats without a limit, so that what a place in the text costs does not grow with it.
"""

# A line may break anywhere in a reference, and PDFs put more than one space where it does.
S = r"\s{0,3}"
GAP = r"\s{1,4}"

# One character for another, so that offsets stay true. Dashes: hyphens, figure, en, em, bar, minus, small, full width.
FOLDED = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-") | dict.fromkeys(
    map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u2060\u3000"), " "
)

# `p` takes a stop, a space or a digit at once: `pH7` is no page. Alone it is never a capital: `P60` and `P 45` are forms.
_SHORT = rf"(?:\.{S}|{GAP}|(?=[0-9]))"
_NUMBERED = rf"{S}(?:(?:no|nos|number|numbers|rhif){S}\.?{S})?"
MANY_PAGES = rf"(?:(?:[Pp]ages|PAGES|[TtDd]udalennau|[Tt]hudalennau|[Nn]hudalennau){_NUMBERED}|(?:[Pp]p|PP|[Pp]gs|tt){_SHORT})"
ONE_PAGE = rf"(?:(?:[Pp]age|PAGE|[TtDd]udalen|[Tt]hudalen|[Nn]hudalen){_NUMBERED}|(?:p|[Pp]g|[Tt]ud|dud){_SHORT})"
ANY_PAGE = rf"(?:{MANY_PAGES}|{ONE_PAGE})"

TAB = rf"(?:[Tt]ab|TAB|[Dd]ab|[Tt]hab){GAP}"
BUNDLE = rf"(?:[Bb]undle|BUNDLE|[BbFfMm]wndel){GAP}"
VOLUME = rf"(?:[Vv]ol|VOL|[Vv]olume|VOLUME|[Cc]yf|[Cc]yfrol|[Gg]yfrol|[Cc]hyfrol){S}\.?{S}"
DAY = rf"(?:Day|DAY|Diwrnod|Ddiwrnod|Niwrnod){S}"
SECTION = rf"(?:[Ss]ection|[Aa]dran){GAP}"
OF = rf"{GAP}(?:of|in|o|o'r|yn|ym|y|the){GAP}(?:the{GAP}|y{GAP})?"

# Bundles known by name to every court user. Short ones ending in B that mean something else (USB, GB, LLB) are not among them.
KNOWN = r"(?:HB|CB|SB|AB|TB|WB|EB|JB|RB|SHB|SCB|CHB|DHB|JAB|SAB|CAB)[0-9]{0,2}"

# Systems whose pages bear a section's letter. The first is a bundle by name; the others are not.
DCS = r"(?:CCDCS|DCS|Digital\sCase\sSystem)"
CASE_CENTER = r"(?:Case\s?Lines|Case\s?Cent(?:er|re))"

# What may stand between two references of a list, and what may introduce one.
AND = r"(?:and|&|a|ac)"
JOIN = rf"(?:{S}[,;]{S}(?:{AND}{GAP})?|{GAP}{AND}{GAP})"
LEAD = rf"(?:(?:see{GAP}also|see|cf\.?|at|also|e\.g\.|eg|ref\.?|gweler|gw\.|hefyd)[:,]?{GAP})"
DASH = rf"(?:{S}-{{1,3}}{S}|{GAP}(?:to|through|hyd{GAP}at|hyd|i){GAP})"
