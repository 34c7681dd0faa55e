"""Where things would be sent: a city or postal code, asked about where it is not sure, kept for the visit."""

from tests.market import Market, open_route
from tests.web.shop.reader import Reader
from tests.web.shop.test_basket import put
from tests.web.shop.test_looking_around import product_path


def test_a_city_typed_on_a_products_page_is_kept_and_counted_by(market: Market, guest: Reader) -> None:
    page = guest.open(product_path(market.offers["CN"]))
    assert "Delivery to: Russia" in page.main
    page = page.send("/place/", place="казань")
    assert "Delivery to: Kazan, Tatarstan" in page.main
    assert page.path.endswith(product_path(market.offers["CN"]))
    assert "Delivery is counted for one piece to: Kazan, Tatarstan." in page.main
    assert "Kazan, Tatarstan" in guest.open("/c/kettles/").text, "the head of every page says it"


def test_the_same_place_in_another_language(market: Market, guest: Reader) -> None:
    guest.open(product_path(market.offers["CN"])).send("/place/", place="420111")
    assert "420111, Tatarstan" in guest.open("/place/").text
    guest.open("/place/").send("/place/", place="Kazan")
    guest.language = "zh"
    assert "喀山, 鞑靼斯坦" in guest.open("/").text


def test_a_name_of_two_places_is_asked_about(market: Market, guest: Reader) -> None:
    path = product_path(market.offers["CN"])
    asked = guest.open(path).send("/place/", place="Благовещенск")
    assert "Which place do you mean?" in asked.main
    assert asked.has_button("Amur Oblast, Russia")
    assert asked.has_button("Bashkortostan, Russia")
    assert asked.response.headers["HX-Retarget"] == "#main"
    another = asked.forms("/place/")[-1].fields
    assert another["place"] == "Благовещенск", "another place begins with what was typed"
    kept = asked.send("/place/", code="RU-AMU")
    assert "Delivery to: Blagoveshchensk, Amur Oblast" in kept.main
    assert kept.path.endswith(path), "back where it was typed"


def test_a_city_of_another_country_than_was_chosen_is_asked_about(market: Market, guest: Reader) -> None:
    asked = guest.open("/place/").send("/place/", place="Kazan", country="CN")
    assert asked.has_button("Tatarstan, Russia")
    assert asked.has_button("China")
    assert "Delivery to: Kazan, China" in guest.follow(asked.post("/place/", code="CN")).text


def test_a_place_that_we_do_not_know_counts_for_its_country_and_says_so(
    market: Market, guest: Reader
) -> None:
    open_route("CN", "DE")
    path = product_path(market.offers["CN"])
    page = guest.open(path).send("/place/", place="Nowhere", country="RU")
    assert "We do not know “Nowhere” by name" in page.main
    page = guest.open(path).send("/place/", place="Berlin", country="DE")
    assert "Delivery to: Berlin, Germany" in page.main
    assert "by name" not in page.main
    assert "We know no way" not in page.main
    guest.open("/preferences/").send("/preferences/", country="RU")
    assert "Berlin" not in guest.open(path).text, "another country is another place"


def test_cards_say_when_it_comes_and_what_it_costs_with_delivery(market: Market, guest: Reader) -> None:
    card = guest.open("/c/kettles/").main
    # 1,543.13 and 300 + 200 a kilogram for 0.9 kg
    assert "₽2,023.13 with delivery" in card
    guest.open("/preferences/").send("/preferences/", country="KZ")
    assert "We know no way to bring this to your country." in guest.open("/c/kettles/").main


def test_the_basket_counts_the_whole_price_for_the_place(market: Market, guest: Reader) -> None:
    put(guest, market, "CN")
    assert "In all" not in guest.open("/basket/").main
    page = guest.open("/basket/").send("/place/", place="Москва")
    assert "By the cheapest ways to: Moscow" in page.main
    assert "₽2,023.13" in page.main


def test_nobody_is_led_astray_by_the_form(market: Market, guest: Reader) -> None:
    answer = guest.open("/place/").post("/place/", place="Kazan", next="https://evil.example/", country="XX")
    assert answer.headers["Location"] == "/en/"
    assert "Kazan, Tatarstan" in guest.open("/").text
