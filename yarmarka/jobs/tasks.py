"""What is done later or on a clock; each job is one call of a flow."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import close_old_connections
from procrastinate import JobContext
from procrastinate.contrib.django import app

from yarmarka.domain.catalogue.actions.forget_changes import forget_goods_changes
from yarmarka.domain.discovery.actions import forget_search_notes
from yarmarka.flows import (
    complete_orders,
    confirm_payment,
    copy_data,
    define_attributes,
    exchange_files,
    feed_uploads,
    lapse_orders,
    move_promises,
    pay_sellers,
    publish_feeds,
    pull_feeds,
    recall_parcels,
    screen_sellers,
    screen_shoppers,
    send_parcels,
    stop_and_resume,
)
from yarmarka.flows import send_refund as refunds
from yarmarka.flows import share_commission as commission
from yarmarka.flows.catch_up import catch_up_with_carriers, catch_up_with_payments
from yarmarka.flows.close_statements import close_statements
from yarmarka.flows.count_promises import count_due_promises
from yarmarka.flows.fetch_pictures import fetch_due_pictures
from yarmarka.flows.follow_sales import follow_sales
from yarmarka.flows.forget_people import forget_due_people
from yarmarka.flows.judge_cards import judge_again
from yarmarka.flows.learn_companions import learn_companions
from yarmarka.flows.learn_promises import learn_promises
from yarmarka.flows.learn_silences import learn_silences
from yarmarka.flows.measure_sellers import measure_sellers
from yarmarka.flows.open_claims import open_found_claims
from yarmarka.flows.propose_matches import propose_matches
from yarmarka.flows.reconcile import fetch_due_registries
from yarmarka.flows.refresh_shelves import refresh_all_shelves
from yarmarka.flows.remind_of_reviews import remind_of_reviews
from yarmarka.flows.sweep_pictures import sweep_pictures as sweep_unused
from yarmarka.flows.watch_claims import look_after_claims
from yarmarka.jobs.patience import Patience
from yarmarka.kernel.clock import now
from yarmarka.kernel.partitions import ensure_partitions
from yarmarka.kernel.telemetry import log
from yarmarka.presentation.data_copy import as_zip
from yarmarka.presentation.feed_addresses import OutsideAddresses
from yarmarka.reads.verify import verify_books

#: a service outside may be away for a night
_PATIENT: Final = Patience()
_ROUND: Final = 500
_MOST_OF_A_MINUTE: Final = 45

Job = Callable[..., None]


def _job(name: str, *, cron: str = "") -> Callable[[Job], Job]:
    """Register a job that runs on fresh database connections; with `cron` it runs on the clock."""

    def register(work: Job) -> Job:
        @wraps(work)
        def on_fresh_connections(*arguments: Any, **facts: Any) -> None:
            close_old_connections()
            try:
                work(*arguments, **facts)
            finally:
                close_old_connections()

        task = app.task(name=name, retry=False if cron else _PATIENT, queueing_lock=name if cron else None)(
            on_fresh_connections
        )
        return app.periodic(cron=cron)(task) if cron else task

    return register


@_job("judge_cards")
def judge_cards(*, seller_id: str = "") -> None:
    """Judge the cards of a seller, or of all, by the rules that are in force now."""
    judge_again(seller_id=UUID(seller_id) if seller_id else None, now=now())


@_job("read_goods_again")
def read_goods_again(*, category_id: str = "", by: str = "") -> None:
    """Read anew what goods are told by, after an attribute of their category was defined otherwise."""
    define_attributes.read_goods_again(
        category_id=UUID(category_id) if category_id else None, by=UUID(by) if by else None, now=now()
    )


@_job("judge_cards_by_day", cron="7 0 * * *")
def judge_cards_by_day(timestamp: int) -> None:
    """Judge all cards anew as rules, documents and authorisations begin and end by the day."""
    judge_again(now=now())


@_job("send_refund")
def send_refund(*, refund_id: str) -> None:
    """Ask the provider for a refund."""
    refunds.send_refund(UUID(refund_id), now=now())


@_job("capture_payment")
def capture_payment(*, attempt_id: str) -> None:
    """Take money that was set aside, or let it go."""
    confirm_payment.capture(UUID(attempt_id), now=now())


@_job("send_payout")
def send_payout(*, payout_id: str) -> None:
    """Ask the provider to pay a seller."""
    pay_sellers.send_payout(UUID(payout_id), now=now())


@_job("announce_hand_over")
def announce_hand_over(*, parcel_id: str) -> None:
    """Tell a carrier that a parcel is theirs."""
    send_parcels.announce_hand_over(UUID(parcel_id), now=now())


@_job("recall_parcel")
def recall_parcel(*, parcel_id: str) -> None:
    """Ask a carrier to bring a parcel back."""
    recall_parcels.ask_for_return(UUID(parcel_id), now=now())


@_job("settle_recall")
def settle_recall(*, parcel_id: str) -> None:
    """Give the money of a recalled parcel back, once its time has come."""
    recall_parcels.settle_recall(UUID(parcel_id), now=now())


@_job("import_feed")
def import_feed(*, folder: str, seller_slug: str) -> None:
    """Take in a price list that was too large to wait for."""
    feed_uploads.import_upload(Path(folder), seller_slug=seller_slug, now=now())


@_job("pull_feed")
def pull_feed(*, seller_id: str) -> None:
    """Fetch a price list from where its seller keeps it."""
    pull_feeds.pull_feed(
        UUID(seller_id), data_dir=Path(settings.DATA_DIR), limit=settings.FEED_UPLOAD_MAX_BYTES, now=now()
    )


@_job("ask_for_feeds", cron="*/5 * * * *")
def ask_for_feeds(timestamp: int) -> None:
    """See which price lists are to be fetched."""
    pull_feeds.ask_for_due_feeds(now=now())


@_job("fetch_pictures", cron="* * * * *")
def fetch_pictures(timestamp: int) -> None:
    """Fetch and hang pictures that price lists name, for most of a minute."""
    fetch_due_pictures(data_dir=Path(settings.DATA_DIR), seconds=_MOST_OF_A_MINUTE, now=now())


@_job("import_exchange")
def import_exchange(*, folder: str, file: str, seller_slug: str, price_type: str, may_empty: bool) -> None:
    """Take in a file of an exchange with 1C that was too large to wait for."""
    exchange_files.import_kept(
        exchange_files.Corner(folder=Path(folder), limit=0),
        name=file,
        seller_slug=seller_slug,
        price_type=price_type,
        may_empty=may_empty,
        now=now(),
    )


@_job("make_data_copy")
def make_data_copy(*, copy_id: str) -> None:
    """Put together what is held about a person who asked for it."""
    copy_data.make_copy(UUID(copy_id), pack=as_zip, now=now())


@_job("drop_old_copies", cron="29 * * * *")
def drop_old_copies(timestamp: int) -> None:
    """Delete copies of people's data whose time is over."""
    copy_data.drop_old_copies(now=now())


@_job("forget_people", cron="37 * * * *")
def forget_people(timestamp: int) -> None:
    """Forget those who said farewell, once they had time to change their mind."""
    while forget_due_people(now=now(), limit=_ROUND) == _ROUND:
        pass


@_job("lapse_unpaid_orders", cron="* * * * *")
def lapse_unpaid_orders(timestamp: int) -> None:
    """Close orders that were not paid in time."""
    while lapse_orders.lapse_unpaid_orders(now=now(), limit=_ROUND) == _ROUND:
        pass


@_job("take_restrictions_in_effect", cron="* * * * *")
def take_restrictions_in_effect(timestamp: int) -> None:
    """Carry out, and tell of, restrictions that have begun or ended."""
    stop_and_resume.take_effect(now=now())


@_job("screen_who_paid", cron="* * * * *")
def screen_who_paid(timestamp: int) -> None:
    """Compare who has paid lately with lists of denied parties, before their parcels are sent."""
    screen_shoppers.screen_who_paid(now=now())
    screen_sellers.screen_applicants(now=now())


@_job("screen_recipients")
def screen_recipients(*, order_ids: list[str]) -> None:
    """Compare those of some orders with lists of denied parties: somebody is about to send their parcels."""
    screen_shoppers.screen_recipients([UUID(key) for key in order_ids], now=now())


@_job("screen_applicants")
def screen_applicants() -> None:
    """Compare those who would sell with lists of denied parties."""
    screen_sellers.screen_applicants(now=now())


@_job("release_inspected", cron="* * * * *")
def release_inspected(timestamp: int) -> None:
    """Pay sellers whose shoppers had time enough to look the goods over."""
    while complete_orders.release_inspected(now=now(), limit=_ROUND) == _ROUND:
        pass


@_job("pay_sellers", cron="7 * * * *")
def pay_due_sellers(timestamp: int) -> None:
    """Pay the sellers whose payday has come; the rest of the day there is nothing left to do."""
    pay_sellers.run_due_payouts(now=now())


@_job("ask_for_payments", cron="* * * * *")
def ask_for_payments(timestamp: int) -> None:
    """Ask providers about payments that nobody has told the end of."""
    catch_up_with_payments(now=now())


@_job("ask_for_parcels", cron="*/5 * * * *")
def ask_for_parcels(timestamp: int) -> None:
    """Ask carriers about parcels that have been quiet."""
    catch_up_with_carriers(now=now())


@_job("look_for_parcels", cron="*/10 * * * *")
def look_for_parcels(timestamp: int) -> None:
    """Open claims of parcels that are overdue, lost or back; end those that are over."""
    open_found_claims(now=now())
    look_after_claims(now=now())


@_job("learn_silences", cron="37 3 * * *")
def learn_from_silences(timestamp: int) -> None:
    """Let what is lost follow what really happened."""
    learn_silences(now=now())


@_job("refresh_shelves", cron="*/5 * * * *")
def refresh_shelves(timestamp: int) -> None:
    """Let the order of the shelves follow prices, stock and rates."""
    refresh_all_shelves(now=now())


@_job("publish_feeds", cron="7 * * * *")
def write_feeds(timestamp: int) -> None:
    """Write the shops' own feeds anew."""
    publish_feeds.publish_feeds(
        settings.FEEDS_OUT_DIR,
        addresses=OutsideAddresses(now=now()),
        company=settings.OPERATOR_NAME,
        now=now(),
    )


@_job("follow_sales", cron="*/5 * * * *")
def tell_search_of_sales(timestamp: int) -> None:
    """Let the order of finds follow what was sold."""
    follow_sales(over=timedelta(minutes=6), now=now())


@_job("follow_sales_of_a_day", cron="13 4 * * *")
def tell_search_of_a_days_sales(timestamp: int) -> None:
    """Do so for a whole day, in case that nobody worked for a while."""
    follow_sales(over=timedelta(hours=25), now=now())


@_job("propose_matches", cron="* * * * *")
def propose_same_goods(timestamp: int) -> None:
    """Propose to people which goods are probably the same, of what was listed or changed."""
    propose_matches(now=now())


@_job("forget_goods_changes", cron="47 4 * * *")
def forget_old_changes(timestamp: int) -> None:
    """Forget changes of goods that every index has taken in days ago."""
    forget_goods_changes(before=now() - timedelta(days=3))


@_job("sweep_pictures", cron="53 3 * * *")
def sweep_pictures(timestamp: int) -> None:
    """Remove pictures that nobody refers to any more, and files of exchanges that were hung, or never will be."""
    sweep_unused(now=now())
    exchange_files.sweep_sent_pictures(
        data_dir=Path(settings.DATA_DIR), before=now() - exchange_files.PICTURES_KEPT
    )


@_job("learn_promises", cron="31 3 * * *")
def learn_from_deliveries(timestamp: int) -> None:
    """Let delivery dates follow what really happened."""
    learn_promises(now=now())


@_job("count_promises", cron="41 * * * *")
def count_kept_promises(timestamp: int) -> None:
    """Count how promises were kept, lane by lane, once a day."""
    count_due_promises(now=now())


@_job("keep_promises", cron="*/5 * * * *")
def keep_promises(timestamp: int) -> None:
    """Write delivery dates down, settle those that are over, and move those that can't be kept."""
    move_promises.keep_promises(now=now())


@_job("measure_sellers", cron="37 3 * * *")
def measure_every_seller(timestamp: int) -> None:
    """See how sellers' orders of late went."""
    measure_sellers(now=now())


@_job("learn_companions", cron="43 3 * * *")
def learn_what_goes_together(timestamp: int) -> None:
    """Let "bought together" follow what was bought."""
    learn_companions(now=now())


@_job("forget_search_notes", cron="51 4 * * *")
def forget_old_search_notes(timestamp: int) -> None:
    """Let notes of searches go whose time is over."""
    forget_search_notes(now=now())


@_job("ensure_partitions", cron="17 3 * * *")
def make_partitions(timestamp: int) -> None:
    """Make the coming months' partitions in good time."""
    ensure_partitions(first=now(), last=now() + timedelta(days=120))


@_job("fetch_registries", cron="11 5 * * *")
def fetch_registries(timestamp: int) -> None:
    """Hold what providers counted until midnight against what we did."""
    fetch_due_registries(now=now())


@_job("remind_of_reviews", cron="29 * * * *")
def ask_for_reviews(timestamp: int) -> None:
    """Ask shoppers, once, what their goods are like."""
    while remind_of_reviews(now=now(), limit=_ROUND) == _ROUND:
        pass


@_job("close_statements", cron="23 1 1-5 * *")
def close_months(timestamp: int) -> None:
    """Write sellers' months down as final, on the first days of the next one."""
    close_statements(now=now())


@_job("share_commission", cron="23 4 2 * *")
def share_commission(timestamp: int) -> None:
    """Share last month's commission among partners, where there are any."""
    commission.share_commission(month=now().date().replace(day=1) - timedelta(days=1), now=now())


@_job("verify_books", cron="41 2 * * *")
def verify(timestamp: int) -> None:
    """Check the books every night, and be loud about what is wrong."""
    for finding in verify_books(now=now()):
        log.error("books do not add up", check=finding.check, subject=finding.subject, detail=finding.detail)


@app.periodic(cron="* * * * *")
@app.task(name="retry_stalled", queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Run again what a worker was doing when it was killed; every job may safely run twice."""
    for job in await context.app.job_manager.get_stalled_jobs():
        await context.app.job_manager.retry_job(job)
