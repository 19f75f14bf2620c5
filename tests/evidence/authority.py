"""A certificate authority for tests: people with certificates of every strength, cities with seals."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

#: QcStatements: qualified (QcCompliance), key in a qualified device (QcSSCD).
QUALIFIED = bytes.fromhex("30143008060604008e4601013008060604008e460104")
PASSWORD = b"a password for tests"


@dataclass
class Authority:
    """One that issues certificates."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def issue(
        self,
        name: str,
        *,
        is_qualified: bool = True,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> bytes:
        """A PKCS#12 file with a new key and its certificate."""
        key = ec.generate_private_key(ec.SECP256R1())
        builder = _builder(name, self.certificate.subject, key, since, until)
        usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
        builder = builder.add_extension(usage, critical=True)
        if is_qualified:
            statements = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3"), QUALIFIED)
            builder = builder.add_extension(statements, critical=False)
        certificate = builder.sign(self.key, hashes.SHA256())
        protection = serialization.BestAvailableEncryption(PASSWORD)
        return pkcs12.serialize_key_and_certificates(
            name.encode(), key, certificate, [self.certificate], protection
        )


def an_authority(name: str = "Test Trust Service") -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = _builder(name, subject, key, None, None)
    usage = x509.KeyUsage(True, False, False, False, False, True, True, False, False)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(usage, critical=True)
    return Authority(key, builder.sign(key, hashes.SHA256()))


def _builder(
    name: str,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    since: datetime | None,
    until: datetime | None,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since or datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(until or datetime.now(UTC) + timedelta(days=3650))
    )


def signed(pdf: bytes, holder: bytes, *, field: str) -> bytes:
    """A PDF with one more signature by whoever holds a PKCS#12 file, as a signing program puts it."""
    signer = signers.SimpleSigner.load_pkcs12_data(holder, (), PASSWORD)
    meta = signers.PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.PADES)
    out = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    signers.PdfSigner(meta, signer=signer).sign_pdf(writer, output=out)
    return out.getvalue()
