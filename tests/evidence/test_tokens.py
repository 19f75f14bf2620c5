"""A key that never leaves its token seals like any other. The token is SoftHSM, where it is installed."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute
from pkcs11.util.x509 import decode_x509_certificate
from pyhanko.sign.pkcs11 import PKCS11Signer

from evidence.sealing import SealKey, SealProblem, WhyNotSealed, seal
from evidence.signatures import signatures_in
from tests.evidence.authority import a_pdf, an_authority

NOW = datetime(2026, 11, 28, tzinfo=UTC)
PLACES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
MODULE = next((Path(place) for place in PLACES if Path(place).exists()), None)
PROGRAM = shutil.which("softhsm2-util")
TOKEN = ["--token", "city", "--pin", "1234"]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (MODULE and PROGRAM), reason="softhsm2 is not installed"),
]


@pytest.fixture(scope="module")
def _token(tmp_path_factory: pytest.TempPathFactory) -> object:
    """A token with a key and its certificate; SoftHSM reads where it lies from the environment."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    holder = an_authority().issue("City of Musterstadt")
    key = holder.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(key)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
        _run("--init-token", "--free", "--label", "city", "--so-pin", "5678", "--pin", "1234")
        _run("--import", str(folder / "key.pem"), *TOKEN, "--label", "seal", "--id", "01")
        _put_certificate(holder.certificate)
        yield


def _put_certificate(certificate: x509.Certificate) -> None:
    library = pkcs11.lib(str(MODULE))
    library.reinitialize()
    attributes = decode_x509_certificate(certificate.public_bytes(Encoding.DER))
    named = attributes | {Attribute.TOKEN: True, Attribute.LABEL: "seal", Attribute.ID: b"\x01"}
    with library.get_token(token_label="city").open(rw=True, user_pin="1234") as session:
        session.create_object(named)


def _close(*keys: SealKey) -> None:
    """The last session that ends takes the sign-in with it."""
    for key in keys:
        assert isinstance(key.signer, PKCS11Signer)
        key.signer.pkcs11_session.close()


def _run(*words: str) -> None:
    subprocess.run([str(PROGRAM), *words], check=True, capture_output=True)


@pytest.mark.usefixtures("_token")
def test_a_key_in_a_token_seals() -> None:
    assert MODULE
    key = SealKey.from_pkcs11(MODULE, token="city", pin="1234", label="seal")
    again = SealKey.from_pkcs11(MODULE, token="city", pin="1234", label="seal")
    (one,) = signatures_in(seal(a_pdf(), again, at=NOW), anchors=[], at=NOW)
    assert (one.signer, one.is_intact, one.covers_whole) == ("City of Musterstadt", True, True)
    _close(key, again)


@pytest.mark.usefixtures("_token")
@pytest.mark.parametrize(
    ("token", "pin", "label", "reason"),
    [
        ("city", "0000", "seal", WhyNotSealed.WRONG_PASSPHRASE),
        ("town", "1234", "seal", WhyNotSealed.KEY_MISSING),
        ("city", "1234", "other", WhyNotSealed.KEY_MISSING),
    ],
)
def test_a_token_that_does_not_open_is_told(token: str, pin: str, label: str, reason: WhyNotSealed) -> None:
    assert MODULE
    with pytest.raises(SealProblem) as refused:
        SealKey.from_pkcs11(MODULE, token=token, pin=pin, label=label)
    assert refused.value.reason is reason


def test_a_module_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(SealProblem, match="key_missing"):
        SealKey.from_pkcs11(tmp_path / "none.so", token="city", pin="1234", label="seal")
