"""The words for every error code: add an error by adding a line. Facts of the error go in as %(name)s."""

from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = Promise | str


class Words(NamedTuple):
    """What happened, why, and what the reader can do. A page shows all three, the API the last two."""

    title: Text
    reason: Text
    remedy: Text


GENERAL: Final = Words(
    _("This can't be done"),
    _("The request did not pass a check, and nothing was changed."),
    _("Go back and check what you entered. If it looks right, write to us: we will see what happened."),
)

#: code → words; a line `code.reason` is more exact, for errors that carry a fact `reason`.
WORDS: Final[dict[str, Words]] = {
    "error": GENERAL,
    "missing": Words(
        _("There is nothing at this address"),
        _("It may have been removed, or it belongs to another account."),
        _("Check the address, or sign in with the account that it belongs to."),
    ),
    "invalid": Words(
        _("Something needs correcting"),
        _("This value can't be taken: %(field)s."),
        _("Correct it and send the form again. The rest of what you entered is kept."),
    ),
    "invalid.repeated": Words(
        _("Something is named twice"),
        _("The same value stands twice: %(field)s."),
        _("Leave it once and send again."),
    ),
    "maintenance": Words(
        _("The marketplace is closed for maintenance"),
        _("Something is being changed that can't be changed while people buy."),
        _("Try again after the time in Retry-After. Nothing was lost."),
    ),
    "claim_invalid": Words(
        _("The claim is not complete"),
        _("Something is missing that it needs."),
        _("Put it in and send the form again. Nothing was sent yet."),
    ),
    "claim_invalid.cause": Words(
        _("Say what is wrong"),
        _("None of what can be wrong was chosen."),
        _("Choose one and send the form again. Nothing was sent yet."),
    ),
    "claim_invalid.words": Words(
        _("A few more words, please"),
        _("The text should have from %(least)s to %(most)s characters: the other side must understand it."),
        _("Say what happened and send the form again. Nothing was sent yet."),
    ),
    "claim_invalid.photos": Words(
        _("A photo is needed"),
        _("Damage, and what differs from the description, must be seen: from one to %(most)s photos."),
        _("Add photos and send the form again. Nothing was sent yet."),
    ),
    "not_claimable": Words(
        _("Nothing can be claimed here now"),
        _(
            "A claim can be made from the day after the promised one, or once the parcel is said to be there, "
            "until the time to look the goods over has ended."
        ),
        _("The order's page says where it stands. If something else is wrong, write to us."),
    ),
    "claim_open": Words(
        _("A claim is open already"),
        _("The money of this part is frozen until the claim ends."),
        _("See the claim: what happens next, and by when, stands there."),
    ),
    "claim_closed": Words(
        _("This claim has ended, or was answered before"),
        _("Somebody was quicker, or its day has come."),
        _("Load the page again: it says how it ended. Nothing was changed by you."),
    ),
    "farewell_hindered": Words(
        _("The account can't be deleted yet"),
        _("Something in it is not settled."),
        _("The page of your data says what, and how to settle it."),
    ),
    "email_unconfirmed": Words(
        _("The e-mail is not confirmed yet"),
        _("Nobody has shown so far that this address is theirs."),
        _("Sign in on the site once, with the code that we send there."),
    ),
    "second_factor_needed": Words(
        _("One more step"),
        _("This account is guarded by a second factor."),
        _("Send `code` as well: the app's code, or a recovery code."),
    ),
    "phone_invalid": Words(
        _("This telephone number can't be right"),
        _("A number that can be reached has its country's code, such as %(example)s."),
        _("Write it with the country's code and send the form again."),
    ),
    # Addresses
    "address_invalid": Words(
        _("The address is not complete"),
        _("This part of the address can't be right: %(field)s."),
        _("Correct it and send the form again."),
    ),
    "address_invalid.required": Words(
        _("The address is not complete"),
        _("Without this the parcel would not arrive: %(field)s."),
        _("Fill it in and send the form again."),
    ),
    "address_invalid.too_long": Words(
        _("The address is too long for a label"),
        _("At most %(limit)s characters fit here: %(field)s."),
        _("Shorten it and send the form again."),
    ),
    "address_invalid.malformed": Words(
        _("The address needs correcting"),
        _("This does not look right for the country: %(field)s."),
        _("An example of the right form: %(example)s"),
    ),
    "address_invalid.not_served": Words(
        _("We do not deliver there yet"),
        _("No carrier of ours goes to this country: %(country)s."),
        _("Choose an address in another country."),
    ),
    # Goods
    "offer_gone": Words(
        _("This offer is no longer sold"),
        _("The seller has withdrawn it: %(titles)s."),
        _("Take it out of the basket; the product's page may show other sellers."),
    ),
    "not_sold_here": Words(
        _("This shop does not sell this offer"),
        _(
            "It is not of this shop's assortment, or its store is no longer authorised by the brand: %(titles)s."
        ),
        _("Take it out of the basket; the marketplace may have it. Nothing was charged."),
    ),
    "busy": Words(
        _("Very many people are ordering just now"),
        _("We would rather not let you wait without an answer. Nothing was ordered or charged."),
        _("Your basket is safe: please try again in a few seconds."),
    ),
    "stock_gone": Words(
        _("There are not enough left"),
        _("Somebody was quicker. Left: %(available)s, you wanted %(wanted)s: %(titles)s."),
        _("Take fewer, or choose another seller. Nothing was charged."),
    ),
    "quantity_invalid": Words(
        _("The quantity can't be taken"),
        _("One order takes from %(least)s to %(most)s pieces of one kind."),
        _("Enter a number between these."),
    ),
    "gtin_invalid": Words(
        _("The barcode is not right"),
        _("A barcode has 8, 12, 13 or 14 digits, and the last one checks the others: %(value)s."),
        _("Compare it with the package, or leave it empty."),
    ),
    "document_file_refused": Words(
        _("This file can't be taken"),
        _("It is no PDF, JPEG or PNG."),
        _("Scan or photograph the document, and send that."),
    ),
    "document_file_refused.empty": Words(
        _("This file can't be taken"), _("There is nothing in it, or none was chosen."), _("Choose a file.")
    ),
    "document_file_refused.too_large": Words(
        _("This file can't be taken"),
        _("It is larger than %(limit_mb)s MB."),
        _("Scan it in grey, or at 200 dots an inch: that is enough to read it."),
    ),
    "document_file_refused.broken": Words(
        _("This file can't be taken"),
        _("It breaks off before its end, or is damaged."),
        _("Save or scan it again."),
    ),
    "document_file_refused.locked": Words(
        _("This file can't be taken"),
        _("The PDF is locked with a password."),
        _("Save it without a password, and send that."),
    ),
    "document_file_refused.active": Words(
        _("This file can't be taken"),
        _("The PDF can run something or holds other files."),
        _("Print it into a new PDF, and send that."),
    ),
    "goods_document_unseen": Words(
        _("Nobody has seen this document"),
        _("It was named without a file."),
        _("Decline it, and ask for its file as the reason."),
    ),
    "too_many_documents": Words(
        _("That is enough for today"),
        _("More than %(most)s files came from you within a day."),
        _("Wait until tomorrow, or write to us if the right one is not among them."),
    ),
    "document_decided": Words(
        _("Somebody has looked at it already"),
        _("The document was decided, or a newer one stands in its place."),
        _("Look at the page again."),
    ),
    "documents_missing": Words(
        _("Documents come first"),
        _("Not accepted yet: %(documents)s."),
        _("Look at those that are there, and wait for the others: the merchant sees what is missing."),
    ),
    "document_fault_missing": Words(
        _("The merchant must know why"),
        _("Nothing says what is wrong with the document."),
        _("Choose what is wrong; for another reason, write a word."),
    ),
    "message_invalid": Words(
        _("The message can't be sent"),
        _("There is nothing in it."),
        _("Write what you would like to say."),
    ),
    "message_invalid.too_long": Words(
        _("The message can't be sent"),
        _("It is longer than %(most)s characters."),
        _("Shorten it, or send it in two."),
    ),
    "too_many_messages": Words(
        _("That is a lot of messages"),
        _("More than %(most)s messages an hour are not sent."),
        _("Wait a little. What you typed is kept."),
    ),
    "too_many_messages.unanswered": Words(
        _("That is a lot of messages"),
        _("%(most)s of your messages wait for an answer already."),
        _("Wait for it: the seller was told. If nothing comes, write to us."),
    ),
    "too_many_messages.opened": Words(
        _("That is a lot of conversations"),
        _("You have begun %(most)s conversations within a day."),
        _("Go on with one of those, or begin new ones tomorrow."),
    ),
    "conversation_own_stall": Words(
        _("This is your own stall"),
        _("Who acts for a seller can't write to it."),
        _("Questions of shoppers stand in your console, under Messages."),
    ),
    "conversation_report_unfounded": Words(
        _("Something is not said yet"),
        _("A report names what is wrong, and its end says what was found."),
        _("Choose a cause, or write a sentence."),
    ),
    "article_taken": Words(
        _("The article is taken"),
        _("You offer something under the article %(sku)s already."),
        _("Give this one another article, or open the card of the one that you have."),
    ),
    "barcode_elsewhere": Words(
        _("The barcode names other goods"),
        _("%(gtin)s stands for goods that are listed already, and not for these."),
        _("Compare it with the package. If it is right, list it as a product of its own."),
    ),
    "goods_shared": Words(
        _("Others sell these goods as well"),
        _("What tells their variants apart can't be changed by one seller."),
        _("Leave colours and sizes as they are, or write to us if they are wrong."),
    ),
    "category_unknown": Words(
        _("We do not know this category"),
        _("None of ours answers to it: %(category)s."),
        _("Choose one of our categories for it, and send the feed again."),
    ),
    "price_invalid": Words(
        _("The price can't be taken"), _("Something is wrong with it."), _("Enter another price.")
    ),
    "price_invalid.not_positive": Words(
        _("The price can't be taken"), _("A price is more than nothing."), _("Enter a price above zero.")
    ),
    "price_invalid.too_high": Words(
        _("The price can't be taken"),
        _("It is above what one offer may cost."),
        _("Check that it is in the main unit of the currency, not in hundredths."),
    ),
    "price_invalid.not_traded_in": Words(
        _("The price can't be taken"),
        _("The fair does not trade in this currency: %(currency)s."),
        _("Give the price in roubles, yuan, dollars, euros or pounds."),
    ),
    "counted_below_held": Words(
        _("That is fewer than are already ordered"),
        _("Shoppers' orders hold more pieces than this count."),
        _("Send or cancel those orders first, then count again."),
    ),
    # Orders
    "basket_empty": Words(
        _("The basket is empty"), _("There is nothing to order."), _("Put something into it first.")
    ),
    "price_changed": Words(
        _("The price has changed"),
        _("It was %(expected_minor)s when you saw it, and is %(total_minor)s now."),
        _("Look at the new sum and confirm the order again, if you agree. Nothing was ordered yet."),
    ),
    "not_refundable": Words(
        _("Money is not given back by amounts now"),
        _(
            "This is possible once the goods have left. Before, pieces or the whole part are called off instead."
        ),
        _("Call it off, or come back when it was sent."),
    ),
    "more_than_paid": Words(
        _("That is more than was paid"),
        _("Together with what went back already it would be more than was sold."),
        _("Look at what is left, and name less."),
    ),
    "more_than_captured": Words(
        _("That is more than was paid"),
        _("Together with what went back already it would be more than the payment brought."),
        _("Look at what is left, and name less."),
    ),
    "nothing_to_give_back": Words(
        _("Nothing is named that would go back"),
        _("At least one amount, or one piece, has to be above zero."),
        _("Name what goes back and send again."),
    ),
    "fund_too_small": Words(
        _("The guarantee fund does not reach"),
        _("It holds less than that in this currency."),
        _("Give less, or let the seller bear it: its balance may fall below zero."),
    ),
    "rule_in_the_past": Words(
        _("A rule can't begin in the past"),
        _("What was sold keeps the rules that held at the time."),
        _("Let it begin today after this hour, or later."),
    ),
    "rules_overlap": Words(
        _("Another rule stands in the way"),
        _("For the same sales another rule begins at that day or later."),
        _("Choose a later day, after that rule has begun."),
    ),
    "shares_exceed_whole": Words(
        _("The shares come to more than the whole"),
        _("The partners' shares of the commission sum to more than all of it."),
        _("Lower one of them first."),
    ),
    "month_not_over": Words(
        _("The month is not over"),
        _("Commission is shared once its month is over: %(month)s."),
        _("Come back next month."),
    ),
    "customs_rule_unknown": Words(
        _("There is no such customs rule"),
        _("None has the code %(rule)s."),
        _("Look it up in the list of customs rules."),
    ),
    "customs_rules_overlap": Words(
        _("Another customs rule stands in the way"),
        _("It is in force for the same goods on the same days."),
        _("End it first, or let this one begin later."),
    ),
    "import_refused": Words(
        _("Customs does not let these goods in like this"),
        _("The goods of %(seller)s are above a limit of the country that they go to."),
        _("Order fewer pieces or one piece at a time; the page of the whole price says which limit it is."),
    ),
    "pickup_point_missing": Words(
        _("Choose where the parcel of %(seller)s shall wait for you"),
        _(
            "This way of delivery brings it to a pick-up point, and none was chosen, or it does not take this parcel."
        ),
        _("Choose a point on the list or on the map, or another way of delivery. Nothing was charged."),
    ),
    "lane_rule_in_the_past": Words(
        _("This would hold from a day that is over"),
        _("What carriers ask and do is never changed backwards: sold orders keep what they were sold at."),
        _("Choose a later minute."),
    ),
    "lane_rules_overlap": Words(
        _("Something else is written down for later"),
        _("For the same carrier and place another entry begins after this one would."),
        _("Choose a later day than that, or let somebody end the other one."),
    ),
    "legs_missing": Words(
        _("A lane needs a leg"),
        _("No leg was told: nobody would have the parcel on its way."),
        _("Tell at least one, from the first to the last."),
    ),
    "lane_known": Words(
        _("There is such a lane"),
        _("This carrier has a lane of this code between these countries."),
        _("Choose another code, or propose other legs of that lane."),
    ),
    "place_twice": Words(
        _("A place was told twice"),
        _("It can be reached in one way only at a time."),
        _("Leave one of the two out."),
    ),
    "service_known": Words(
        _("There is such a service"),
        _("This carrier has a service of this code between these countries, or two were told with it."),
        _("Choose another code, or propose a change of that service."),
    ),
    "services_missing": Words(
        _("A lane needs a service"),
        _("No service was told: shoppers would have nothing to choose on this lane."),
        _("Tell at least one, with its code, names, price and heaviest parcel."),
    ),
    "legs_out_of_order": Words(
        _("The legs are not in the order of the way"),
        _("Parcels are gathered, brought across, cleared and delivered; dates follow that order."),
        _("Tell the legs in this order; one may be left out, or stand twice."),
    ),
    "delivery_restricted": Words(
        _("We don't deliver there at present"),
        _("%(place)s, since %(since)s. %(why)s"),
        _("Choose another address, or come back when deliveries are resumed; your basket stays as it is."),
    ),
    "being_compared": Words(
        _("We look at this first"),
        _("%(number)s is looked at before it goes on, which takes about a minute."),
        _("Try again in a minute; nothing was lost."),
    ),
    "held_for_review": Words(
        _("Somebody has to look at this order first"),
        _("Where order %(number)s goes has to be checked by a person before it is sent."),
        _("Nothing is asked of you: wait until it was checked."),
    ),
    "forwarder_invalid.country": Words(
        _("The country is missing"),
        _("Every entry names the country of the address, in two letters."),
        _("Write the country's two letters, as KZ."),
    ),
    "forwarder_invalid.words": Words(
        _("This would fit any address"),
        _("An entry needs a firm's name, or a street with its house; a number alone is in all of them."),
        _("Write a name, or a street and a house, with a semicolon between what must both be there."),
    ),
    "forwarder_invalid.source": Words(
        _("It does not say where it is known from"),
        _("Whoever approves it, or looks at an order because of it, wants to know."),
        _("Name the firm's page, a complaint, a returned parcel."),
    ),
    "forwarder_invalid.until": Words(
        _("The days run backwards"),
        _("The last day comes before the first one, or has passed."),
        _("Check both days, or leave the last one empty."),
    ),
    "forwarder_invalid.file": Words(
        _("This is no list of forwarding addresses"),
        _("Its first line must name the list's columns, in UTF-8."),
        _("Take the list as a file and write into that one."),
    ),
    "forwarder_invalid.cell": Words(
        _("A cell of the file does not end"),
        _("One of them is far too long: a quotation mark may have been opened and never closed."),
        _("Close it, and take the file in again."),
    ),
    "forwarder_invalid": Words(
        _("The entry is not complete"),
        _("Something in it can't be right: %(field)s."),
        _("Correct it and send the form again."),
    ),
    "forwarder_listed": Words(
        _("This address is on the list already"),
        _("%(words)s is known for some of that time."),
        _("Leave it out, or let the other entry end first."),
    ),
    "restriction_incomplete": Words(
        _("Something is missing in the restriction"),
        _("It needs its places, what it rests on, and its reason in every language."),
        _("Fill in what is empty."),
    ),
    "restriction_in_the_past": Words(
        _("This can't begin in the past"),
        _("What is decided now holds from now on at the earliest."),
        _("Choose a later minute; if it waited for approval too long, propose it anew."),
    ),
    "restrictions_overlap": Words(
        _("The same restriction holds already"),
        _("%(restriction)s is in force at that time, or will be."),
        _("Let it end first, or propose another one."),
    ),
    "not_an_approver": Words(
        _("Others decide this"),
        _("The proposal names who may approve it."),
        _("Ask one of them."),
    ),
    "hs_code_wrong": Words(
        _("This is no customs code"),
        _("%(hs_code)s is neither six nor ten digits, or begins with a chapter that there is not."),
        _("Choose one of those suggested, or write six digits of the HS or ten of your country's."),
    ),
    "hs_table_invalid": Words(
        _("The table of HS codes can't be read"),
        _("Row %(row)s, column %(column)s: %(value)s can't be taken."),
        _("Correct that row, or send a table with the columns hscode and description. Nothing was loaded."),
    ),
    "customs_rate_missing": Words(
        _("Duty can't be counted without an exchange rate"),
        _("No rate from %(base)s to %(quote)s is recorded for that day."),
        _("Record one, or name a day for which there is one."),
    ),
    "rate_missing": Words(
        _("The price can't be converted today"),
        _("No exchange rate is recorded from %(base)s to %(quote)s."),
        _("Choose another currency, or come back tomorrow."),
    ),
    "commission_missing": Words(
        _("This category is not ready for trade"),
        _("No commission is set for it: %(category)s."),
        _("We have to set it; please write to us. Nothing was ordered."),
    ),
    "delivery_unavailable": Words(
        _("This can't be delivered there"),
        _("No delivery service brings these goods from this seller to your address: %(seller)s."),
        _("Choose another address or another seller, or take fewer pieces if the parcel is heavy."),
    ),
    "request_key_reused": Words(
        _("This order was placed already"),
        _("The same form came a second time with other contents. The first order stands: %(number)s."),
        _("Look at that order; for another one begin from the basket."),
    ),
    "order_not_payable": Words(
        _("This order does not await payment"),
        _("It is paid already, cancelled, or its time for payment is over: %(number)s."),
        _("Its page shows how it stands. To buy the goods still, place the order anew."),
    ),
    "not_cancellable": Words(
        _("It is too late to cancel"),
        _("The parcel is on its way, or the order is closed: %(number)s."),
        _("When it comes you can say what is wrong; your money waits with us until then."),
    ),
    "not_receivable": Words(
        _("Receipt can't be confirmed now"),
        _("It can be confirmed once, after the seller has sent the goods: %(number)s."),
        _("The order's page shows how it stands."),
    ),
    "not_to_ship": Words(
        _("This order does not wait to be shipped"),
        _("It was sent, cancelled, or is not paid: %(number)s."),
        _("Load the list anew: it shows what there is to pack."),
    ),
    "label_missing": Words(
        _("The parcel has no number yet"),
        _("Without its label the carrier does not take it: %(number)s."),
        _("Print the label first, then hand the parcel over."),
    ),
    # Pictures
    "archive_refused": Words(
        _("The archive can't be taken"),
        _("It is not what it should be."),
        _("Make it anew and send it again. Nothing of it was kept."),
    ),
    "archive_refused.broken": Words(
        _("The archive can't be opened"),
        _("It is no ZIP archive, or it did not come whole."),
        _("Make it anew and send it again. Nothing of it was kept."),
    ),
    "archive_refused.too_many": Words(
        _("The archive has too many files"),
        _("%(limit)s files is the most."),
        _("Send pictures in several exchanges. Nothing of it was kept."),
    ),
    "archive_refused.swells": Words(
        _("The archive is too large inside"),
        _("Unpacked it is far larger than such files are."),
        _("Send the files in several exchanges. Nothing of it was kept."),
    ),
    "archive_refused.outside": Words(
        _("The archive reaches out of its folder"),
        _("A file in it is named %(name)s, as if it belonged elsewhere."),
        _("Make the archive with plain file names. Nothing of it was kept."),
    ),
    "archive_refused.encrypted": Words(
        _("The archive is locked with a password"),
        _("%(name)s can't be read without it."),
        _("Make the archive without a password. Nothing of it was kept."),
    ),
    "archive_refused.linked": Words(
        _("The archive has a link in it"),
        _("%(name)s is no file, but points to one."),
        _("Put the file itself in. Nothing of it was kept."),
    ),
    "fetch_refused": Words(
        _("The file could not be fetched"),
        _("The address gave no file that we take."),
        _("Check the address, or send the file itself. Nothing was changed."),
    ),
    "file_not_come": Words(
        _("The picture did not come"),
        _("The exchange named the file %(name)s and did not send it."),
        _("Have 1C send pictures as well, and exchange once more in full."),
    ),
    "file_name_refused": Words(
        _("This file is not read here"),
        _("Its name is “%(name)s”; XML files, pictures and ZIP archives are read."),
        _("Check what the exchange sends. The other files are kept."),
    ),
    "exchange_too_large": Words(
        _("The files are too large"),
        _("Together they are larger than %(limit_mb)s MB."),
        _("Send only what has changed, or split the exchange. What came before is kept."),
    ),
    "too_many_exchange_keys": Words(
        _("There are enough keys"),
        _("%(limit)s keys is the most."),
        _("Revoke one that is not used any more, then make a new one."),
    ),
    "picture_refused": Words(
        _("This can't be taken as a picture"),
        _("Something is wrong with the file."),
        _("Save it again as JPEG or PNG and send that, or choose another."),
    ),
    "picture_refused.empty": Words(
        _("The file is empty"),
        _("Not a single byte has arrived."),
        _("Choose the file again; if it opens on your own device, it will arrive here."),
    ),
    "picture_refused.too_many_bytes": Words(
        _("The file is too large"),
        _("A picture may have up to %(limit_mb)s MB."),
        _("Save it smaller: 1,500 pixels at its longest side are enough here."),
    ),
    "picture_refused.not_a_picture": Words(
        _("This is not a picture"),
        _("The file does not begin like any picture, whatever its name says."),
        _("Choose a JPEG, PNG, WebP or AVIF."),
    ),
    "picture_refused.unsupported": Words(
        _("We don't take pictures of this kind"),
        _("JPEG, PNG, WebP, AVIF and GIF are taken; this is another kind: %(kind)s."),
        _("Save it as JPEG or PNG and send that."),
    ),
    "picture_refused.animated": Words(
        _("The picture moves"),
        _("There are %(frames)s pictures in this file, and we show one."),
        _("Save the one that shows it best, as JPEG or PNG, and send that."),
    ),
    "picture_refused.too_many_pixels": Words(
        _("The picture is too large"),
        _("It is %(width)s × %(height)s pixels, more than any page can show."),
        _("Save it smaller: 1,500 pixels at its longest side are enough here."),
    ),
    "picture_refused.too_small": Words(
        _("The picture is too small"),
        _(
            "It is %(width)s × %(height)s pixels; shoppers would see a blur. The shorter side needs %(least)s."
        ),
        _("Send the original, not a preview of it."),
    ),
    "picture_refused.damaged": Words(
        _("The picture is damaged"),
        _("It begins like a picture and can't be read to its end: it may have been cut off on its way."),
        _("Open it on your own device; if it looks right there, save it again and send that."),
    ),
    "picture_refused.too_hard": Words(
        _("We could not read this picture"),
        _("It took more time or memory than a picture should."),
        _("Save it again as JPEG, 1,500 pixels at its longest side, and send that."),
    ),
    "picture_refused.crowded": Words(
        _("Too many pictures are coming in just now"),
        _("Yours has not been taken yet, and nothing else was lost."),
        _("Please send it again in a minute."),
    ),
    # Reviews and questions
    "review_not_bought": Words(
        _("Only who bought it here can review it"),
        _("No order of yours has this product."),
        _("You can ask a question about it: sellers and buyers answer."),
    ),
    "review_not_received": Words(
        _("You can review it once you have it"),
        _("It is still on its way in order %(number)s."),
        _("When it has come, confirm the receipt on the order's page, or wait for the carrier to note it."),
    ),
    "review_own_goods": Words(
        _("You sell this product yourself"),
        _("Reviews are for shoppers: whoever acts for a seller does not review what it sells."),
        _("You can answer questions and reviews from your stall."),
    ),
    "already_reviewed": Words(
        _("You have reviewed this product already"),
        _("There is one review by each person of each product."),
        _("Open your review: you can still change it for a while."),
    ),
    "review_editing_over": Words(
        _("This review can't be changed any more"),
        _("A review can be changed for %(days)s days after it was written; others have read it by then."),
        _("If something in it is wrong, report it: we will look at it."),
    ),
    "synonyms_invalid": Words(
        _("This line can't be taken"),
        _("Something in it needs correcting: %(field)s."),
        _("Correct it and send it again. What you wrote is kept."),
    ),
    "synonyms_invalid.too_few": Words(
        _("This line can't be taken"),
        _("A line has two different words at least; one way, something typed and something found."),
        _("Add a word, with a comma before it."),
    ),
    "synonyms_invalid.too_many": Words(
        _("This line can't be taken"),
        _("A line has %(most)s words at most."),
        _("Leave some out: endings of the same word need no place of their own."),
    ),
    "synonyms_invalid.not_a_word": Words(
        _("This line can't be taken"),
        _("Nobody would search for this: %(word)s."),
        _("Write words of 60 letters at most, with commas between them."),
    ),
    "synonym_taken": Words(
        _("The word stands in another line"),
        _("“%(word)s” finds something else already."),
        _("Add the other words to that line instead."),
    ),
    "words_invalid": Words(
        _("This text can't be taken as it is"),
        _("Something in it needs correcting: %(field)s."),
        _("Correct it and send it again. What you wrote is kept."),
    ),
    "words_invalid.no_stars": Words(
        _("How many stars is it?"),
        _("A review has from one to five stars."),
        _("Choose a number of stars and send it again. What you wrote is kept."),
    ),
    "words_invalid.too_long": Words(
        _("The text is too long"),
        _("At most %(most)s signs fit here: %(field)s."),
        _("Shorten it and send it again. What you wrote is kept."),
    ),
    "words_invalid.empty": Words(
        _("There is no text yet"),
        _("Nothing is written here: %(field)s."),
        _("Write a few words and send it again."),
    ),
    "photos_full": Words(
        _("That is enough photos"),
        _("A review takes %(most)s photos at most."),
        _("Remove one of them first if this one says more."),
    ),
    "own_words": Words(
        _("These words are your own"),
        _("Votes and reports are for what others wrote."),
        _("You can change your own review instead."),
    ),
    "may_not_answer": Words(
        _("You can't answer this question"),
        _("It is answered by who sells the product or has received it."),
        _("If you want to know something yourself, ask a question of your own."),
    ),
    "already_answered": Words(
        _("You have answered this question already"),
        _("There is one answer by each person."),
        _("Your answer stands on the product's page."),
    ),
    "too_many_questions": Words(
        _("That is a lot of questions for one day"),
        _("At most %(most)s can be asked in a day, so that answers keep up."),
        _("Please go on tomorrow. Perhaps somebody has asked the same already."),
    ),
    "decision_unfounded": Words(
        _("The reason is missing"),
        _("Whose words are hidden is told why."),
        _("Write the reason as its author should read it."),
    ),
    "too_many_pictures": Words(
        _("The product has enough pictures"),
        _("There may be %(limit)s of one product."),
        _("Take one down first, then send the new one."),
    ),
    "pictures_of_others": Words(
        _("Another seller shows this product"),
        _("Its pictures are in the keeping of the seller who described it; yours would stand among them."),
        _("If they show the wrong thing, write to us and we will look."),
    ),
    # Sellers
    "may_not_sell": Words(
        _("This stall is not open"),
        _("It waits for approval, or it is suspended."),
        _("The page of your stall says how it stands and what is missing."),
    ),
    "already_staff": Words(
        _("This person is here already"),
        _("%(email)s acts for the merchant, or was invited and has not answered yet."),
        _("To send a new letter, withdraw the invitation first."),
    ),
    "last_owner": Words(
        _("The last owner stays"),
        _("A merchant without an owner could not let anybody in any more."),
        _("Make somebody else an owner first."),
    ),
    "invitation_over": Words(
        _("The invitation is over"),
        _("It was taken, was withdrawn, or its days have passed."),
        _("Ask whoever invited you to send another."),
    ),
    "invited_somebody_else": Words(
        _("The invitation is for another address"),
        _("It was sent to %(email)s, and you have signed in with another one."),
        _("Sign out, and sign in or sign up with that address."),
    ),
    "standing_elsewhere": Words(
        _("The merchant stands otherwise by now"),
        _("Somebody decided about it meanwhile, so nothing was changed."),
        _("Look at the page again and decide by what it says now."),
    ),
    "identifier_invalid": Words(
        _("The number is not right"),
        _("%(name)s: the length or the check digit does not fit."),
        _("Compare it with the certificate of registration."),
    ),
    "already_registered": Words(
        _("This number is already registered"),
        _("An application with the registration number %(number)s is here already."),
        _("If it is yours, sign in with the account that sent it; otherwise write to us."),
    ),
    "already_decided": Words(
        _("This application is decided"),
        _("A colleague was quicker."),
        _("Load the page anew to see the decision."),
    ),
    "reason_missing": Words(
        _("A refusal needs its reason"),
        _("The seller will read it and must know what to correct."),
        _("Write the reason in a sentence or two."),
    ),
    # Money
    "nothing_to_pay_out": Words(
        _("There is nothing to pay out"),
        _("No seller has a balance that is free."),
        _("Balances become free when shoppers confirm, or when the protection time ends."),
    ),
    "no_bank_account": Words(
        _("There is no account of ours to pay from"),
        _("The installation names none for %(currency)s."),
        _("Set PAYOUT_BANK_ACCOUNTS, or pay these sellers by the provider."),
    ),
    "payout_file_answered": Words(
        _("The bank has answered this file"),
        _("Some of its payouts are paid or refused, so that it can't be void."),
        _("Wait for the bank's word on the others."),
    ),
    "payout_file_void": Words(
        _("This file is void"),
        _("It was declared void, and its payouts may stand in another one."),
        _(
            "If the bank carried it out all the same, compare its statement with the payouts before paying again."
        ),
    ),
    "registry_period_invalid": Words(
        _("This is no time"),
        _("A registry covers the days from the first to the last: %(field)s."),
        _("Correct the days and send the form again."),
    ),
    "nothing_to_propose": Words(
        _("There is nothing to propose"),
        _("It is booked, proposed or explained already."),
        _("Reload the page: somebody may have been quicker."),
    ),
    "own_proposal": Words(
        _("Somebody else must decide this"),
        _("It is your own proposal, and it takes two people."),
        _("Ask a colleague to look at it."),
    ),
    "proposal_decided": Words(
        _("This is decided already"),
        _("Somebody has approved the proposal or turned it down."),
        _("Reload the page to see how."),
    ),
    "rule_without_source": Words(
        _("The rule does not say what it rests on"),
        _("Every rule names a decision, a law or an agreement."),
        _("Name it, and send the proposal again."),
    ),
    "view_unnamed": Words(
        _("The view has no name"),
        _("Views are kept under a name, so that you find them again."),
        _("Give it a short name."),
    ),
    "bad_payload.not_registry": Words(
        _("This is no registry"),
        _("The file does not begin with the columns that this provider writes."),
        _("Download the registry as CSV again, and change nothing in it."),
    ),
    "under_screening": Words(
        _("Somebody must look first"),
        _("A check of this merchant is not finished. It can be let in when two colleagues have closed it."),
        _("Look at the open checks, and decide when they are closed."),
    ),
    "screening_case_closed": Words(
        _("This check can't be decided now"),
        _("It is closed already, or nobody has proposed how it ends."),
        _("Load the open checks anew."),
    ),
    "screening_reason_needed": Words(
        _("Say why"),
        _("A verdict names what told the two apart, or together."),
        _("Write the reason, then propose again."),
    ),
    "payout_terms_invalid": Words(
        _("Nobody can be paid by these terms"),
        _("A weekly payout has its day, and the least amount is more than nothing: %(field)s."),
        _("Correct it and send the form again."),
    ),
    "amount_differs": Words(
        _("The sums do not agree"),
        _("The bank speaks of another sum than was asked for."),
        _("Do nothing: a colleague looks into it. Nothing was lost."),
    ),
    "out_of_balance": Words(
        _("The books would not add up"),
        _("We stopped before anything was written."),
        _("It is our fault and has been noted; please try again later."),
    ),
    # Services outside
    "outside_unavailable": Words(
        _("A service we rely on does not answer"),
        _("It is outside our house: a bank or a carrier. Nothing was changed or charged."),
        _("Please try again in a few minutes."),
    ),
    "outside_unreachable": Words(
        _("A service we rely on does not answer"),
        _("It is outside our house: a bank or a carrier. We keep asking it."),
        _("Please look again in a few minutes. Nothing is charged twice."),
    ),
    "outside_unexpected": Words(
        _("A service we rely on answered strangely"),
        _("It is outside our house: a bank or a carrier. We have noted its answer."),
        _("Please try again in a few minutes. Nothing is charged twice."),
    ),
    "outside_refused": Words(
        _("A service we rely on has refused"),
        _("A bank or a carrier said no."),
        _("Check what you entered, or choose another way to pay or deliver."),
    ),
    "bad_signature": Words(
        _("The signature does not fit"),
        _("It is missing, wrong or too old."),
        _("Sign the exact body with the shared secret and the current time."),
    ),
    "bad_payload": Words(
        _("The content is not as agreed"),
        _("This place can't be read: %(field)s."),
        _("Compare it with the API's description."),
    ),
    "bad_payload.not_xml": Words(
        _("This is no answer of a bank"),
        _("The file is not XML, or declares entities."),
        _("Download the answer (pain.002) from the bank again."),
    ),
    "bad_payload.not_pain002": Words(
        _("This is no answer of a bank"),
        _("The file is XML, but no payment status report (ISO 20022 pain.002)."),
        _("Download the answer (pain.002) from the bank again."),
    ),
    "bad_payload.no_answer": Words(
        _("This is no answer of a bank"),
        _("The file does not say which message of ours it answers."),
        _("Download the answer (pain.002) from the bank again."),
    ),
    "bad_payload.unknown_status": Words(
        _("The bank says something that we do not know"),
        _("A status in the answer is not among those of ISO 20022: %(status)s."),
        _("Ask the bank what it means. Nothing of the answer was taken."),
    ),
    # The API's own
    "not_signed_in": Words(
        _("Please sign in"),
        _("The request names nobody, or its token or session is over."),
        _("Sign in again and send the new token."),
    ),
    "sign_in_refused": Words(
        _("You could not be signed in"),
        _("This e-mail and password do not belong together."),
        _("Check both, or set a new password."),
    ),
    "proof_missing": Words(
        _("The request does not prove where it comes from"),
        _("A page's session came without its CSRF token."),
        _("Send the token of the page in X-CSRFToken, or use an access token in place of the session."),
    ),
    "not_let_in": Words(
        _("You are not let in here"),
        _("What you are at this merchant does not include it."),
        _("Ask an owner of the merchant to give you another role."),
    ),
    "not_a_seller": Words(
        _("This account has no stall"),
        _("The person acts for no seller that trades here."),
        _("Sign in as a seller's member, or apply for a stall first."),
    ),
    "method_unknown": Words(
        _("The address takes other methods"),
        _("Nothing here answers to this method."),
        _("Compare it with the API's description."),
    ),
    "too_many_tries": Words(
        _("Please wait a little"),
        _("There were too many attempts in a short time."),
        _("Try again after the time in the Retry-After header."),
    ),
    "body_too_large": Words(
        _("This is too much at once"),
        _("The body has more bytes than this address takes."),
        _("Send it in smaller parts."),
    ),
    "body_unreadable": Words(
        _("The content can't be read"),
        _("The body is not JSON in UTF-8."),
        _("Correct the body and its Content-Type, and send it again."),
    ),
    "database_away": Words(
        _("We will be back in a moment"),
        _("One of our machines does not answer just now."),
        _(
            "Send the request again after the time in Retry-After, with the same idempotency key if there was one."
        ),
    ),
    "our_fault": Words(
        _("Something broke on our side"),
        _("It is our fault and has been noted."),
        _("Please try again later, with the same idempotency key if there was one."),
    ),
    # Commands
    "held_elsewhere": Words(
        _("Another process is at it"),
        _("The lock is held by process %(holder)s."),
        _("Wait until it has finished, or stop it."),
    ),
    "already_running": Words(
        _("The server is already running"),
        _("Another process has started it on this data folder."),
        _("Use that one, or stop it first."),
    ),
    "cannot_start": Words(_("It can't be started"), "%(problem)s", "%(remedy)s"),
    # Brands and shops
    "brand_invalid.name": Words(
        _("The brand can't be written down so"),
        _("A brand has a name of at most %(limit)s characters."),
        _("Enter the name as the brand writes it."),
    ),
    "brand_invalid.colour": Words(
        _("The brand can't be written down so"),
        _("This is no colour: %(colour)s."),
        _("Write a colour as # and six hexadecimal digits, as in #0F5C4D."),
    ),
    "brand_invalid.taken": Words(
        _("The brand can't be written down so"),
        _("Another brand is written so already: %(spelling)s."),
        _("Take it out of the spellings, or change the other brand first."),
    ),
    "brand_invalid": Words(
        _("The brand can't be written down so"),
        _("Something in it can't be right: %(field)s."),
        _("Correct it and send the form again."),
    ),
    "authorisation_invalid.document": Words(
        _("The authorisation is not complete"),
        _("It names no document, or in more than %(limit)s characters."),
        _("Say what the document is, its number and its date."),
    ),
    "authorisation_invalid.backwards": Words(
        _("The days run backwards"),
        _("The last day comes before the first one."),
        _("Check both days against the document."),
    ),
    "authorisation_invalid.over": Words(
        _("The document is over already"),
        _("Its last day has passed."),
        _("Ask the brand for a document that is in force."),
    ),
    "authorisation_invalid": Words(
        _("The authorisation is not complete"),
        _("Something in it can't be right: %(field)s."),
        _("Correct it and send the form again."),
    ),
    "authorisation_decided": Words(
        _("This was decided already"),
        _("Somebody else has decided it meanwhile."),
        _("Look at it as it stands now."),
    ),
    "authorisation_overlaps": Words(
        _("The store is authorised for these days already"),
        _("Another document of this brand for this seller holds for some of these days."),
        _("Decline this one, or withdraw the other one first."),
    ),
    "card_rule_invalid.no_condition": Words(
        _("The rule would stop everything"),
        _("It names no category, no customs code and no word."),
        _("Fill in at least one of them."),
    ),
    "card_rule_invalid.backwards": Words(
        _("The days run backwards"),
        _("The last day comes before the first one."),
        _("Check both days."),
    ),
    "card_rule_invalid.digits": Words(
        _("The rule can't be written down so"),
        _("A customs code, or its beginning, has two to ten digits."),
        _("Write digits only, with commas between the codes."),
    ),
    "card_rule_invalid": Words(
        _("The rule can't be written down so"),
        _("Something is missing: %(field)s."),
        _("Fill it in and send the form again."),
    ),
    "attribute_invalid.code": Words(
        _("The attribute can't be defined so"),
        _("Its code begins with a small Latin letter; digits, small letters and _ follow."),
        _("Write something like net_weight."),
    ),
    "attribute_invalid.bar": Words(
        _("The attribute can't be defined so"),
        _("A name has the sign |, which parts names in rules for cards."),
        _("Write it without that sign."),
    ),
    "attribute_invalid.unit": Words(
        _("The attribute can't be defined so"),
        _("Only numbers have a unit."),
        _("Choose numbers as its values, or leave the unit out."),
    ),
    "attribute_invalid.choices": Words(
        _("The attribute can't be defined so"),
        _(
            "A list needs words, each in three languages and %(most)s at most; numbers and yes or no have none."
        ),
        _("Write a line for each word: Russian | English | Chinese."),
    ),
    "attribute_invalid.repeated": Words(
        _("The attribute can't be defined so"),
        _("Two of its words are written alike: %(value)s."),
        _("Leave one of them out, or tell them apart."),
    ),
    "attribute_invalid": Words(
        _("The attribute can't be defined so"),
        _("Something is missing: %(field)s."),
        _("Fill it in and send the form again."),
    ),
    "attribute_gone": Words(
        _("This definition is over already"),
        _("Somebody has just changed or ended it."),
        _("Look at the category as it stands now, and change that."),
    ),
    "attribute_taken": Words(
        _("The category has such an attribute already"),
        _("Its code is %(value)s."),
        _("Change that one, or take another code."),
    ),
    "match_decided": Words(
        _("This proposal was decided already"),
        _("Somebody else has decided it meanwhile, or one of the cards has changed."),
        _("Look at it as it stands now."),
    ),
    "match_reason_missing": Words(
        _("Say why, please"),
        _("Whoever looks at these cards next, and their sellers, should know the reason."),
        _("Write it down and send the form again."),
    ),
    "match_unclear": Words(
        _("We don't know which goods you mean"),
        _("This is neither the address of a page of goods here nor one of your articles."),
        _("Copy the address from the page of the goods, and send the form again."),
    ),
    "match_unclear.alone": Words(
        _("Nobody else offers these goods"),
        _("An article is taken out of a card only while others stand there too."),
        _("Change the card itself instead."),
    ),
    "match_unclear.same": Words(
        _("These are the same goods here already"),
        _("Your article stands on that very page."),
        _("There is nothing left to do."),
    ),
    "products_joined": Words(
        _("These cards are joined or parted already"),
        _("Somebody else has done it meanwhile."),
        _("Look at them as they stand now."),
    ),
    "nothing_to_split": Words(
        _("Nobody else offers these goods"),
        _("An article is taken out of a card only while others stand there too."),
        _("Change the card itself instead."),
    ),
    "card_case_decided": Words(
        _("This card was decided already"),
        _("Somebody else has decided it meanwhile, or its seller has changed it."),
        _("Look at it as it stands now."),
    ),
    "card_appeal_second_person": Words(
        _("A second person decides an appeal"),
        _("Whoever refused the card can't also decide the appeal against it."),
        _("Ask a colleague to look at it."),
    ),
    "card_refusal_reason_missing": Words(
        _("The reason is missing"),
        _("The seller is told why."),
        _("Choose a reason, or write a sentence that the seller can act on."),
    ),
    "card_appeal_empty": Words(
        _("The appeal says nothing"),
        _("A person reads it and decides by it."),
        _("Write what is wrong with the decision, and what shows it."),
    ),
    "card_document_invalid.over": Words(
        _("The document is over already"),
        _("Its last day has passed."),
        _("Name a document that is in force."),
    ),
    "card_document_invalid": Words(
        _("The document is not complete"),
        _("Something is missing: %(field)s."),
        _("Fill it in and send the form again."),
    ),
    "authorisation_reason_missing": Words(
        _("The reason is missing"),
        _("The seller is told why."),
        _("Write a sentence that the seller can act on."),
    ),
    "storefront_unknown": Words(
        _("There is no such shop"),
        _("No shop that is open has this code: %(code)s."),
        _("Leave the shop out to be in the marketplace, or name one that is open."),
    ),
    "storefront_address_taken": Words(
        _("Another shop stands there"),
        _("This host or path belongs to another shop."),
        _("Choose another one."),
    ),
    "storefront_code_taken": Words(
        _("Another shop has this code"),
        _("Codes are unique: %(code)s."),
        _("Choose another one."),
    ),
    "storefront_nothing_to_publish": Words(
        _("There is nothing to publish"),
        _("The shop has no draft: what visitors see is the newest there is."),
        _("Change something first."),
    ),
    "storefront_invalid": Words(
        _("This can't be published yet"),
        _("Something can't be right: %(field)s."),
        _("Correct it and send the form again. The rest of what you entered is kept."),
    ),
    "storefront_invalid.code": Words(
        _("This code can't name a shop"),
        _("A code is of small Latin letters, digits and hyphens and begins with a letter: %(code)s."),
        _("Choose another one, such as “tea-house”."),
    ),
    "storefront_invalid.nowhere": Words(
        _("The shop would be found nowhere"),
        _("It has neither a host nor a path."),
        _("Name a host, a path, or both."),
    ),
    "storefront_invalid.host": Words(
        _("This is no host"),
        _("A host is a name such as mall.example.com: %(host)s."),
        _("Leave out “https://” and the path."),
    ),
    "storefront_invalid.prefix": Words(
        _("This path can't be taken"),
        _(
            "It is of small Latin letters, digits and hyphens, and none that the house itself uses: %(prefix)s."
        ),
        _("Choose another one, such as “mall”."),
    ),
    "storefront_invalid.choice": Words(
        _("Nothing is chosen"),
        _("A shop has at least one of these: %(allowed)s."),
        _("Choose at least one."),
    ),
    "storefront_invalid.default": Words(
        _("The first choice is not among the others"),
        _("What the shop begins with must be allowed in it: %(default)s."),
        _("Allow it too, or begin with another one."),
    ),
    "storefront_invalid.too_many": Words(
        _("This is too much"),
        _("At most %(most)s fit here: %(field)s."),
        _("Take some away."),
    ),
    "storefront_invalid.too_long": Words(
        _("This text is too long"),
        _("At most %(most)s characters fit here: %(field)s."),
        _("Shorten it and send the form again."),
    ),
    "storefront_invalid.text_missing": Words(
        _("A text is missing in one language"),
        _("Visitors who read “%(language)s” would see nothing here: %(field)s."),
        _("Write it in each language of the shop, or take the language away."),
    ),
    "storefront_invalid.target_missing": Words(
        _("This leads nowhere"),
        _("The entry names no category or brand: %(field)s."),
        _("Choose where it leads, or take it away."),
    ),
    "storefront_invalid.address": Words(
        _("This address leads out of the shop"),
        _("Links stay in the shop and begin without a slash: %(target)s."),
        _("Write it as “search/?q=tea” or “c/kettles/”."),
    ),
    "storefront_invalid.colour": Words(
        _("This is no colour"),
        _("It can't be read: %(colour)s."),
        _("Write a colour as # and six hexadecimal digits, as in #0F5C4D."),
    ),
    "storefront_invalid.contrast": Words(
        _("These two colours can't be told apart well enough"),
        _(
            "%(text)s (%(text_colour)s) on %(ground)s (%(ground_colour)s) has a contrast of %(ratio)s;"
            " text needs at least %(least)s."
        ),
        _("Make one of the two darker or lighter."),
    ),
}

#: Inputs as their reader knows them.
FIELDS: Final[dict[str, Text]] = {
    "email": _("e-mail"),
    "full_name": _("name"),
    "recipient": _("recipient"),
    "street": _("street, house, flat"),
    "city": _("city"),
    "region": _("region"),
    "postal_code": _("postal code"),
    "country": _("country"),
    "phone": _("phone"),
    "quantity": _("quantity"),
    "price_minor": _("price"),
    "old_price_minor": _("price before"),
    "expected_total_minor": _("whole price"),
    "on_hand": _("pieces on hand"),
    "password": _("password"),
    "currency": _("currency"),
    "offer_id": _("offer"),
    "offer": _("offer"),
    "delivery_service_id": _("delivery service"),
    "address_id": _("address"),
    "tracking_number": _("tracking number"),
    "sku": _("article number"),
    "district": _("district"),
    "deliveries": _("delivery"),
    "registration_number": _("registration number"),
    "tax_number": _("tax number"),
    "reason": _("reason"),
    "price": _("price"),
    "barcode": _("barcode"),
    "body": _("the body"),
    "stars": pgettext_lazy("field", "stars"),
    "text": pgettext_lazy("field", "review"),
    "pros": pgettext_lazy("field", "what is good"),
    "cons": pgettext_lazy("field", "what is not so good"),
    "reply": pgettext_lazy("field", "reply"),
    "question": pgettext_lazy("field", "question"),
    "answer": pgettext_lazy("field", "answer"),
}
