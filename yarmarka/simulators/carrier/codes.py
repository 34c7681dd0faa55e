"""The carrier's own code words: UPU EMSEVT events, and X-codes for what EMSEVT has no word for."""

from typing import Final

from yarmarka.vocabulary.parcels import ParcelState

#: code → what the carrier writes beside it
TEXTS: Final = {
    "EMA": {"ru": "Принято к отправке", "en": "Accepted from the sender"},
    "EDD": {"ru": "Прибыло в сортировочный центр", "en": "Arrived at the sorting centre"},
    "EDE": {"ru": "Покинуло сортировочный центр", "en": "Left the sorting centre"},
    "EXA": {"ru": "Передано на экспортную таможню", "en": "Presented to export customs"},
    "EMC": {"ru": "Покинуло страну отправления", "en": "Departed from the country of origin"},
    "EMD": {"ru": "Прибыло в страну назначения", "en": "Arrived in the country of destination"},
    "EDB": {"ru": "Передано на импортную таможню", "en": "Presented to import customs"},
    "EDC": {"ru": "Выпущено таможней", "en": "Released by customs"},
    "EMF": {"ru": "Покинуло место международного обмена", "en": "Left the inward office of exchange"},
    "EMG": {"ru": "Прибыло в место вручения", "en": "Arrived at the delivery office"},
    "EDG": {"ru": "Передано курьеру", "en": "Out for delivery"},
    "EDH": {"ru": "Ожидает адресата в пункте выдачи", "en": "Available for pick-up"},
    "EMI": {"ru": "Вручено адресату", "en": "Delivered"},
    "EME": {"ru": "Задержано таможней: нужны сведения", "en": "Held by customs: information needed"},
    "EMH": {"ru": "Неудачная попытка вручения", "en": "Unsuccessful delivery attempt"},
    "XRS": {"ru": "Возвращается отправителю", "en": "Being returned to the sender"},
    "XRD": {"ru": "Возвращено отправителю", "en": "Returned to the sender"},
    "XLO": {"ru": "Утрачено", "en": "Lost"},
    "XDS": {"ru": "Уничтожено", "en": "Destroyed"},
    "XSZ": {"ru": "Изъято", "en": "Seized"},
    "XCA": {"ru": "Отправка отменена", "en": "Cancelled"},
    "XXX": {"ru": "Нештатная ситуация", "en": "Something unexpected happened"},
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
