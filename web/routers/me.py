"""The signed-in person's own account: language, password, access tokens."""

from dataclasses import replace

from fastapi import APIRouter, Request, Response

from web.dependencies import Contained, OpenUnit, SignedIn
from web.identity import signing_in
from web.identity.ports import AccessToken
from web.routers.session import me, network_address, set_cookie
from web.schemas.people import IssuedToken, Me, MyChanges, NewToken, PasswordChange, Token

router = APIRouter(prefix="/me", tags=["me"])


@router.get("")
def read_me(asker: SignedIn) -> Me:
    """The person asking."""
    return me(asker.person)


@router.patch("")
def change_me(changes: MyChanges, asker: SignedIn, unit: OpenUnit) -> Me:
    """Changes the language Sheaf speaks to them."""
    unit.people.set_language(asker.person.id, changes.language)
    return me(replace(asker.person, language=changes.language))


@router.post("/password", status_code=204)
def change_password(change: PasswordChange, asker: SignedIn, request: Request, response: Response, container: Contained) -> None:
    """Changes the password and signs out everywhere else. The answer sets a new session cookie."""
    secret = signing_in.change_password(container, asker, change.current, change.new, network_address(request))
    if asker.session:
        set_cookie(request, response, container, secret)


@router.get("/tokens")
def list_tokens(asker: SignedIn, unit: OpenUnit) -> list[Token]:
    """Their access tokens, newest first, without the secrets."""
    return [_token(token) for token in unit.accounts.tokens(asker.person.id)]


@router.post("/tokens", status_code=201)
def issue_token(wanted: NewToken, asker: SignedIn, unit: OpenUnit, container: Contained) -> IssuedToken:
    """A new access token, for a program: `Authorization: Bearer …`. Its secret is in this answer and nowhere else."""
    token, secret = signing_in.issue_token(container, unit, asker, wanted.name, wanted.days)
    return IssuedToken(**_token(token).model_dump(), secret=secret)


@router.delete("/tokens/{token}", status_code=204)
def revoke_token(token: str, asker: SignedIn, unit: OpenUnit, container: Contained) -> None:
    """Revokes one, at once."""
    signing_in.revoke_token(unit, asker, token, container.clock.now())


def _token(token: AccessToken) -> Token:
    return Token(
        id=token.id,
        name=token.name,
        created_at=token.created_at,
        expires_at=token.expires_at,
        last_used_at=token.last_used_at,
    )
