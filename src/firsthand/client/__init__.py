"""How does a program work with a dossier that is open on another computer?"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from firsthand.client.remote import RemoteDossier


def connect(url: str, who: str = "", password: str = "") -> "RemoteDossier":
    """Open a dossier at the address of its desk.

    Args:
        url: such as "http://127.0.0.1:8765".
        who: the name to sign in with, where the desk asks for one.
        password: likewise.

    Returns:
        A dossier with the methods of `firsthand.Dossier`.

    Raises:
        DossierError: when nobody answers there, or not under that password.
    """
    from firsthand.client.remote import RemoteDossier  # noqa: PLC0415 - heavy

    return RemoteDossier.open(url, who, password)


__all__ = ["connect"]
