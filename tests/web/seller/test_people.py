"""Who acts for a merchant: invited by a letter that works once, let into what their role is for, and let go."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import URLPattern

from tests.market import NOW, Market, open_market, person
from tests.web.scene import signed_in
from yarmarka.domain.sellers.actions import give_role, let_go
from yarmarka.domain.sellers.errors import AlreadyStaff, InvitationOver, LastOwner
from yarmarka.domain.sellers.models import Invitation, Staff
from yarmarka.domain.sellers.rules import ROOMS
from yarmarka.domain.sellers.types import Role, Room
from yarmarka.flows.invite_staff import invite_staff, join_seller, key_to
from yarmarka.jobs.letters import send_letter
from yarmarka.kernel.clock import now
from yarmarka.kernel.models import OutboxMessage
from yarmarka.vocabulary.ids import public_id
from yarmarka.web.seller.urls import urlpatterns
from yarmarka.web.seller.viewer import room_of

pytestmark = pytest.mark.django_db
#: what anybody who has signed in may open, whoever they act for
DOORS = {"apply", "application", "join", "switch"}


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU", "CN"))


def hire(market: Market, role: Role, email: str = "clerk@example.test") -> Client:
    """Let somebody act for the Russian merchant; return their browser."""
    clerk = person(email)
    Staff.objects.create(id=clerk.id, seller_id=market.sellers["RU"].id, person=clerk, role=role, since=NOW)
    return signed_in(clerk)


def test_an_invited_person_joins_by_the_letters_link_once(market: Market) -> None:
    owner = signed_in(market.owners["RU"])
    owner.post("/en/seller/people/invite/", {"email": "New@Example.test", "role": "clerk"})
    (message,) = OutboxMessage.objects.filter(topic="staff_invited")
    send_letter(message.topic, message.facts, message.id)
    (link,) = re.findall(r"https?://\S+?(/\w+/seller/join/\S+)", str(mail.outbox[-1].body))

    newcomer = signed_in(person("new@example.test"))
    assert "RU Trading" in newcomer.get(link).content.decode()
    page = newcomer.post(link, follow=True)
    assert page.redirect_chain[-1][0].endswith("/seller/")
    assert "RU Trading" in page.content.decode()
    again = newcomer.get(link)
    assert (again.status_code, newcomer.post(link).status_code) == (410, 410)


def test_a_letter_that_fell_into_other_hands_lets_nobody_in(market: Market) -> None:
    invite_staff(
        seller_id=market.sellers["RU"].id,
        email="a@example.test",
        role=Role.OWNER,
        by=market.owners["RU"].id,
        now=now(),
    )
    link = f"/en/seller/join/{key_to(Invitation.objects.get().id)}/"
    stranger = signed_in(person("stranger@example.test"))
    assert "for another address" in stranger.get(link).content.decode()
    assert stranger.post(link).status_code == 403
    assert stranger.get("/en/seller/join/made-up/").status_code == 410
    assert not Staff.objects.filter(person__email="stranger@example.test").exists()


def test_an_invitation_ends_by_itself_and_when_it_is_withdrawn(market: Market) -> None:
    seller_id, by = market.sellers["RU"].id, market.owners["RU"].id
    invited = person("a@example.test")
    invite_staff(seller_id=seller_id, email=invited.email, role=Role.CLERK, by=by, now=NOW)
    with pytest.raises(AlreadyStaff):
        invite_staff(seller_id=seller_id, email=invited.email, role=Role.CLERK, by=by, now=NOW)
    first = Invitation.objects.get()
    with pytest.raises(InvitationOver):
        join_seller(key=key_to(first.id), person_id=invited.id, now=NOW + timedelta(days=7))

    invite_staff(
        seller_id=seller_id, email=invited.email, role=Role.CLERK, by=by, now=NOW + timedelta(days=8)
    )
    second = Invitation.objects.get(ended_at=None)
    path = f"/en/seller/invitations/{public_id('inv', second.id)}/withdraw/"
    assert signed_in(market.owners["CN"]).post(path).status_code == 404
    assert signed_in(market.owners["RU"]).post(path).status_code == 302
    with pytest.raises(InvitationOver):
        join_seller(key=key_to(second.id), person_id=invited.id, now=NOW + timedelta(days=8))


def test_every_page_has_a_room_and_opens_to_its_roles_alone(market: Market) -> None:
    names = {str(pattern.name) for pattern in urlpatterns if isinstance(pattern, URLPattern)} - DOORS
    assert {room_of(name) for name in names} == {None, *Room}
    pages = {"orders": Room.ORDERS, "offers": Room.GOODS, "money": Room.MONEY, "standing": Room.STANDING}
    pages |= {"talk": Room.SHOPPERS}
    for role in set(Role) - {Role.OWNER}:
        clerk = hire(market, role, email=f"{role}@example.test")
        assert clerk.get("/en/seller/").status_code == 200
        for page, room in {**pages, "people": Room.PEOPLE}.items():
            expected = 200 if room in ROOMS[role] else 403
            assert clerk.get(f"/en/seller/{page}/").status_code == expected, (role, page)
            assert (f'href="/en/seller/{page}/"' in clerk.get("/en/seller/").content.decode()) == (
                expected == 200
            )


def test_the_api_lets_roles_in_alike(market: Market) -> None:
    bookkeeper = hire(market, Role.BOOKKEEPER)
    answer = bookkeeper.get("/api/v1/seller/orders")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_let_in")
    assert hire(market, Role.CLERK, "c@example.test").get("/api/v1/seller/orders").status_code == 200


def test_a_merchant_keeps_an_owner(market: Market) -> None:
    seller_id, owner = market.sellers["RU"].id, market.owners["RU"].id
    for change in (
        lambda: let_go(seller_id=seller_id, person_id=owner),
        lambda: give_role(seller_id=seller_id, person_id=owner, role=Role.CLERK),
    ):
        with pytest.raises(LastOwner):
            change()
    hire(market, Role.OWNER)
    let_go(seller_id=seller_id, person_id=owner)
    assert signed_in(market.owners["RU"]).get("/en/seller/").status_code == 302


def test_who_acts_for_several_merchants_works_for_one_at_a_time(market: Market) -> None:
    clerk = hire(market, Role.CLERK)
    somebody = Staff.objects.get(role=Role.CLERK).person
    Staff.objects.create(
        id=market.sellers["CN"].id,
        seller_id=market.sellers["CN"].id,
        person=somebody,
        role=Role.MANAGER,
        since=NOW,
    )
    chinese = public_id("slr", market.sellers["CN"].id)
    assert "CN Trading" in clerk.post(f"/en/seller/switch/{chinese}/", follow=True).content.decode()
    assert clerk.get("/en/seller/money/").status_code == 200  # a manager there
    russian = public_id("slr", market.sellers["RU"].id)
    clerk.post(f"/en/seller/switch/{russian}/")
    assert clerk.get("/en/seller/money/").status_code == 403  # a clerk here
    stranger = signed_in(person("s@example.test"))
    assert stranger.post(f"/en/seller/switch/{russian}/").status_code == 404
