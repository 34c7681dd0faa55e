"""Addresses of the seller's console."""

from django.urls import URLPattern, URLResolver, path

from yarmarka.web.seller.views import (
    application,
    desk,
    feed,
    money,
    offers,
    order,
    papers,
    pictures,
    queue,
    standing,
    statements,
    warehouses,
)

app_name = "seller"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", desk.home, name="home"),
    path("apply/", application.apply, name="apply"),
    path("application/", application.state, name="application"),
    path("orders/", queue.orders, name="orders"),
    path("orders/buy-labels/", queue.buy_labels, name="buy_labels"),
    path("orders/hand-over/", queue.hand_over, name="hand_over"),
    path("orders/labels.pdf", papers.labels, name="labels"),
    path("orders/<slo:seller_order_id>/", order.page, name="order"),
    path("orders/<slo:seller_order_id>/cancel/", order.cancel, name="cancel"),
    path("orders/<slo:seller_order_id>/label.pdf", papers.label, name="label"),
    path("orders/<slo:seller_order_id>/packing-slip.pdf", papers.packing_slip, name="packing_slip"),
    path("offers/", offers.listing, name="offers"),
    path("offers/<off:offer_id>/", offers.offer, name="offer"),
    path("offers/<off:offer_id>/price/", offers.change_price, name="change_price"),
    path("offers/<off:offer_id>/stock/", offers.change_stock, name="change_stock"),
    path("offers/<off:offer_id>/sale/", offers.change_sale, name="change_sale"),
    path("offers/<off:offer_id>/pictures/", pictures.shown, name="pictures"),
    path("offers/<off:offer_id>/send/pictures/", pictures.send, name="send_pictures"),
    path("offers/<off:offer_id>/pictures/<uuid:hung_id>/", pictures.change, name="change_picture"),
    path("feed/", feed.page, name="feed"),
    path("feed/categories/", feed.mapping, name="feed_mapping"),
    path("feed/refused-rows.csv", feed.report, name="feed_report"),
    path("warehouses/", warehouses.page, name="warehouses"),
    path("standing/", standing.page, name="standing"),
    path("money/", money.page, name="money"),
    path("money/months/", statements.listing, name="statements"),
    path("money/months/statement.pdf", statements.paper, name="month_paper"),
    path("money/months/statement.csv", statements.file, name="month_file"),
    path("money/statement/", money.statement_page, name="statement"),
    path("money/statement.csv", money.statement_file, name="statement_file"),
]
