"""Addresses of the shop pages."""

from django.urls import URLPattern, URLResolver, path

from yarmarka.web.shop import (
    addresses,
    basket,
    brands,
    browse,
    checkout,
    home,
    orders,
    payment,
    preferences,
    reminders,
    reviews,
    wishes,
)

app_name = "shop"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("c/<slug:slug>/", browse.category, name="category"),
    path("search/", browse.search, name="search"),
    path("p/<prd:product_id>/", browse.product, name="product"),
    path("p/<prd:product_id>/review/", reviews.review, name="product_review"),
    path("p/<prd:product_id>/review/pictures/", reviews.pictures, name="review_pictures"),
    path("p/<prd:product_id>/ask/", reviews.ask, name="question_ask"),
    path("questions/answer/", reviews.answer, name="question_answer"),
    path("reviews/vote/", reviews.vote, name="review_vote"),
    path("reviews/report/", reviews.report, name="words_report"),
    path("wishes/", wishes.wishes, name="wishes"),
    path("wishes/change/", wishes.change, name="wish"),
    path("brands/", brands.brands, name="brands"),
    path("brands/<slug:slug>/", brands.brand, name="brand"),
    path("sellers/<slug:slug>/", brands.seller, name="seller"),
    path("preview/<slug:code>/", home.preview, name="preview"),
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
    path("reminders/<str:key>/", reminders.off, name="reminders_off"),
    path("addresses/", addresses.addresses, name="addresses"),
    path("addresses/<adr:address_id>/remove/", addresses.remove, name="address_remove"),
]
