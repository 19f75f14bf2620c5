"""A certificate authority for tests: certificates of every strength, seals, time stamps, and a small PDF."""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.keys.internal import (
    translate_pyca_cryptography_cert_to_asn1,
    translate_pyca_cryptography_key_to_asn1,
)
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

PASSWORD = "a password for tests"
SINCE, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)

#: QcStatements: the certificate is qualified, its key lies in a qualified device.
QUALIFIED = bytes.fromhex("3014" + "3008060604008e460101" + "3008060604008e460104")


@dataclass(frozen=True)
class Holder:
    """Somebody with a key and a certificate."""

    key: Key
    certificate: x509.Certificate
    issuer: x509.Certificate

    @property
    def pkcs12(self) -> bytes:
        """Key, certificate and issuer in a PKCS#12 file, locked with `PASSWORD`."""
        protection = serialization.BestAvailableEncryption(PASSWORD.encode())
        return pkcs12.serialize_key_and_certificates(
            b"holder", self.key, self.certificate, [self.issuer], protection
        )


@dataclass(frozen=True)
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
        is_qualified: bool = False,
        stamps_time: bool = False,
        since: datetime = SINCE,
        until: datetime = UNTIL,
    ) -> Holder:
        """A new key and its certificate."""
        key: Key = ec.generate_private_key(ec.SECP256R1())
        if stamps_time:  # pyHanko's service for tests knows RSA alone
            key = rsa.generate_private_key(65537, 2048)
        builder = _builder(name, self.certificate.subject, key, since, until)
        usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
        builder = builder.add_extension(usage, critical=True)
        if is_qualified:
            statements = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3"), QUALIFIED)
            builder = builder.add_extension(statements, critical=False)
        if stamps_time:
            purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(purpose, critical=True)
        return Holder(key, builder.sign(self.key, hashes.SHA256()), self.certificate)

    def below(self, name: str) -> "Authority":
        """An authority that this one certifies; signatures bring its certificate along, but not the root's."""
        key = ec.generate_private_key(ec.SECP256R1())
        builder = _authorised(_builder(name, self.certificate.subject, key, SINCE, UNTIL), below=0)
        return Authority(key, builder.sign(self.key, hashes.SHA256()))


def an_authority(name: str = "Test Trust Service") -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    builder = _authorised(_builder(name, subject, key, SINCE, UNTIL), below=1)
    return Authority(key, builder.sign(key, hashes.SHA256()))


def _authorised(builder: x509.CertificateBuilder, *, below: int) -> x509.CertificateBuilder:
    """One that may issue certificates, and have so many authorities below it."""
    usage = x509.KeyUsage(True, False, False, False, False, True, True, False, False)
    limits = x509.BasicConstraints(ca=True, path_length=below)
    return builder.add_extension(limits, critical=True).add_extension(usage, critical=True)


def _builder(
    name: str, issuer: x509.Name, key: Key, since: datetime, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
    )


def signed(
    pdf: bytes,
    holder: Holder,
    *,
    field: str,
    stamper: DummyTimeStamper | None = None,
    certify: bool = False,
    box: tuple[int, int, int, int] | None = None,
) -> bytes:
    """A PDF with one more signature, as a signing program puts it; with a box (points) it shows on the first page."""
    signer = signers.SimpleSigner.load_pkcs12_data(holder.pkcs12, (), PASSWORD.encode())
    meta = signers.PdfSignatureMetadata(
        field_name=field,
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=certify,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    out = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    spec = fields.SigFieldSpec(field, box=box) if box else None
    signers.PdfSigner(meta, signer=signer, timestamper=stamper, new_field_spec=spec).sign_pdf(
        writer, output=out
    )
    return out.getvalue()


def a_stamper(holder: Holder, *, at: datetime | None = None) -> DummyTimeStamper:
    """A time-stamp service that asks nobody."""
    return DummyTimeStamper(
        translate_pyca_cryptography_cert_to_asn1(holder.certificate),
        translate_pyca_cryptography_key_to_asn1(holder.key),
        fixed_dt=at,
    )


def a_pdf(words: str = "Local Green Deal") -> bytes:
    """A PDF of one page."""
    writer = PdfFileWriter(stream_xrefs=False)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    names = {generic.pdf_name(key): generic.pdf_name(value) for key, value in font.items()}
    resources = {
        generic.pdf_name("/Font"): generic.DictionaryObject(
            {generic.pdf_name("/F1"): generic.DictionaryObject(names)}
        )
    }
    stream = writer.add_object(
        generic.StreamObject(stream_data=f"BT /F1 18 Tf 72 700 Td ({words}) Tj ET".encode())
    )
    writer.insert_page(
        PageObject(
            contents=stream,
            media_box=generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842))),
            resources=generic.DictionaryObject(resources),
        )
    )
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
