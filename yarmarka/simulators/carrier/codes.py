"""The carrier's own code words: UPU EMSEVT events, and X-codes for what EMSEVT has no word for."""

from typing import Final

from yarmarka.vocabulary.parcels import ParcelState

#: code → what the carrier writes beside it
TEXTS: Final = {
    "EMA": {"ru": "Принято к отправке", "en": "Accepted from the sender", "zh": "已收寄"},
    "EDD": {"ru": "Прибыло в сортировочный центр", "en": "Arrived at the sorting centre", "zh": "已到达分拣中心"},
    "EDE": {"ru": "Покинуло сортировочный центр", "en": "Left the sorting centre", "zh": "已离开分拣中心"},
    "EXA": {"ru": "Передано на экспортную таможню", "en": "Presented to export customs", "zh": "已送交出口海关"},
    "EMC": {"ru": "Покинуло страну отправления", "en": "Departed from the country of origin", "zh": "已离开寄出国"},
    "EMD": {"ru": "Прибыло в страну назначения", "en": "Arrived in the country of destination", "zh": "已到达寄达国"},
    "EDB": {"ru": "Передано на импортную таможню", "en": "Presented to import customs", "zh": "已送交进口海关"},
    "EDC": {"ru": "Выпущено таможней", "en": "Released by customs", "zh": "海关已放行"},
    "EMF": {
        "ru": "Покинуло место международного обмена",
        "en": "Left the inward office of exchange",
        "zh": "已离开进口互换局",
    },
    "EMG": {"ru": "Прибыло в место вручения", "en": "Arrived at the delivery office", "zh": "已到达投递局"},
    "EDG": {"ru": "Передано курьеру", "en": "Out for delivery", "zh": "正在派送"},
    "EDH": {"ru": "Ожидает адресата в пункте выдачи", "en": "Available for pick-up", "zh": "在自提点等待领取"},
    "EMI": {"ru": "Вручено адресату", "en": "Delivered", "zh": "已妥投"},
    "EME": {
        "ru": "Задержано таможней: нужны сведения",
        "en": "Held by customs: information needed",
        "zh": "海关扣留：需要补充信息",
    },
    "EMH": {"ru": "Неудачная попытка вручения", "en": "Unsuccessful delivery attempt", "zh": "投递未成功"},
    "XRS": {"ru": "Возвращается отправителю", "en": "Being returned to the sender", "zh": "正在退回寄件人"},
    "XRD": {"ru": "Возвращено отправителю", "en": "Returned to the sender", "zh": "已退回寄件人"},
    "XLO": {"ru": "Утрачено", "en": "Lost", "zh": "丢失"},
    "XDS": {"ru": "Уничтожено", "en": "Destroyed", "zh": "已销毁"},
    "XSZ": {"ru": "Изъято", "en": "Seized", "zh": "被扣押"},
    "XCA": {"ru": "Отправка отменена", "en": "Cancelled", "zh": "已取消寄递"},
    "XXX": {"ru": "Нештатная ситуация", "en": "Something unexpected happened", "zh": "出现异常"},
}  # fmt: skip

#: What the demonstration can make happen off the usual road: state → code
MISHAPS: Final = {
    ParcelState.CUSTOMS_ACTION_REQUIRED: "EME",
    ParcelState.ATTEMPT_FAILED: "EMH",
    ParcelState.RETURNING: "XRS",
    ParcelState.RETURNED: "XRD",
    ParcelState.LOST: "XLO",
    ParcelState.DESTROYED: "XDS",
    ParcelState.SEIZED: "XSZ",
    ParcelState.CANCELLED: "XCA",
    ParcelState.EXCEPTION: "XXX",
}
