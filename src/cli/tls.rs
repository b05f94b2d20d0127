//! What was typed about TLS, and the identity that it means.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::parser::ValueSource;
use clap::{ArgMatches, Args};

use super::failure::Failure;
use super::whole;
use crate::server::{Identity, Tls, Unusable};

/// What Linux says this machine is called; in a container, how its neighbours call it.
const HOST_NAME: &str = "/proc/sys/kernel/hostname";

#[derive(Debug, Args)]
#[command(next_help_heading = "TLS")]
#[expect(clippy::struct_field_names, reason = "they are the flags' names")]
pub(super) struct TypedTls {
    /// A second listener, behind TLS, for HTTP/1.1 and HTTP/2. Its certificate is made at start, for
    /// this machine and the names given, and signed by a CA that is made at start, too.
    #[arg(long, env = "WAVETANK_TLS_LISTEN", value_name = "ADDRESS")]
    tls_listen: Option<String>,
    /// One more host name or address that the certificate is for; may be repeated.
    #[arg(long, env = "WAVETANK_TLS_NAME", value_name = "NAME", value_delimiter = ',')]
    tls_name: Vec<String>,
    /// Gets the CA that clients are to trust, as PEM.
    #[arg(long, env = "WAVETANK_TLS_CA_FILE", value_name = "FILE")]
    tls_ca_file: Option<PathBuf>,
    /// A certificate of your own, as PEM, with those between it and its CA behind it.
    #[arg(long, env = "WAVETANK_TLS_CERT", value_name = "FILE")]
    tls_cert: Option<PathBuf>,
    /// The certificate's private key, as PEM and unencrypted.
    #[arg(long, env = "WAVETANK_TLS_KEY", value_name = "FILE")]
    tls_key: Option<PathBuf>,
}

/// What is typed of TLS without a listener would be in vain. The environment may say it nevertheless: it is for
/// other servers, too.
pub(super) fn unheard(matches: &ArgMatches) -> Result<(), Failure> {
    let is_typed = |id: &&str| matches.value_source(id) == Some(ValueSource::CommandLine);
    let typed = ["tls_name", "tls_ca_file", "tls_cert", "tls_key"].into_iter().find(is_typed);
    match typed {
        Some(id) if !matches.contains_id("tls_listen") => {
            let flag = id.replace('_', "-");
            let message =
                format!("--{flag} says something of TLS, and there is no listener for it");
            Err(Failure::input(message)
                .hint("add --tls-listen, such as `--tls-listen 127.0.0.1:9284`"))
        }
        _ => Ok(()),
    }
}

impl TypedTls {
    pub(super) fn ca_file(&self) -> Option<&Path> {
        self.tls_ca_file.as_deref()
    }

    /// The listener that was asked for.
    pub(super) fn meant(self) -> Result<Option<Tls>, Failure> {
        let Some(listen) = self.tls_listen else { return Ok(None) };
        let names: Vec<_> = self.tls_name.into_iter().filter(|it| !it.is_empty()).collect();
        let identity = match (self.tls_cert, self.tls_key) {
            (Some(_), Some(_)) if !names.is_empty() || self.tls_ca_file.is_some() => {
                let message = "a certificate of one's own has its names and its CA";
                let hint = "leave out --tls-name and --tls-ca-file, or --tls-cert and --tls-key";
                return Err(Failure::input(message).hint(hint));
            }
            (Some(certificate), Some(key)) => own(&certificate, &key)?,
            (Some(_), None) => {
                let message = "--tls-cert comes without its key";
                return Err(Failure::input(message).hint("add --tls-key FILE"));
            }
            (None, Some(_)) => {
                let message = "--tls-key comes without its certificate";
                return Err(Failure::input(message).hint("add --tls-cert FILE"));
            }
            (None, None) => made(&listen, names)?,
        };
        Ok(Some(Tls { listen, identity: Arc::new(identity) }))
    }
}

/// Writes the CA where it was wanted, and says where it is to be had: there, or else at the server's
/// address `http`. Nowhere, if the certificate is somebody's own.
pub(super) fn publish(
    identity: &Identity,
    file: Option<&Path>,
    http: &str,
) -> Result<Option<String>, Failure> {
    let Some(pem) = identity.ca_pem() else { return Ok(None) };
    let Some(file) = file else { return Ok(Some(format!("{http}/_wavetank/ca.pem"))) };
    let written = whole::write(file, pem).and_then(|()| std::path::absolute(file));
    written
        .map(|it| Some(it.display().to_string()))
        .map_err(|error| whole::unwritable("the CA file", file, &error))
}

/// For the names that were given, and those by which clients will call without being told.
fn made(listen: &str, mut names: Vec<String>) -> Result<Identity, Failure> {
    let host = listen.rsplit_once(':').map_or(listen, |(host, _)| host);
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let host_name = std::fs::read_to_string(HOST_NAME).unwrap_or_default();
    let found = [host, host_name.trim()].map(str::to_owned);
    names.extend(found.into_iter().filter(|it| Identity::is_name(it)));
    Identity::made(&names).map_err(|unusable| told(unusable, Path::new(""), Path::new("")))
}

fn own(certificate: &Path, key: &Path) -> Result<Identity, Failure> {
    let identity = Identity::own(&read(certificate, "certificate")?, &read(key, "key")?);
    identity.map_err(|unusable| told(unusable, certificate, key))
}

fn read(file: &Path, what: &str) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|error| {
        Failure::input(format!("the {what} {} cannot be read: {error}", file.display()))
            .hint(format!("--tls-{} names a PEM file", if what == "key" { "key" } else { "cert" }))
    })
}

/// What is wrong with what was typed, in the words of who typed it.
fn told(unusable: Unusable, certificate: &Path, key: &Path) -> Failure {
    let (certificate, key) = (certificate.display(), key.display());
    let (message, hint) = match unusable {
        Unusable::Name(name) => (
            format!("`{name}` is neither a host name nor an address"),
            "write --tls-name without scheme and port: `wavetank`, `tank.example`, `192.0.2.7`",
        ),
        Unusable::Certificate(why) => (
            format!("the certificate {certificate} is of no use: {why}"),
            "a certificate begins with `-----BEGIN CERTIFICATE-----`; its own is first in the file",
        ),
        Unusable::Key(why) => (
            format!("the key {key} is of no use: {why}"),
            "a key begins with `-----BEGIN PRIVATE KEY-----`; `openssl pkey -in KEY` writes it so",
        ),
        Unusable::Mismatch => (
            format!("the certificate {certificate} is not that of the key {key}"),
            "the first certificate in the file must be the key's; those between it and its CA follow",
        ),
    };
    Failure::input(message).hint(hint)
}
