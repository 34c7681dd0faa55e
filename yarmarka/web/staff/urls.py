"""Addresses of the operator's console."""

from django.urls import URLPattern, URLResolver, path

from yarmarka.web.console.tables import views
from yarmarka.web.staff.viewer import for_staff
from yarmarka.web.staff.views import (
    checks,
    configuration,
    desk,
    give_back,
    lists,
    moderation,
    money,
    orders,
    payout_files,
    payout_terms,
    reconciliation,
    sellers,
)

app_name = "staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", desk.home, name="home"),
    path("orders/", orders.listing, name="orders"),
    path("orders/<ord:order_id>/", orders.order, name="order"),
    path("orders/<ord:order_id>/give-back/<slo:seller_order_id>/", give_back.page, name="give_back"),
    path("sellers/", sellers.listing, name="sellers"),
    path("sellers/<slr:seller_id>/", sellers.seller, name="seller"),
    path("sellers/<slr:seller_id>/decide/", sellers.decide, name="decide"),
    path("sellers/<slr:seller_id>/standing/", sellers.change_standing, name="change_standing"),
    path("sellers/<slr:seller_id>/payouts/", payout_terms.page, name="payout_terms"),
    path("sellers/<slr:seller_id>/payouts/change/", payout_terms.change, name="change_payout_terms"),
    path("sellers/<slr:seller_id>/payouts/hold/", payout_terms.hold, name="hold_payouts"),
    path("money/", money.page, name="money"),
    path("money/run-payouts/", money.run, name="run_payouts"),
    path("money/payouts/", lists.payouts, name="payouts"),
    path("money/files/", payout_files.listing, name="payout_files"),
    path("money/files/make/", payout_files.make, name="make_payout_files"),
    path("money/files/answer/", payout_files.answer, name="bank_answer"),
    path("money/files/<pof:file_id>/", payout_files.page, name="payout_file"),
    path("money/files/<pof:file_id>/file.xml", payout_files.download, name="payout_file_download"),
    path("money/files/<pof:file_id>/void/", payout_files.void, name="void_payout_file"),
    path("money/refunds/", lists.refunds, name="refunds"),
    path("money/chargebacks/", lists.chargebacks, name="chargebacks"),
    path("parcels/", lists.parcels, name="parcels"),
    path("letters/", lists.letters, name="letters"),
    path("configuration/", configuration.page, name="configuration"),
    path("configuration/propose/<slug:kind>/", configuration.propose, name="propose_rule"),
    path("configuration/decide/<uuid:proposal_id>/", configuration.decide, name="decide_rule"),
    path("audit/", lists.deeds, name="deeds"),
    path("views/keep/", for_staff(views.save), name="save_view"),
    path("views/<uuid:view_id>/forget/", for_staff(views.forget), name="forget_view"),
    path("money/reconciliation/", reconciliation.page, name="reconciliation"),
    path("money/reconciliation/import/", reconciliation.take, name="take_registry"),
    path("money/reconciliation/fees/", reconciliation.fees, name="propose_fees"),
    path("money/reconciliation/difference/", reconciliation.difference, name="propose_difference"),
    path("money/reconciliation/decide/", reconciliation.decide, name="decide_proposal"),
    path("moderation/", moderation.page, name="moderation"),
    path("moderation/decide/", moderation.decide, name="moderate"),
    path("verify/", checks.page, name="verify"),
]
