"""Pictures that price lists name by address, and those that 1C sends along, come in later and are hung.

An import only notes what is named, so it waits for nobody's server. A job has several pictures fetched at once, of each
seller in turn and of no host more than a few: only from out in the world, only so large, only so long, only what can be
developed. The same bytes are stored once. What does not come is told to the seller with the reason; what hung before
stays until others came. The database is asked by one thread, which notes an article whole.
"""

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Final
from uuid import UUID

from django.conf import settings

from yarmarka.connectors.feeds.fetching import Door, FetchRefused
from yarmarka.connectors.feeds.turns import Errand, Turns, host_of
from yarmarka.connectors.pictures.errors import PictureRefused
from yarmarka.domain.catalogue.rules.pictures import MOST_PICTURES
from yarmarka.domain.intake.actions import forget_rests, note_pictures, take_due_pictures
from yarmarka.domain.intake.queries import sellers_with_due_pictures
from yarmarka.domain.intake.rules import LEASE, asked_pause, may_come_later, next_look
from yarmarka.domain.intake.types import HostRest, NamedPictures, PictureProblem
from yarmarka.domain.pictures.queries import stored
from yarmarka.domain.pictures.types import StoredPicture
from yarmarka.flows.bring_pictures import Bringers, FileNotCome, News, bringers
from yarmarka.flows.hang_named import hang_named
from yarmarka.flows.rest_hosts import RESTS_KEPT, Rests
from yarmarka.flows.take_picture import keep_developed
from yarmarka.kernel.errors import YarmarkaError

#: a seller's articles that are taken in one turn; more come when half of them are done
_IN_TURN: Final = 8
#: the same, while all that a seller names lies on hosts that rest
_MOST_IN_TURN: Final = 500


def sent_along(data_dir: Path, seller_id: UUID) -> Path:
    """Return where pictures lie that a seller's software sent along with its goods."""
    return data_dir / "exchange" / seller_id.hex / "pictures"


def fetch_due_pictures(*, data_dir: Path, seconds: float, door: Door | None = None, now: datetime) -> int:
    """Look after the pictures that are due, for so many seconds; return of how many articles that was done.

    What is under way when the time is over is still waited for, nothing else is begun. Killed on the way, it is done
    again after a while: nothing hangs twice. Call it outside a transaction.
    """
    forget_rests(before=now - RESTS_KEPT)
    with bringers(at_once=settings.PICTURES_AT_ONCE, door=door) as helpers:
        return _Round(helpers, data_dir=data_dir, ends=monotonic() + seconds, now=now).go()


@dataclass
class _Article:
    """An article that is looked after: what its addresses still wait for, and what came of the others."""

    named: NamedPictures
    #: what is fetched → the address that named it
    waits: dict[str, str] = field(default_factory=dict)
    taken: dict[str, StoredPicture] = field(default_factory=dict)
    problems: dict[str, PictureProblem] = field(default_factory=dict)
    #: since when pictures that did not come may be asked for, and until when hosts asked to be left alone
    tried: list[datetime] = field(default_factory=list)
    asked: list[datetime] = field(default_factory=list)
    has_news: bool = False

    def fail(self, address: str, error: YarmarkaError, *, since: datetime) -> None:
        """Note what was asked for in vain, and since when it may be again."""
        self.has_news = True
        self.problems[address] = PictureProblem(address, error.code, dict(error.facts))
        if may_come_later(error.facts):
            self.tried.append(since)

    def put_off(self, address: str, rest: HostRest) -> None:
        """Note what was not asked for, since its host rests; one that fails would have failed here, too."""
        self.problems[address] = PictureProblem(address, FetchRefused.code, rest.facts)
        (self.tried if asked_pause(rest.facts) is None else self.asked).append(rest.until)


class _Round:
    """One run of the job."""

    def __init__(self, helpers: Bringers, *, data_dir: Path, ends: float, now: datetime) -> None:
        self._helpers, self._data_dir, self._ends, self._now = helpers, data_dir, ends, now
        self._turns, self._rests = Turns(per_host=settings.PICTURES_PER_HOST), Rests(now=now)
        self._due = deque(sellers_with_due_pictures(now=now))
        self._limits: dict[UUID, int] = {}
        self._in_hand: Counter[UUID] = Counter()
        self._waiting: dict[str, list[_Article]] = {}
        self._seen: dict[str, StoredPicture] = {}
        self._later: list[NamedPictures] = []
        self._done = 0

    def go(self) -> int:
        """Begin and hear until nothing is due or the time is over; return how many articles were looked after."""
        self._begin()
        while self._turns.under_way() or (self._turns.has_wanted() and not self._is_over()):
            if news := self._helpers.hear(seconds=self._patience()):
                self._hear(news)
            self._begin()
        self._leave()
        return self._done

    def _leave(self) -> None:
        """Note how far articles are that wait for something yet."""
        left = {id(article): article for articles in self._waiting.values() for article in articles}
        for article in left.values():
            self._finish(article)
        self._note_later()

    def _is_over(self) -> bool:
        return monotonic() > self._ends

    def _patience(self) -> float | None:
        """Return how long to wait for news, before a host that rested may be asked again."""
        if self._is_over() or not self._turns.has_wanted():
            return None
        if (left := self._rests.seconds_left()) is not None:
            return max(0.0, min(left, self._ends - monotonic()))
        return None if self._turns.under_way() else 0.0

    def _begin(self) -> None:
        """Have as much under way as may be at once."""
        most = settings.PICTURES_AT_ONCE
        while self._turns.under_way() < most and not self._is_over():
            took = len(+self._in_hand) < most and self._take_some()
            if errand := self._turns.begin(resting=self._rests):
                self._helpers.send(errand)
            elif not took and not self._take_some():
                return

    def _take_some(self) -> bool:
        """Take articles of the next seller of whom there are few in hand; tell if anybody had some."""
        for _ in range(len(self._due)):
            seller_id = self._due[0]
            self._due.rotate(-1)
            if self._in_hand[seller_id] > _IN_TURN // 2:
                continue
            limit = self._limits.get(seller_id, _IN_TURN)
            if articles := take_due_pictures(seller_id=seller_id, limit=limit, now=self._now):
                self._take(articles, limit=limit)
                return True
            self._due.remove(seller_id)
        return False

    def _take(self, articles: list[NamedPictures], *, limit: int) -> None:
        self._note_later()
        still = stored({key for named in articles for key in named.pictures.values()})
        self._rests.learn({host_of(address) for named in articles for address in named.addresses})
        for named in articles:
            self._look_after(_Article(named), still)
        is_all_put_off = len(self._later) == len(articles)
        self._limits[articles[0].seller_id] = min(4 * limit, _MOST_IN_TURN) if is_all_put_off else _IN_TURN
        self._note_later()

    def _look_after(self, article: _Article, still: Mapping[UUID, StoredPicture]) -> None:
        """Take what is known, and want what is not."""
        named = article.named
        self._in_hand[named.seller_id] += 1
        folder = sent_along(self._data_dir, named.seller_id)
        for address in dict.fromkeys(named.addresses[:MOST_PICTURES]):
            file = None if "://" in address else folder / address
            known = (
                still.get(named.pictures[address]) if address in named.pictures else self._seen.get(address)
            )
            if known and not (file and file.exists()):
                article.taken[address] = known
                article.has_news |= address not in named.pictures
            elif not file and (rest := self._rests.long(host_of(address))):
                article.put_off(address, rest)
            else:
                self._want(article, address, file)
        if not article.waits:
            self._finish(article)

    def _want(self, article: _Article, address: str, file: Path | None) -> None:
        what = str(file) if file else address
        article.waits[what] = address
        if what not in self._waiting:
            host = "" if file else host_of(address)
            self._turns.want(Errand(what, host, article.named.seller_id))
        self._waiting.setdefault(what, []).append(article)

    def _hear(self, news: News) -> None:
        errand = news.errand
        if news.outcome is None:
            self._turns.answered(errand, well=self._rests.heard(errand.host, {}))
            return
        self._turns.settled(errand)
        try:
            picture = keep_developed(news.outcome.result(), now=self._now)
        except FetchRefused as refused:
            self._did_not_come(errand, refused)
        except (PictureRefused, FileNotCome) as refused:
            self._failed(errand, refused, since=self._now)
        else:
            self._came(errand, picture)

    def _came(self, errand: Errand, picture: StoredPicture | None) -> None:
        if picture is None:
            self._turns.want(replace(errand, is_anew=True))
            return
        if errand.host:
            self._seen[errand.address] = picture
        for article in self._waiting.pop(errand.address):
            article.has_news = True
            article.taken[article.waits.pop(errand.address)] = picture
            self._finish_if_whole(article)

    def _did_not_come(self, errand: Errand, refused: FetchRefused) -> None:
        """Let a host that is at fault rest, and put off what it was to give next."""
        self._turns.answered(errand, well=self._rests.heard(errand.host, refused.facts))
        rest = self._rests.long(errand.host)
        if rest is None and errand.host in self._rests:
            self._turns.want(errand)
            return
        self._failed(errand, refused, since=rest.until if rest else self._now)
        if rest:
            for other in self._turns.drop(errand.host):
                for article in self._waiting.pop(other.address):
                    article.put_off(article.waits.pop(other.address), rest)
                    self._finish_if_whole(article)

    def _failed(self, errand: Errand, error: YarmarkaError, *, since: datetime) -> None:
        for article in self._waiting.pop(errand.address):
            article.fail(article.waits.pop(errand.address), error, since=since)
            self._finish_if_whole(article)

    def _finish_if_whole(self, article: _Article) -> None:
        if not article.waits:
            self._finish(article)

    def _finish(self, article: _Article) -> None:
        """Show what came of an article and note it whole; with what it still waits for it is due at once."""
        named = article.named
        self._in_hand[named.seller_id] -= 1
        done = _noted(article, now=self._now)
        if done.due_at and not article.has_news:
            self._later.append(done)
            return
        taken = {address: article.taken[address] for address in named.addresses if address in article.taken}
        problems = hang_named(named, taken, is_all=done.due_at is None, now=self._now)
        done = replace(done, problems=(*done.problems, *problems))
        note_pictures([done], leased_until=self._now + LEASE)
        self._done += not article.waits

    def _note_later(self) -> None:
        note_pictures(self._later, leased_until=self._now + LEASE)
        self._later.clear()


def _noted(article: _Article, *, now: datetime) -> NamedPictures:
    """Return what is known of an article's pictures by now, and when it is looked after again."""
    named = article.named
    due_at, tries = next_look(now, tries=named.tries, tried=article.tried, asked=article.asked)
    problems = [article.problems[one] for one in dict.fromkeys(named.addresses) if one in article.problems]
    if article.waits:
        waiting = set(article.waits.values())
        problems += [problem for problem in named.problems if problem.address in waiting]
        due_at, tries = now, named.tries
    taken = {address: one.id for address, one in article.taken.items()}
    kept = named.pictures if due_at else {}
    return replace(named, pictures=kept | taken, problems=tuple(problems), due_at=due_at, tries=tries)
