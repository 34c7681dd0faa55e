"""What is sold in the demo world: twelve shelves, four things on each, described in three languages."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Shelf:
    """A category: its address, drawing, names, and the HS heading of its goods."""

    slug: str
    picture: str
    ru: str
    en: str
    zh: str
    hs_code: str


@dataclass(frozen=True)
class Thing:
    """A product: its shelf, brand, usual price in roubles, weight, drawing and names; who sells it."""

    shelf: str
    brand: str
    roubles: int
    grams: int
    picture: str
    ru: str
    en: str
    zh: str
    sellers: str


SHELVES: Final = (
    Shelf("phones", "phone", "Телефоны и часы", "Phones and watches", "手机与手表", "851713"),
    Shelf("sound", "headphones", "Наушники и звук", "Headphones and sound", "耳机与音响", "851830"),
    Shelf("computers", "laptop", "Компьютеры", "Computers", "电脑", "847130"),
    Shelf("photo", "camera", "Фото и печать", "Photo and print", "摄影与打印", "852589"),
    Shelf("kitchen", "kettle", "Для кухни", "For the kitchen", "厨房用品", "851610"),
    Shelf("tea", "tea", "Чай и посуда", "Tea and tableware", "茶与餐具", "090230"),
    Shelf("light", "lamp", "Свет в доме", "Light at home", "家居灯具", "940521"),
    Shelf("clothes", "coat", "Одежда", "Clothes", "服装", "620140"),
    Shelf("shoes", "sneaker", "Обувь", "Shoes", "鞋靴", "640411"),
    Shelf("bags", "bag", "Сумки и рюкзаки", "Bags and rucksacks", "箱包", "420292"),
    Shelf("toys", "toy", "Игрушки и книги", "Toys and books", "玩具与图书", "950300"),
    Shelf("tools", "tool", "Инструменты", "Tools", "工具", "820559"),
)

#: Sellers by letter: L Lantern, J Jade River, T Tatar workshop, O Oak & Wool, W Werk Nord, B Bosphorus
THINGS: Final = (
    Thing("phones", "Xingyao", 18990, 420, "phone", "Смартфон Xingyao S5, 128 ГБ", "Xingyao S5 smartphone, 128 GB", "星耀 S5 智能手机 128GB", "LJ"),
    Thing("phones", "Xingyao", 26490, 440, "phone", "Смартфон Xingyao S5 Pro, 256 ГБ", "Xingyao S5 Pro smartphone, 256 GB", "星耀 S5 Pro 智能手机 256GB", "LJ"),
    Thing("phones", "Polaris", 4990, 160, "watch", "Умные часы Polaris Lite", "Polaris Lite smart watch", "极星 Lite 智能手表", "LJW"),
    Thing("phones", "Ampera", 690, 90, "cable", "Кабель USB-C, плетёный, 2 м", "Braided USB-C cable, 2 m", "编织 USB-C 数据线 2 米", "LJT"),
    Thing("sound", "Tishina", 5490, 310, "headphones", "Наушники с шумоподавлением Tishina", "Tishina noise-cancelling headphones", "静音降噪耳机", "LT"),
    Thing("sound", "Ampera", 2190, 120, "earbuds", "Беспроводные наушники Ampera Mini", "Ampera Mini wireless earphones", "Ampera Mini 无线耳机", "LJ"),
    Thing("sound", "Nordklang", 14900, 2600, "headphones", "Студийные наушники Nordklang K2", "Nordklang K2 studio headphones", "Nordklang K2 监听耳机", "W"),
    Thing("sound", "Ampera", 890, 70, "cable", "Аудиокабель 3,5 мм, 1,5 м", "3.5 mm audio cable, 1.5 m", "3.5 毫米音频线 1.5 米", "LJT"),
    Thing("computers", "Xingyao", 52900, 2100, "laptop", "Ноутбук Xingyao Book 14", "Xingyao Book 14 laptop", "星耀 Book 14 笔记本电脑", "LJ"),
    Thing("computers", "Klavia", 3290, 780, "keyboard", "Механическая клавиатура Klavia 87", "Klavia 87 mechanical keyboard", "Klavia 87 机械键盘", "LT"),
    Thing("computers", "Vidno", 13790, 5400, "monitor", "Монитор Vidno 27 дюймов", "Vidno 27-inch monitor", "Vidno 27 英寸显示器", "JT"),
    Thing("computers", "Werk Nord", 7490, 900, "keyboard", "Тихая клавиатура Werk Nord", "Werk Nord quiet keyboard", "Werk Nord 静音键盘", "W"),
    Thing("photo", "Obskura", 34900, 950, "camera", "Беззеркальная камера Obskura M1", "Obskura M1 mirrorless camera", "Obskura M1 无反相机", "JW"),
    Thing("photo", "Obskura", 6990, 480, "instant", "Камера мгновенной печати", "Instant print camera", "拍立得相机", "LJ"),
    Thing("photo", "Ottisk", 8990, 4300, "printer", "Компактный принтер Ottisk", "Ottisk compact printer", "Ottisk 小型打印机", "JT"),
    Thing("photo", "Oak & Wool", 2790, 350, "strap", "Кожаный ремень для камеры", "Leather camera strap", "真皮相机背带", "O"),
    Thing("kitchen", "Samovarov", 2990, 1150, "kettle", "Чайник электрический, 1,7 л, сталь", "Electric kettle, 1.7 l, steel", "不锈钢电热水壶 1.7 升", "TLJ"),
    Thing("kitchen", "Samovarov", 12400, 4200, "samovar", "Самовар электрический, 3 л", "Electric samovar, 3 l", "俄式电茶炊 3 升", "T"),
    Thing("kitchen", "Jade River", 3490, 2900, "wok", "Вок чугунный, 30 см", "Cast-iron wok, 30 cm", "铸铁炒锅 30 厘米", "J"),
    Thing("kitchen", "Bosphorus", 2190, 620, "cezve", "Турка медная, 350 мл", "Copper cezve, 350 ml", "土耳其铜制咖啡壶 350 毫升", "B"),
    Thing("tea", "Jade River", 890, 260, "tea", "Улун с горы Уишань, 200 г", "Wuyi mountain oolong, 200 g", "武夷山乌龙茶 200 克", "LJ"),
    Thing("tea", "Jade River", 1490, 380, "teacake", "Пуэр прессованный, 357 г", "Pressed pu-erh, 357 g", "普洱茶饼 357 克", "J"),
    Thing("tea", "Chak", 640, 500, "herbs", "Травяной сбор «Казанский двор»", "Kazan Yard herbal tea", "喀山庭院花草茶", "T"),
    Thing("tea", "Bosphorus", 1790, 900, "glass", "Набор стаканов-армуду, 6 шт.", "Set of six tulip tea glasses", "郁金香茶杯六件套", "BT"),
    Thing("light", "Luchina", 1890, 740, "lamp", "Настольная лампа Luchina", "Luchina desk lamp", "Luchina 台灯", "TL"),
    Thing("light", "Xingyao", 1190, 300, "nightlight", "Ночник с датчиком движения", "Night light with motion sensor", "人体感应小夜灯", "LJ"),
    Thing("light", "Werk Nord", 9800, 3100, "floorlamp", "Торшер Werk Nord Bogen", "Werk Nord Bogen floor lamp", "Werk Nord Bogen 落地灯", "W"),
    Thing("light", "Bosphorus", 4290, 1600, "mosaiclamp", "Мозаичный светильник", "Mosaic lamp", "马赛克彩灯", "B"),
    Thing("clothes", "Oak & Wool", 15900, 1500, "coat", "Пальто из харрисского твида", "Harris tweed coat", "哈里斯粗花呢大衣", "O"),
    Thing("clothes", "Oak & Wool", 5900, 520, "sweater", "Свитер из шерсти ягнёнка", "Lambswool jumper", "羊羔毛毛衣", "O"),
    Thing("clothes", "Sever", 7490, 1300, "jacket", "Куртка зимняя Sever, до −25 °C", "Sever winter jacket, to −25 °C", "Sever 冬季外套 零下 25 度", "TJ"),
    Thing("clothes", "Bosphorus", 1990, 240, "shirt", "Рубашка льняная", "Linen shirt", "亚麻衬衫", "BJ"),
    Thing("shoes", "Begun", 3990, 820, "sneaker", "Кроссовки беговые Begun", "Begun running shoes", "Begun 跑步鞋", "LJT"),
    Thing("shoes", "Begun", 5290, 900, "sneaker", "Кроссовки для бездорожья Begun Trail", "Begun Trail shoes", "Begun 越野跑鞋", "LJ"),
    Thing("shoes", "Oak & Wool", 11900, 1400, "boot", "Ботинки кожаные, ручная работа", "Handmade leather boots", "手工真皮短靴", "O"),
    Thing("shoes", "Chak", 2490, 600, "feltboots", "Валенки детские", "Felt boots for children", "儿童毡靴", "T"),
    Thing("bags", "Doroga", 3290, 780, "bag", "Рюкзак городской Doroga, 20 л", "Doroga city rucksack, 20 l", "Doroga 城市双肩包 20 升", "LT"),
    Thing("bags", "Doroga", 6990, 3200, "suitcase", "Чемодан на колёсах, 68 л", "Wheeled suitcase, 68 l", "拉杆行李箱 68 升", "LJ"),
    Thing("bags", "Oak & Wool", 13900, 1100, "briefcase", "Портфель из седельной кожи", "Saddle leather briefcase", "马鞍皮公文包", "O"),
    Thing("bags", "Bosphorus", 2890, 640, "tote", "Сумка тканая ручной работы", "Handwoven bag", "手工编织包", "B"),
    Thing("toys", "Igrun", 1290, 650, "train", "Деревянная железная дорога", "Wooden railway", "木制小火车", "T"),
    Thing("toys", "Jade River", 990, 300, "kite", "Воздушный змей «Ласточка»", "Swallow kite", "沙燕风筝", "LJ"),
    Thing("toys", "Werk Nord", 4490, 1700, "blocks", "Конструктор «Мост», 320 деталей", "Bridge construction set, 320 parts", "桥梁拼装玩具 320 件", "W"),
    Thing("toys", "Chak", 790, 520, "book", "Книга татарских сказок", "A book of Tatar tales", "鞑靼民间故事集", "T"),
    Thing("tools", "Werk Nord", 8900, 2300, "screwdriver", "Набор отвёрток Werk Nord, 42 предмета", "Werk Nord screwdriver set, 42 pieces", "Werk Nord 螺丝刀套装 42 件", "W"),
    Thing("tools", "Master", 3490, 1900, "tool", "Дрель-шуруповёрт Master 12 В", "Master 12 V drill driver", "Master 12 伏电钻", "LJT"),
    Thing("tools", "Master", 590, 450, "hammer", "Молоток слесарный, 500 г", "Machinist's hammer, 500 g", "钳工锤 500 克", "TJ"),
    Thing("tools", "Oak & Wool", 3990, 700, "pruner", "Садовый секатор, кованый", "Forged garden secateurs", "锻造园艺剪", "O"),
)  # fmt: skip
