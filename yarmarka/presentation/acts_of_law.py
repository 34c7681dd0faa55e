"""What the acts of law behind customs rules are called; those of rules that operators add are shown as written."""

from typing import Final

from django.utils.translation import gettext, gettext_noop

#: as `supplied.toml` names them
ACTS: Final = (
    gettext_noop("Customs Union agreement on goods for personal use of 18 June 2010"),
    gettext_noop("EEC Council decision 107 of 20 December 2017"),
    gettext_noop("Decree of the President of Belarus"),
    gettext_noop("EEC Council decision 35 of 17 March 2022, prolonged three times"),
    gettext_noop("EEC Council decision 107 of 20 December 2017, once its temporary change had ended"),
    gettext_noop("Customs operations fee"),
    gettext_noop("EEC Council, announced 13 January 2026; protocol on the Customs Code of 25 December 2023"),
    gettext_noop("National VAT on goods of e-commerce above the limit"),
    gettext_noop("Draft 02/08/10-24-160908 of the Ministry of Finance"),
    gettext_noop("Regulation (EC) 1186/2009, articles 23 and 24"),
    gettext_noop("Council Regulation (EU) 2026/382; Delegated Regulation (EU) 2026/1022"),
    gettext_noop("Common Customs Tariff, Regulation (EEC) 2658/87"),
    gettext_noop("Directive 2009/132/EC, article 23"),
    gettext_noop("UStG § 12 (1); import VAT § 21"),
    gettext_noop("UStG § 28 (1), lowered for half a year"),
    gettext_noop("UStG § 12 (2)"),
    gettext_noop("Directive (EU) 2017/2455; UStG § 18k"),
    gettext_noop("Directive (EU) 2017/2455; UStG § 12 (2)"),
    gettext_noop("Relief from customs duty on consignments up to 135 pounds"),
    gettext_noop("The Customs Tariff (Establishment) (EU Exit) Regulations 2020"),
    gettext_noop("Taxation (Post-transition Period) Act 2020: the marketplace makes the supply"),
    gettext_noop("Value Added Tax Act 1994, import VAT"),
    gettext_noop("A marketplace has to be registered and to charge this VAT at sale"),
    gettext_noop("19 U.S.C. 1321(a)(2)(C)"),
    gettext_noop("Harmonized Tariff Schedule of the United States"),
    gettext_noop("Executive Order 14324 of 30 July 2025"),
    gettext_noop("Section 122 surcharge on postal items"),
    gettext_noop("Section 122 surcharge, if it was prolonged"),
    gettext_noop("Executive Order of 20 February 2026: no exemption for small consignments"),
    gettext_noop("Notice 18 of 2016 on taxes in cross-border retail"),
    gettext_noop("Notice 49 of 2018 on taxes in cross-border retail"),
    gettext_noop("Provisional Regulations on Value-Added Tax"),
    gettext_noop("Notice 32 of 2018 on rates of VAT"),
    gettext_noop("Announcement 39 of 2019 of MOF, STA and GACC"),
    gettext_noop("Consumption tax on high-end cosmetics"),
    gettext_noop("Personal postal articles tax, where cross-border retail is not used"),
)


def act_in_words(name: str) -> str:
    """Return what an act is called in the reader's language."""
    return gettext(name) if name in ACTS else name
