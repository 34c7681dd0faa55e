"""Lists of denied parties are read as their keepers publish them; the entries here are made up."""

from pathlib import Path

import pytest

from yarmarka.connectors.denied_parties.errors import ListUnreadable
from yarmarka.connectors.denied_parties.eu_xml import read_eu
from yarmarka.connectors.denied_parties.generic_csv import read_csv
from yarmarka.connectors.denied_parties.ofac_csv import read_ofac
from yarmarka.connectors.denied_parties.ofac_xml import read_ofac_xml
from yarmarka.connectors.denied_parties.uk_csv import read_uk
from yarmarka.connectors.denied_parties.un_xml import read_un
from yarmarka.domain.screening.types import Identifier, Kind, ListEntry, Party

OFAC_XML = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="https://example.test/sdn">
  <publshInformation><Publish_Date>11/20/2026</Publish_Date></publshInformation>
  <sdnEntry>
    <uid>101</uid><firstName>Pyotr</firstName><lastName>PRIMEROV</lastName><sdnType>Individual</sdnType>
    <programList><program>TEST1</program><program>TEST2</program></programList>
    <idList>
      <id><uid>1</uid><idType>Passport</idType><idNumber>AB1234567</idNumber><idCountry>Belarus</idCountry></id>
      <id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id>
    </idList>
    <akaList>
      <aka><uid>3</uid><type>a.k.a.</type><category>strong</category><lastName>Примеров</lastName>
        <firstName>Пётр</firstName></aka>
      <aka><uid>4</uid><type>a.k.a.</type><category>weak</category><lastName>PETYA</lastName></aka>
    </akaList>
    <addressList><address><uid>5</uid><city>Minsk</city><country>Belarus</country></address></addressList>
    <dateOfBirthList><dateOfBirthItem><uid>6</uid><dateOfBirth>05 Jan 1970</dateOfBirth>
      <mainEntry>true</mainEntry></dateOfBirthItem></dateOfBirthList>
  </sdnEntry>
  <sdnEntry><uid>102</uid><lastName>LAGUNA LLC</lastName><sdnType>Entity</sdnType>
    <idList><id><uid>7</uid><idType>Tax ID No.</idType><idNumber>7707083893</idNumber></id></idList></sdnEntry>
</sdnList>
"""
EU_XML = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="https://example.test/fsd" generationDate="2026-11-20">
  <sanctionEntity euReferenceNumber="EU.1.1" logicalId="1">
    <regulation programme="TEST"/>
    <subjectType code="person"/>
    <nameAlias wholeName="Pyotr Primerov" strong="true"/><nameAlias wholeName="Пётр Примеров" strong="true"/>
    <nameAlias wholeName="Petya" strong="false"/>
    <citizenship countryIso2Code="BY"/><address countryIso2Code="00"/>
    <birthdate birthdate="1970-01-05" year="1970"/>
    <identification identificationTypeCode="passport" number="AB1234567"/>
  </sanctionEntity>
</export>
"""
UK_CSV = "\n".join(
    (
        "Report Date: 20-Nov-2026",
        "Last Updated,Unique ID,Name 6,Name 1,Name type,Alias strength,Name non-latin script,Regime Name,"
        '"Individual, Entity, Ship",D.O.B,Nationality(/ies),Passport number',
        "01/11/2026,TST0001,PRIMEROV,Pyotr,Primary Name,,Пётр Примеров,TEST,Individual,05/01/1970,Belarus,AB1234567",
        "01/11/2026,TST0001,,Petya,Alias,Low quality alias,,TEST,Individual,,,",
        "01/11/2026,TST0002,LAGUNA LLC,,Primary Name,,,TEST,Entity,,,\n",
    )
)
UN_XML = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL>
  <DATAID>1</DATAID><FIRST_NAME>Pyotr</FIRST_NAME><SECOND_NAME>Primerov</SECOND_NAME>
  <UN_LIST_TYPE>TEST</UN_LIST_TYPE><REFERENCE_NUMBER>TSi.001</REFERENCE_NUMBER>
  <NAME_ORIGINAL_SCRIPT>Пётр Примеров</NAME_ORIGINAL_SCRIPT><NATIONALITY><VALUE>Belarus</VALUE></NATIONALITY>
  <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Petya</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1970-01-05</DATE></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>AB1234567</NUMBER></INDIVIDUAL_DOCUMENT>
</INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>
"""
SDN_CSV = (
    '101,"PRIMEROV, Pyotr","individual","TEST1",'
    + "-0- ," * 7
    + '"DOB 05 Jan 1970; Passport AB1234567 (Belarus)."\n\x1a\n'
)
ANY_CSV = """id;name;kind;aliases;weak_aliases;birth_dates;countries;ids;programme
1;Pyotr Primerov;person;Пётр Примеров;Petya;05.01.1970;Belarus;passport:AB1234567;TEST
"""
PRIMEROV = Party(
    names=("Pyotr Primerov", "Пётр Примеров"),
    weak_names=("Petya",),
    kind=Kind.PERSON,
    birth_dates=("1970-01-05",),
    countries=frozenset({"by"}),
    identifiers=(Identifier("AB1234567", "passport"),),
)


def plain(party: Party) -> Party:
    """Return a party with its names as everybody writes them."""
    return Party(
        names=tuple(name.title() for name in party.names),
        weak_names=tuple(name.title() for name in party.weak_names),
        kind=party.kind,
        birth_dates=party.birth_dates,
        countries=party.countries,
        identifiers=party.identifiers,
    )


def read(reader, folder: Path, name: str, content: str) -> list[ListEntry]:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return list(reader(path))


@pytest.mark.parametrize(
    ("reader", "name", "content", "number"),
    [
        (read_ofac_xml, "sdn.xml", OFAC_XML, "101"),
        (read_eu, "eu.xml", EU_XML, "EU.1.1"),
        (read_uk, "uk.csv", UK_CSV, "TST0001"),
        (read_un, "un.xml", UN_XML, "TSi.001"),
        (read_csv, "any.csv", ANY_CSV, "1"),
    ],
    ids=["ofac", "eu", "uk", "un", "csv"],
)
def test_the_same_person_reads_the_same_from_every_list(
    tmp_path: Path, reader, name: str, content: str, number: str
) -> None:
    first = read(reader, tmp_path, name, content)[0]
    assert (first.id, plain(first.party)) == (number, PRIMEROV)
    assert first.programme.startswith("TEST")


def test_ofacs_flat_files_tell_a_birth_and_a_passport_in_prose(tmp_path: Path) -> None:
    (tmp_path / "alt.csv").write_text('101,1,"aka","Пётр Примеров",-0- \n', encoding="utf-8")
    (tmp_path / "add.csv").write_text('101,1,-0- ,"Minsk","Belarus",-0- \n', encoding="utf-8")
    [entry] = read(read_ofac, tmp_path, "sdn.csv", SDN_CSV)
    assert entry.party.names == ("PRIMEROV, Pyotr", "Пётр Примеров")
    assert entry.party.birth_dates == ("1970-01-05",)
    assert entry.party.countries == {"by"}
    assert entry.party.identifiers == (Identifier("AB1234567", "passport"),)


def test_a_firm_keeps_its_number_and_what_is_no_number_is_left_out(tmp_path: Path) -> None:
    firm = read(read_ofac_xml, tmp_path, "sdn.xml", OFAC_XML)[1]
    assert firm.party.kind is Kind.FIRM
    assert firm.party.identifiers == (Identifier("7707083893", "inn"),)
    assert [entry.party.kind for entry in read(read_uk, tmp_path, "uk.csv", UK_CSV)] == [
        Kind.PERSON,
        Kind.FIRM,
    ]


@pytest.mark.parametrize(
    ("reader", "name", "content"),
    [
        (read_ofac_xml, "sdn.xml", "<sdnList></sdnList>"),
        (read_ofac_xml, "sdn.xml", OFAC_XML[:400]),
        (read_eu, "eu.xml", '<!DOCTYPE x [<!ENTITY a "b">]><export>&a;</export>'),
        (read_uk, "uk.csv", "a,b\n1,2\n3,4\n"),
        (read_uk, "uk.csv", UK_CSV + "01/11/2026,TST0003,short\n"),
    ],
    ids=["empty", "torn", "entities", "no header", "short row"],
)
def test_what_is_no_such_list_is_refused_by_file_and_row(
    tmp_path: Path, reader, name: str, content: str
) -> None:
    with pytest.raises(ListUnreadable, match=name):
        read(reader, tmp_path, name, content)
