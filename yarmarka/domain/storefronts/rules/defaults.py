"""The shop that an installation begins with: everything that is sold, in the house's own colours."""

from typing import Final

from yarmarka.domain.storefronts.types import Contents, Goods, Hero, Promises, Shelves, Storefront
from yarmarka.vocabulary.goods import LANGUAGES
from yarmarka.vocabulary.money import CURRENCIES
from yarmarka.vocabulary.storefronts import MARKETPLACE

MARKETPLACE_CONTENTS: Final = Contents(
    names={"ru": "Ярмарка", "en": "Yarmarka", "zh": "Yarmarka 集市"},
    locales=LANGUAGES,
    locale="ru",
    currencies=tuple(CURRENCIES),
    currency="RUB",
    blocks=(
        Hero(
            title={
                "ru": "Товары отовсюду: полная цена сразу и честный срок",
                "en": "Goods from everywhere, at the whole price, with an honest date",
                "zh": "汇聚各地好物，一口全价，如实告知送达日期",
            }
        ),
        Promises(
            items=(
                {
                    "ru": "Товары, доставка и курс — всё видно до оплаты.",
                    "en": "Goods, delivery and the rate are all shown before you pay.",
                    "zh": "付款之前，商品价、运费和汇率全部一目了然。",
                },
                {
                    "ru": "Ваши деньги ждут у нас, пока товары не у вас.",
                    "en": "Your money waits with us until the goods are with you.",
                    "zh": "货款由我们代管，直到您收到商品。",
                },
                {
                    "ru": "Ещё не отправили? Отмените любую часть — вернём за неё всё.",
                    "en": "Not sent yet? Cancel any part and get all its money back.",
                    "zh": "尚未发货？您可以取消任意部分，款项全额退回。",
                },
            )
        ),
        Shelves(title={"ru": "Что здесь продают", "en": "What is sold here", "zh": "这里卖什么"}),
        Goods(title={"ru": "Новое на ярмарке", "en": "New at the fair", "zh": "集市新品"}, limit=20),
    ),
)


def built_in() -> Storefront:
    """Return the marketplace as it is where nobody has written one down."""
    return Storefront(
        code=MARKETPLACE,
        places=(),
        version=0,
        contents=MARKETPLACE_CONTENTS,
        is_default=True,
        opens_at=None,
        closes_at=None,
    )
