"""Addresses of the shop pages."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, path

app_name = "shop"
urlpatterns: list[URLPattern | URLResolver] = []

# The house is being built: pages open as soon as the flows that they call are there.
_AWAITED = ("confirm_payment", "start_payment", "cancel_orders", "complete_orders")
_READS = ("shelf", "product_page", "search_results")
if all(find_spec(f"yarmarka.flows.{name}") for name in _AWAITED) and all(
    find_spec(f"yarmarka.reads.{name}") for name in _READS
):
    from yarmarka.web.shop import addresses, basket, browse, checkout, home, orders, payment, preferences

    urlpatterns = [
        path("", home.home, name="home"),
        path("c/<slug:slug>/", browse.category, name="category"),
        path("search/", browse.search, name="search"),
        path("p/<prd:product_id>/", browse.product, name="product"),
        path("preferences/", preferences.preferences, name="preferences"),
        path("basket/", basket.basket, name="basket"),
        path("basket/put/", basket.put, name="basket_put"),
        path("basket/quantity/", basket.quantity, name="basket_quantity"),
        path("checkout/address/", checkout.address, name="checkout_address"),
        path("checkout/", checkout.checkout, name="checkout"),
        path("pay/<pay:attempt_id>/return/", payment.come_back, name="pay_return"),
        path("orders/", orders.orders, name="orders"),
        path("orders/<ord:order_id>/", orders.order, name="order"),
        path("orders/<ord:order_id>/pay/", payment.pay, name="order_pay"),
        path("orders/<ord:order_id>/cancel/", orders.cancel, name="order_cancel"),
        path("orders/<ord:order_id>/parts/<slo:part_id>/cancel/", orders.cancel_part, name="part_cancel"),
        path("orders/<ord:order_id>/parts/<slo:part_id>/received/", orders.received, name="part_received"),
        path("addresses/", addresses.addresses, name="addresses"),
        path("addresses/<adr:address_id>/remove/", addresses.remove, name="address_remove"),
    ]
