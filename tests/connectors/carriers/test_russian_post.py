"""Russian Post: its envelopes over HTTP, its operations in our words, what is sold declared as sold."""

import csv
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.connectors.carriers.serving import Asked, Said, serving
from yarmarka.cli.shared_data import shared_data
from yarmarka.connectors.carriers.port import NewParcel, ParcelGoods
from yarmarka.connectors.carriers.russian_post import Otpravka, RussianPost, Tracking
from yarmarka.connectors.carriers.russian_post.soap import MOST_NUMBERS, history_request, ticket_request
from yarmarka.connectors.carriers.russian_post.tracking import next_look
from yarmarka.connectors.carriers.russian_post.words import WORDS, state_of
from yarmarka.connectors.errors import BadSignature, Refused, UnexpectedAnswer
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.parcels import TERMINAL
from yarmarka.vocabulary.parcels import ParcelState as S
from yarmarka.vocabulary.places import PostalAddress

SHARED = shared_data() / "russianpost_ops"
NOT_YET = '<error ErrorTypeID="6" ErrorName="Ответ еще не готов"/>'
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
PARCEL = UUID("019c0000-0000-7000-8000-000000000001")
KAZAN = PostalAddress(
    country="RU", recipient="А. Каримова", street="ул. Баумана, 58", city="Казань", region="Татарстан",
    postal_code="420111", phone="+7 900 000-00-00",
)  # fmt: skip
MINSK = PostalAddress(
    country="BY", recipient="Я. Купала", street="пр. Независимости, 1", city="Минск", postal_code="220030"
)


KETTLE = ParcelGoods(
    article="KT-17",
    titles={"en": "Kettle", "ru": "Чайник"},
    quantity=2,
    price=Money(50_000, "RUB"),
    weight_g=300,
    hs_code="851610",
    origin_country="VN",
)
CUP = ParcelGoods(
    article="CUP", titles={"en": "Cup"}, quantity=1, price=Money(50_000, "RUB"), weight_g=100, hs_code="691110",
    origin_country="XK",
)  # fmt: skip


def record(at: str, operation: int, attribute: int, *, office: str = "<ns3:Index>420300</ns3:Index>") -> str:
    return f"""<ns3:historyRecord><ns3:AddressParameters>
<ns3:OperationAddress>{office}<ns3:Description>Казань &amp; МСЦ</ns3:Description></ns3:OperationAddress>
<ns3:CountryOper><ns3:Id>643</ns3:Id><ns3:Code2A>RU</ns3:Code2A></ns3:CountryOper></ns3:AddressParameters>
<ns3:FinanceParameters><ns3:CustomDuty>0</ns3:CustomDuty></ns3:FinanceParameters>
<ns3:ItemParameters><ns3:Barcode>RA644000005RU</ns3:Barcode><ns3:Mass>128</ns3:Mass></ns3:ItemParameters>
<ns3:OperationParameters><ns3:OperType><ns3:Id>{operation}</ns3:Id><ns3:Name>Операция</ns3:Name></ns3:OperType>
<ns3:OperAttr><ns3:Id>{attribute}</ns3:Id><ns3:Name>Признак</ns3:Name></ns3:OperAttr>
<ns3:OperDate>{at}</ns3:OperDate></ns3:OperationParameters>
<ns3:UserParameters><ns3:Sndr>ИВАНОВ И И</ns3:Sndr><ns3:Rcpn>КАРИМОВА А А</ns3:Rcpn></ns3:UserParameters>
</ns3:historyRecord>"""


def envelope(inside: str, *, version: str = "http://www.w3.org/2003/05/soap-envelope") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><S:Envelope xmlns:S="{version}" '
        f'xmlns:ns3="http://russianpost.org/operationhistory/data"><S:Body>{inside}</S:Body></S:Envelope>'
    )


def history(*records: str) -> str:
    return envelope(f"<ns3:OperationHistoryData>{''.join(records)}</ns3:OperationHistoryData>")


def tracking_at(address: str) -> Tracking:
    return Tracking(address=address, login="me & co", password="<secret>")


def test_a_parcels_history_is_read_in_order_and_without_people() -> None:
    said = history(
        record("2026-11-20T10:00:00.000+03:00", 2, 6),
        record("2026-11-18T18:08:00.000+03:00", 8, 2),
        record("2026-11-10T12:00:00.000+01:00", 10, 0, office=""),
    )
    with serving(lambda _: (200, said)) as post:
        events = tracking_at(post.address).history("RA644000005RU")
    assert [event.state for event in events] == [S.IN_TRANSIT, S.AVAILABLE_FOR_PICKUP, S.DELIVERED]
    assert [event.raw_code for event in events] == ["10/0", "8/2", "2/6"]
    assert events[0].place == "Казань & МСЦ"
    assert (events[1].place, events[1].country) == ("420300 Казань & МСЦ", "RU")
    assert events[0].occurred_at == datetime(2026, 11, 10, 11, 0, tzinfo=UTC)
    kept = json.dumps([event.raw for event in events], ensure_ascii=False)
    assert "КАРИМОВА" not in kept and "ИВАНОВ" not in kept and '"Mass": "128"' in kept
    (asked,) = post.asked
    assert asked.path == "/rtm34" and asked.headers["content-type"].startswith("application/soap+xml")
    assert b"<data:login>me &amp; co</data:login>" in asked.body and b"&lt;secret&gt;" in asked.body


def test_nothing_registered_yet_is_no_mistake_and_a_fault_is_named() -> None:
    fault = envelope(
        "<S:Fault><S:Reason><S:Text>нет доступа</S:Text></S:Reason><S:Detail><AuthorizationFault/></S:Detail></S:Fault>"
    )
    answers = iter([(200, history()), (500, fault), (200, "<html>maintenance</html>")])
    with serving(lambda _: next(answers)) as post:
        tracking = tracking_at(post.address)
        assert tracking.history("RA644000005RU") == ()
        with pytest.raises(Refused, match="AuthorizationFault"):
            tracking.history("RA644000005RU")
        with pytest.raises(UnexpectedAnswer):
            tracking.history("RA644000005RU")


def test_a_document_type_is_not_followed() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "boo">]>' + history().replace(
        '<?xml version="1.0" encoding="UTF-8"?>', ""
    )
    with serving(lambda _: (200, bomb)) as post, pytest.raises(UnexpectedAnswer):
        tracking_at(post.address).history("RA644000005RU")


def test_many_parcels_are_asked_about_with_a_ticket() -> None:
    soap11 = "http://schemas.xmlsoap.org/soap/envelope/"
    answers = iter(
        [
            envelope("<ticketResponse><value>20261126090000000ME</value></ticketResponse>", version=soap11),
            envelope(f"<answerByTicketResponse>{NOT_YET}</answerByTicketResponse>", version=soap11),
            envelope(
                '<answerByTicketResponse><value><Item Barcode="14297027648138"><Operation OperTypeID="2" OperCtgID="4" '
                'OperName="Вручение" DateOper="24.11.2026 15:29:38" IndexOper="420300"/></Item>'
                '<Item Barcode="RA644000005RU"/></value></answerByTicketResponse>',
                version=soap11,
            ),
        ]
    )
    with serving(lambda _: (200, next(answers))) as post:
        tracking = tracking_at(post.address)
        ticket = tracking.ticket_for(["14297027648138", "RA644000005RU"])
        assert tracking.answer_to(ticket) is None
        (event,) = tracking.answer_to(ticket) or ()
        with pytest.raises(Refused, match="too_many_numbers"):
            tracking.ticket_for(["RA644000005RU"] * (MOST_NUMBERS + 1))
    assert (event.number, event.state) == ("14297027648138", S.RETURNED)
    assert event.occurred_at == datetime(2026, 11, 24, 12, 29, 38, tzinfo=UTC)
    assert b'<fcl:Item Barcode="14297027648138"/>' in post.asked[0].body
    assert len(post.asked) == 3
    assert next_look(NOW, None) == NOW + timedelta(minutes=15) == next_look(NOW - timedelta(hours=1), NOW)


def test_what_is_asked_cannot_break_out_of_its_envelope() -> None:
    assert b"<evil/>" not in history_request("<evil/>", login="a", password="b")
    assert b'"/><evil' not in ticket_request(['"/><evil'], login="a", password="b")


@pytest.mark.parametrize("attribute", range(40))
def test_any_handing_over_is_an_end(attribute: int) -> None:
    assert state_of(2, attribute) in {S.DELIVERED, S.RETURNED}


def test_the_words_that_decide_over_money_are_few() -> None:
    ends = {(op, attribute) for op in WORDS for attribute in range(60) if state_of(op, attribute) in TERMINAL}
    assert {op for op, _ in ends} == {2, 5, 16, 17, 18, 21, 46, 62}
    assert {attribute for op, attribute in ends if op == 5} == {1, 2}
    assert state_of(1027, 1) is state_of(4711, 0) is S.EXCEPTION
    assert state_of(14, 6) is S.CUSTOMS_ACTION_REQUIRED


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared operations are not beside this checkout")
def test_every_published_operation_has_its_word_and_a_real_history_is_understood() -> None:
    with (SHARED / "rtm34_oper_codes_ru.csv").open() as file:
        published = {int(row["oper_type"]) for row in csv.DictReader(file)}
    assert published - set(WORDS) == set()
    real = json.loads((SHARED / "history_SE_RU_redacted.json").read_text())["events"]
    assert [state_of(event["oper_type"], event["oper_attr"]) for event in real[:6]] == [
        S.IN_TRANSIT,
        S.ARRIVED_DESTINATION,
        S.ARRIVED_DESTINATION,
        S.IMPORT_CUSTOMS,
        S.IN_TRANSIT,
        S.IN_TRANSIT,
    ]
    assert {state_of(event["oper_type"], event["oper_attr"]) for event in real[6:]} == {S.IN_TRANSIT}


def post_at(address: str) -> RussianPost:
    return RussianPost(
        otpravka=Otpravka(address=address, token="t0ken", login="me", password="secret"),
        tracking=tracking_at(address),
        index_from="101000",
    )


def undeclared(entry: dict[str, Any]) -> str:
    """Return what the post would not take in an order's customs declaration."""
    declared = entry.get("customs-declaration") or {}
    goods = declared.get("customs-entries")
    if not goods or not declared.get("currency"):
        return "EMPTY_CUSTOMS_ENTRIES"
    if any(not one.get(name) for one in goods for name in ("description", "amount", "tnved-code")):
        return "ILLEGAL_CUSTOMS_ENTRY"
    if any(not isinstance(one.get(name), int) for one in goods for name in ("value", "weight")):
        return "ILLEGAL_CUSTOMS_VALUE"
    return "ILLEGAL_MASS" if sum(one["weight"] * one["amount"] for one in goods) > entry["mass"] else ""


def backlog(asked: Asked) -> Said:
    """Answer as the sender's backlog does: an order, then the order with its number."""
    if asked.path.startswith("/1.0/backlog/search"):
        return 200, []
    if asked.method == "PUT":
        (entry,) = asked.facts
        if entry["mail-direct"] != 643 and (wrong := undeclared(entry)):
            return 200, {"errors": [{"error-codes": [{"code": wrong}], "position": 0}]}
        return 200, {"result-ids": [4711]}
    return 200, {"id": 4711, "barcode": "14297027648138", "recipient-name": "А. Каримова"}


def test_a_sale_is_declared_as_a_sale_and_ordered_once() -> None:
    with serving(backlog) as post:
        issued = post_at(post.address).register(
            NewParcel(
                id=PARCEL,
                service="standard",
                sender=KAZAN,
                recipient=MINSK,
                weight_g=700,
                declared=Money(150_000, "RUB"),
                goods=(KETTLE, CUP),
                box_cm=(30, 20, 11),
            )
        )
    assert issued.number == "14297027648138"
    assert "Каримова" not in json.dumps(issued.raw, ensure_ascii=False)
    (entry,) = post.asked[1].facts
    assert entry["customs-declaration"] == {
        "currency": "RUB",
        "entries-type": "SALE_OF_GOODS",
        "customs-entries": [
            {"description": "Kettle", "amount": 2, "value": 50_000, "weight": 300, "tnved-code": "851610",
             "country-code": 704},
            # Where it is made has no number that we know: left out, not made up.
            {"description": "Cup", "amount": 1, "value": 50_000, "weight": 100, "tnved-code": "691110"},
        ],
    }  # fmt: skip
    assert (entry["mail-direct"], entry["order-num"], entry["mass"]) == (112, str(PARCEL), 700)
    assert entry["dimension"] == {"length": 30, "width": 20, "height": 11}
    assert post.asked[1].headers["authorization"] == "AccessToken t0ken"
    assert post.asked[1].headers["x-user-authorization"] == "Basic bWU6c2VjcmV0"

    with serving(lambda _: (200, [{"id": 4711, "barcode": "14297027648138"}])) as post:
        post_at(post.address).register(
            NewParcel(
                id=PARCEL,
                service="standard",
                sender=KAZAN,
                recipient=MINSK,
                weight_g=700,
                declared=Money(1, "RUB"),
                goods=(CUP,),
            )
        )
    assert [one.method for one in post.asked] == ["GET"]


def test_a_refused_order_says_why() -> None:
    wrong = {
        "errors": [{"error-codes": [{"code": "EMPTY_INDEX_TO", "description": "Нет индекса"}], "position": 0}]
    }
    with (
        serving(lambda asked: (200, [] if asked.method == "GET" else wrong)) as post,
        pytest.raises(Refused, match="EMPTY_INDEX_TO"),
    ):
        post_at(post.address).register(
            NewParcel(
                id=PARCEL,
                service="ems",
                sender=KAZAN,
                recipient=KAZAN,
                weight_g=1,
                declared=Money(0, "RUB"),
                goods=(),
            )
        )


def test_a_tariff_counts_its_tax_and_names_its_days() -> None:
    said = {"total-rate": 25_000, "total-vat": 5_000, "delivery-time": {"min-days": 3, "max-days": 6}}
    with serving(lambda _: (200, said)) as post:
        quote = post_at(post.address).otpravka.tariff(
            service="standard",
            index_from="101000",
            to=KAZAN,
            weight_g=700,
            declared_minor=0,
            box_cm=(30, 20, 11),
        )
    assert (quote.price, quote.min_days, quote.max_days) == (Money(30_000, "RUB"), 3, 6)
    assert post.asked[0].facts["entries-type"] == "SALE_OF_GOODS"
    assert post.asked[0].facts["dimension"] == {"length": 30, "width": 20, "height": 11}


def test_addresses_are_read_as_the_post_reads_them_and_doubt_is_kept() -> None:
    said = [
        {"id": "1", "quality-code": "UNDEF_03", "validation-code": "NOT_VALIDATED_HAS_UNPARSED_PARTS"},
        {"id": "0", "index": "420111", "region": "респ Татарстан", "place": "г Казань", "street": "ул Баумана",
         "house": "58", "quality-code": "GOOD", "validation-code": "VALIDATED"},
    ]  # fmt: skip
    with serving(lambda _: (200, said)) as post:
        good, doubtful = post_at(post.address).otpravka.clean_addresses(["Казань Баумана 58", "где-то"])
    assert (good.typed, good.index, good.is_good) == ("Казань Баумана 58", "420111", True)
    assert (doubtful.is_good, doubtful.quality) == (False, "UNDEF_03/NOT_VALIDATED_HAS_UNPARSED_PARTS")


def test_nobody_is_believed_who_says_to_be_russian_post() -> None:
    with pytest.raises(BadSignature):
        post_at("http://127.0.0.1:9").parse_webhook(body=b"{}", headers={}, now=NOW)
