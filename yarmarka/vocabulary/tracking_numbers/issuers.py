"""Who issues S10 numbers, by their last two letters, and what the first two say (UPU S10)."""

from typing import Final

#: posts whose own code we use for them; the others are "post of" their country
_POSTS: Final = {
    "RU": "russian_post",
    "CN": "china_post",
    "US": "usps",
    "GB": "royal_mail",
    "DE": "deutsche_post",
    "CA": "canada_post",
    "BY": "belpost",
    "KZ": "kazpost",
    # private operators that were given letters of their own
    "YP": "yanwen",
}
_COUNTRIES: Final = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY "
    "BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK "
    "FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR "
    "IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK "
    "ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
    "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF "
    "TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
)
ISSUERS: Final = {country: f"post_of_{country.lower()}" for country in _COUNTRIES.split()} | _POSTS
#: what stands for no country at all, in any list
NO_COUNTRY: Final = frozenset({"XX", "ZZ"})

#: service indicators, the narrower before the wider
SERVICES: Final = (
    (r"Q[A-M]", "business_reply"),
    (r"A[V-Z]|[BDNPZ][A-Z]|G[AD]", "domestic_or_bilateral"),
    (r"[JKSTW][A-Z]", "reserved"),
    (r"E[A-Z]", "ems"),
    (r"C[A-Z]", "parcel_post"),
    (r"H[A-Z]", "e_commerce_parcel"),
    (r"R[A-Z]", "registered_letter"),
    (r"L[A-Z]", "tracked_letter"),
    (r"V[A-Z]", "insured_letter"),
    (r"U[A-Z]", "untracked_letter_under_customs_control"),
    (r"M[A-Z]", "m_bag"),
)
#: kinds that are not for international mail in general: the shape is right, the reason says so
USED_WITHIN: Final = frozenset({"domestic_or_bilateral", "reserved"})
