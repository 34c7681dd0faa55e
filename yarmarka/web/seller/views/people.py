"""Who acts for the merchant: letting people in by a letter, giving roles, letting go; and joining by that letter."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.sellers.actions import give_role as give_role_to
from yarmarka.domain.sellers.actions import let_go as let_person_go
from yarmarka.domain.sellers.actions import withdraw_invitation as withdraw
from yarmarka.domain.sellers.queries import open_invitation, open_invitations, sellers, staff_of
from yarmarka.domain.sellers.types import Role, SellerCard
from yarmarka.flows.invite_staff import invitation_behind, invite_staff, join_seller
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.web.console.visitor import email_of, person_id
from yarmarka.web.console.words import ROLE_HELP, ROLES
from yarmarka.web.seller.viewer import for_seller, show, work_for
from yarmarka.web.shared.telling import add_problem, problems_told


def _role_choices() -> list[tuple[str, str]]:
    return [(role.value, f"{ROLES[role]}: {ROLE_HELP[role]}") for role in Role]


class InviteForm(forms.Form):
    """Whom to let in, and as what."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("They get a letter with a link that works once, for seven days."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=_role_choices, widget=forms.RadioSelect)


@require_safe
@for_seller
def page(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Show who acts for the merchant, and who was asked to."""
    return _page(request, seller, InviteForm(label_suffix="", initial={"role": Role.CLERK.value}))


@require_POST
@for_seller
def invite(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Send somebody the letter that lets them in."""
    form = InviteForm(request.POST, label_suffix="")
    if form.is_valid():
        try:
            invite_staff(
                seller_id=seller.id,
                email=form.cleaned_data["email"],
                role=Role(form.cleaned_data["role"]),
                by=person_id(request),
                now=now(),
            )
        except YarmarkaError as error:
            add_problem(form, error)
        else:
            messages.success(request, _("The letter is on its way."))
            return redirect("seller:people")
    return _page(request, seller, form, status=422)


@require_POST
@for_seller
def withdraw_invitation(request: HttpRequest, seller: SellerCard, invitation_id: UUID) -> HttpResponseBase:
    """End an invitation; its link opens nothing any more."""
    withdraw(seller_id=seller.id, invitation_id=invitation_id, now=now())
    messages.success(request, _("The invitation is withdrawn: its link opens nothing any more."))
    return redirect("seller:people")


@require_POST
@for_seller
def give_role(request: HttpRequest, seller: SellerCard, staff_id: UUID) -> HttpResponseBase:
    """Give somebody another role."""
    if request.POST.get("role") not in set(Role):
        raise Missing(what="role")
    with problems_told(request):
        give_role_to(seller_id=seller.id, person_id=staff_id, role=Role(request.POST["role"]))
        messages.success(request, _("The role is given."))
    return redirect("seller:people")


@require_POST
@for_seller
def let_go(request: HttpRequest, seller: SellerCard, staff_id: UUID) -> HttpResponseBase:
    """Let somebody act for the merchant no longer."""
    with problems_told(request):
        let_person_go(seller_id=seller.id, person_id=staff_id)
        messages.success(request, _("They act for you no longer."))
    return redirect("seller:home" if staff_id == person_id(request) else "seller:people")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def join(request: HttpRequest, key: str) -> HttpResponseBase:
    """Show who invites, and as what; as POST, take it on."""
    invitation_id = invitation_behind(key)
    invitation = open_invitation(invitation_id=invitation_id, now=now()) if invitation_id else None
    if request.method == "POST":
        seller_id = join_seller(key=key, person_id=person_id(request), now=now())
        work_for(request, seller_id)
        messages.success(request, _("Welcome. You act for this merchant from now on."))
        return redirect("seller:home")
    facts = {
        "invitation": invitation,
        "seller": sellers([invitation.seller_id])[invitation.seller_id] if invitation else None,
        "is_for_me": invitation is not None and invitation.email == email_of(request).lower(),
    }
    return render(request, "seller/join.html", facts, status=200 if invitation else 410)


@require_POST
@login_required
def switch(request: HttpRequest, seller_id: UUID) -> HttpResponseBase:
    """Work for another merchant of one's own."""
    work_for(request, seller_id)
    return redirect("seller:home")


def _page(
    request: HttpRequest, seller: SellerCard, form: InviteForm, *, status: int = 200
) -> HttpResponseBase:
    staff = staff_of(seller_id=seller.id)
    known = people([post.person_id for post in staff])
    return show(
        request,
        seller,
        "people",
        staff=[(post, known[post.person_id]) for post in staff],
        invitations=open_invitations(seller_id=seller.id, now=now()),
        roles=ROLES,
        form=form,
        status=status,
    )
