//! TLS: who the server proves to be, and the handshake.
//!
//! The only file that names rustls. Keys are made of the operating system's entropy and live here: they
//! never come near a world, a journal or a file. Nothing here is made unless there is a TLS listener.
#![expect(
    clippy::disallowed_methods,
    reason = "certificates are good at times of the wall's clock"
)]

use std::{
    fmt, io,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose, SerialNumber, date_time_ymd,
};
use tokio::net::TcpStream;
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        Error, InconsistentKeys, ServerConfig,
        crypto::ring as provider,
        pki_types::{
            CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName,
            pem::{self, PemObject},
        },
        server::{ClientHello, ResolvesServerCert},
        sign::{CertifiedKey, SigningKey, SingleCertAndKey},
    },
    server::TlsStream,
};

/// A connection behind its handshake.
pub(super) type Secured = TlsStream<TcpStream>;

/// What the protocols are called in a handshake (RFC 7301); the first is what we would rather speak.
const PROTOCOLS: [&[u8]; 2] = [b"h2", b"http/1.1"];

/// Names by which a server is called on its own machine.
const LOCAL_NAMES: [&str; 4] = ["localhost", "*.localhost", "127.0.0.1", "::1"];

/// For how long made certificates are good. Some clients refuse one that is good for longer than 825 days.
const DAYS: i32 = 397;

/// Who a TLS listener proves to be.
pub struct Identity {
    config: Arc<ServerConfig>,
    ca_pem: Option<String>,
}

impl fmt::Debug for Identity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Identity").field("ca_pem", &self.ca_pem).finish_non_exhaustive()
    }
}

/// Why there is no [`Identity`].
#[derive(Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It is neither a host name nor an address.
    Name(String),
    /// Of the certificate's file.
    Certificate(String),
    /// Of the key's file.
    Key(String),
    /// Each is good, but the certificate is not the key's.
    Mismatch,
}

impl Identity {
    /// A private CA that has signed a certificate for this machine and for `names`.
    pub fn made(names: &[String]) -> Result<Self, Unusable> {
        let mut all: Vec<String> = LOCAL_NAMES.map(str::to_owned).to_vec();
        for name in names {
            if !Self::is_name(name) {
                return Err(Unusable::Name(name.clone()));
            }
            if !all.contains(name) {
                all.push(name.clone());
            }
        }
        let faces = Faces::new(all);
        let ca_pem = Some(faces.authority.issuer.pem());
        Ok(Self { config: config(Arc::new(faces)), ca_pem })
    }

    /// A certificate, with those that lead from it to its CA, and its key: both as PEM.
    pub fn own(certificate: &[u8], key: &[u8]) -> Result<Self, Unusable> {
        let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(certificate).collect();
        let chain = chain.map_err(|error| Unusable::Certificate(told(&error, "certificate")))?;
        if chain.is_empty() {
            return Err(Unusable::Certificate(told(&pem::Error::NoItemsFound, "certificate")));
        }
        let key = PrivateKeyDer::from_pem_slice(key);
        let key = key.map_err(|error| Unusable::Key(told(&error, "unencrypted private key")))?;
        let key = provider::sign::any_supported_type(&key);
        let key = key.map_err(|error| Unusable::Key(error.to_string()))?;
        let pair = CertifiedKey::new(chain, key);
        match pair.keys_match() {
            Ok(()) => {}
            Err(Error::InconsistentKeys(InconsistentKeys::KeyMismatch)) => {
                return Err(Unusable::Mismatch);
            }
            Err(error) => return Err(Unusable::Certificate(error.to_string())),
        }
        Ok(Self { config: config(Arc::new(SingleCertAndKey::from(pair))), ca_pem: None })
    }

    /// Whether clients can call a server so: a host name, one with `*` in front, or an address.
    pub fn is_name(name: &str) -> bool {
        ServerName::try_from(name.strip_prefix("*.").unwrap_or(name)).is_ok()
    }

    /// The CA that clients are to trust, as PEM; none where the certificate is somebody's own.
    pub fn ca_pem(&self) -> Option<&str> {
        self.ca_pem.as_deref()
    }

    /// Waits for as long as the client likes.
    pub(super) async fn handshake(&self, socket: TcpStream) -> io::Result<Secured> {
        TlsAcceptor::from(Arc::clone(&self.config)).accept(socket).await
    }
}

/// What the listener says in its handshakes.
fn config(resolver: Arc<dyn ResolvesServerCert>) -> Arc<ServerConfig> {
    let builder = ServerConfig::builder_with_provider(Arc::new(provider::default_provider()));
    let builder = builder.with_safe_default_protocol_versions();
    let builder = builder.expect("the provider knows these versions");
    let mut config = builder.with_no_client_auth().with_cert_resolver(resolver);
    config.alpn_protocols = PROTOCOLS.map(<[u8]>::to_vec).to_vec();
    Arc::new(config)
}

/// What is wrong with a PEM file that should hold a `wanted`.
fn told(error: &pem::Error, wanted: &str) -> String {
    if matches!(error, pem::Error::NoItemsFound) {
        return format!("there is no {wanted} in it");
    }
    error.to_string()
}

/// A CA that lives as long as the server, and the one key that it signs for.
#[derive(Debug)]
struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    pair: KeyPair,
    key: Arc<dyn SigningKey>,
    serials: AtomicU64,
}

impl Authority {
    fn new() -> Self {
        let (ca, pair) = (key_pair(), key_pair());
        let der = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(pair.serialize_der()));
        let key =
            provider::sign::any_ecdsa_type(&der).expect("the provider takes what it has made");
        let mut params = dated();
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        // Each start has another name: some trust stores take the same name for the same CA.
        let id = params.key_identifier(&ca);
        let id = u32::from_be_bytes([id[0], id[1], id[2], id[3]]);
        params.distinguished_name.push(DnType::CommonName, format!("wavetank CA {id:08x}"));
        let issuer = CertifiedIssuer::self_signed(params, ca).expect("the CA is well formed");
        Self { issuer, pair, key, serials: AtomicU64::new(1) }
    }

    /// A certificate for `names`, each of which [`Identity::is_name`].
    fn certify(&self, names: Vec<String>) -> Arc<CertifiedKey> {
        let mut params = dated();
        let names = CertificateParams::new(names).expect("they are names");
        params.subject_alt_names = names.subject_alt_names;
        params.distinguished_name.push(DnType::CommonName, "wavetank");
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        params.serial_number = Some(SerialNumber::from(self.serials.fetch_add(1, Relaxed)));
        let signed = params.signed_by(&self.pair, &self.issuer).expect("it is well formed");
        Arc::new(CertifiedKey::new(vec![signed.der().clone()], Arc::clone(&self.key)))
    }
}

/// Chooses by the name that the client calls.
#[derive(Debug)]
struct Faces {
    authority: Authority,
    usual: Arc<CertifiedKey>,
}

impl Faces {
    fn new(names: Vec<String>) -> Self {
        let authority = Authority::new();
        let usual = authority.certify(names);
        Self { authority, usual }
    }
}

impl ResolvesServerCert for Faces {
    /// A sandbox's host label gets a certificate of its own: most clients take no `*` right below a
    /// name without dots, so that `*.localhost` is as good as nothing to them.
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        match hello.server_name().filter(|it| it.ends_with(".localhost")) {
            Some(name) => Some(self.authority.certify(vec![name.to_owned()])),
            None => Some(Arc::clone(&self.usual)),
        }
    }
}

fn key_pair() -> KeyPair {
    KeyPair::generate().expect("the operating system has entropy")
}

/// Good from yesterday on: clocks differ.
fn dated() -> CertificateParams {
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let day = |date: Date| {
        let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs);
        date_time_ymd(date.year().into(), month, day)
    };
    let mut params = CertificateParams::default();
    params.not_before = day(today.saturating_sub(1.day()));
    params.not_after = day(today.saturating_add(DAYS.days()));
    params.distinguished_name = DistinguishedName::new();
    params
}
