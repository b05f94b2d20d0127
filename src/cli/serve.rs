//! `wavetank serve`: from what was typed to a server that runs until it is told to stop.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};
use serde_json::json;
use tracing_subscriber::filter::LevelFilter;

use super::failure::{Failure, write_out};
use super::ready::Ready;
use super::{check, listen, log, tls, whole};
use crate::kernel::lifecycle::Profile;
use crate::kernel::settings::Auth;
use crate::scenario::{ClockMode, Loaded, Prepared, Scenario};
use crate::server::{self, Identity, Limits, Options, Preset, Server};

/// Where a server listens that is not told otherwise.
pub(super) const LISTEN: &str = "127.0.0.1:9283";

#[derive(Debug, Args)]
pub(super) struct Typed {
    /// Address and port; port 0 picks a free one.
    #[arg(long, env = "WAVETANK_LISTEN", default_value = LISTEN)]
    listen: String,
    /// The scenario that every sandbox begins with.
    #[arg(long, env = "WAVETANK_SCENARIO", value_name = "FILE")]
    scenario: Option<PathBuf>,
    /// The seed of all chance: ids, drawn durations, probabilities. It goes before that of --scenario, as --timing,
    /// --clock and --auth do.
    #[arg(long, env = "WAVETANK_SEED", value_name = "N", value_parser = number::<u64>(0))]
    seed: Option<u64>,
    /// How long asynchronous operations take, but for those that the scenario names: `instant`, `fast` (about
    /// a second), `realistic` (as long as the vendor's).
    #[arg(long, env = "WAVETANK_TIMING", value_enum)]
    timing: Option<TimingName>,
    /// How world time passes: `real`, `stopped`, or `x60` for sixty times as fast.
    #[arg(long, env = "WAVETANK_CLOCK", value_name = "real|stopped|xN")]
    clock: Option<ClockMode>,
    /// `lenient`: every well-formed credential is good. `strict`: judged as the vendor judges.
    #[arg(long, env = "WAVETANK_AUTH", value_enum)]
    auth: Option<AuthName>,
    /// Gets one JSON object (http, pid, seed, version; https and ca behind TLS) once the server listens.
    #[arg(long, env = "WAVETANK_READY_FILE", value_name = "FILE")]
    ready_file: Option<PathBuf>,
    /// Writes all that happens into the file, behind what is there, for `wavetank replay`. Secrets are left out.
    #[arg(long, env = "WAVETANK_RECORD", value_name = "FILE")]
    record: Option<PathBuf>,
    /// How the lines on stderr are written.
    #[arg(long, env = "WAVETANK_LOG_FORMAT", value_enum, default_value = "text")]
    log_format: log::Format,
    /// off, error, warn, info (a line a call), debug or trace.
    #[arg(long, env = "WAVETANK_LOG_LEVEL", default_value = "info", value_name = "LEVEL")]
    log_level: LevelFilter,
    /// A host name under which the admin API may be called, beside local ones; may be repeated.
    #[arg(long, env = "WAVETANK_ALLOW_HOST", value_name = "NAME", value_delimiter = ',')]
    allow_host: Vec<String>,
    #[command(flatten)]
    tls: tls::TypedTls,
    #[command(flatten)]
    limits: TypedLimits,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Limits")]
#[expect(clippy::struct_field_names, reason = "they are the flags' names")]
struct TypedLimits {
    /// The largest request body.
    #[arg(long, env = "WAVETANK_BODY_BYTES_MAX", default_value_t = 10 << 20, value_name = "N", value_parser = number::<usize>(0))]
    body_bytes_max: usize,
    /// Open connections; further ones wait.
    #[arg(long, env = "WAVETANK_CONNECTIONS_MAX", default_value_t = 4096, value_name = "N", value_parser = number::<u32>(1))]
    connections_max: u32,
    /// Sandboxes that there may be; further ones are refused.
    #[arg(long, env = "WAVETANK_SANDBOXES_MAX", default_value_t = 10_000, value_name = "N", value_parser = number::<usize>(0))]
    sandboxes_max: usize,
    /// Seconds in which a request's head must have arrived.
    #[arg(long, env = "WAVETANK_HEAD_SECONDS_MAX", default_value_t = 30, value_name = "N", value_parser = number::<u32>(1))]
    head_seconds_max: u32,
    /// Seconds in which a request's body must have arrived.
    #[arg(long, env = "WAVETANK_BODY_SECONDS_MAX", default_value_t = 30, value_name = "N", value_parser = number::<u32>(1))]
    body_seconds_max: u32,
    /// Seconds for which a connection may be idle.
    #[arg(long, env = "WAVETANK_IDLE_SECONDS_MAX", default_value_t = 75, value_name = "N", value_parser = number::<u32>(1))]
    idle_seconds_max: u32,
    /// Entries that a sandbox's journal keeps; goes before the scenario's.
    #[arg(long, env = "WAVETANK_JOURNAL_ENTRIES_MAX", value_name = "N", value_parser = number::<usize>(0))]
    journal_entries_max: Option<usize>,
    /// Bytes of requests and answers that a sandbox's journal keeps; goes before the scenario's.
    #[arg(long, env = "WAVETANK_JOURNAL_BYTES_MAX", value_name = "N", value_parser = number::<usize>(0))]
    journal_bytes_max: Option<usize>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum TimingName {
    Instant,
    Fast,
    Realistic,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum AuthName {
    Lenient,
    Strict,
}

/// What is written beside answering.
struct Files {
    ready: Option<PathBuf>,
    record: Option<PathBuf>,
    ca: Option<PathBuf>,
}

pub(super) fn run(typed: Typed) -> Result<(), Failure> {
    // Until all else is done.
    let _log = log::start(typed.log_level, typed.log_format)?;
    let files = Files {
        ready: typed.ready_file.clone(),
        record: typed.record.clone(),
        ca: typed.tls.ca_file().map(Path::to_owned),
    };
    if let Some(path) = &files.ready {
        Ready::clear(path)?;
    }
    let options = options(typed)?;
    // One thread: a world answers one call at a time anyway, and the cores are for those who call. Two workers on
    // two cores took an eighth more CPU for a read and half as much again for a creation, and answered no more calls.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|it| Failure::check(format!("no runtime can be made: {it}")))?;
    runtime.block_on(serve(options, files))
}

/// A number that is not less than `least`: with 0 connections a server would answer nobody.
fn number<T: TryFrom<u64>>(least: u64) -> impl Fn(&str) -> Result<T, String> + Clone {
    move |text| {
        let read = text.parse().ok().filter(|it| *it >= least).and_then(|it| T::try_from(it).ok());
        read.ok_or_else(|| {
            // As many bits as it has.
            let most = u64::MAX >> (u64::BITS as usize - 8 * size_of::<T>());
            format!("expected a whole number from {least} to {most}")
        })
    }
}

/// From what was typed to what it means.
fn options(typed: Typed) -> Result<Options, Failure> {
    let preset = preset(&typed);
    let prepared = if let Some(path) = &typed.scenario {
        let Loaded { mut scenario, sheet } = check::load(path)?;
        preset.apply(&mut scenario, None);
        check::prepare(scenario, &sheet)?
    } else {
        let mut scenario = Scenario::default();
        preset.apply(&mut scenario, None);
        Prepared::bare(scenario)
    };
    let limits = typed.limits;
    Ok(Options {
        listen: typed.listen,
        tls: typed.tls.meant()?,
        prepared,
        preset,
        limits: Limits {
            body_bytes_max: limits.body_bytes_max,
            connections_max: limits.connections_max.try_into().unwrap_or(usize::MAX),
            sandboxes_max: limits.sandboxes_max,
            head_timeout: Duration::from_secs(limits.head_seconds_max.into()),
            body_timeout: Duration::from_secs(limits.body_seconds_max.into()),
            idle_timeout: Duration::from_secs(limits.idle_seconds_max.into()),
        },
        allowed_hosts: allowed_hosts(&typed.allow_host)?,
    })
}

/// Flags go before the scenario that they name.
fn preset(typed: &Typed) -> Preset {
    Preset {
        seed: typed.seed,
        clock: typed.clock,
        profile: typed.timing.map(|it| match it {
            TimingName::Instant => Profile::Instant,
            TimingName::Fast => Profile::Fast,
            TimingName::Realistic => Profile::Realistic,
        }),
        auth: typed.auth.map(|it| match it {
            AuthName::Lenient => Auth::Lenient,
            AuthName::Strict => Auth::Strict,
        }),
        journal_entries_max: typed.limits.journal_entries_max,
        journal_bytes_max: typed.limits.journal_bytes_max,
    }
}

/// Without ports, by which no host is told from another.
fn allowed_hosts(typed: &[String]) -> Result<Vec<String>, Failure> {
    let hosts = typed.iter().filter(|it| !it.is_empty()).map(|name| {
        let host = match name.rsplit_once(':') {
            Some((host, port)) if port.parse::<u16>().is_ok() && !host.contains(':') => host,
            Some(_) | None => name,
        };
        if Identity::is_name(host) && !host.contains('*') {
            return Ok(host.to_owned());
        }
        let hint = "write --allow-host without scheme and path: `tank.example`, `192.0.2.7`";
        Err(Failure::input(format!("`{name}` is neither a host name nor an address")).hint(hint))
    });
    hosts.collect()
}

async fn serve(options: Options, files: Files) -> Result<(), Failure> {
    let seed = options.prepared.scenario().seed;
    let tls = options.tls.clone();
    let server = Server::bind(options).await.map_err(|unbound| listen::refused(&unbound))?;
    if let Some(file) = &files.record {
        let hint = || match whole::missing_parent(file) {
            Some(parent) => format!("there is no directory {}", parent.display()),
            None => {
                "name another file, or one that `wavetank serve --record` has written".to_owned()
            }
        };
        server.record(file).map_err(|message| Failure::input(message).hint(hint()))?;
    }
    let stop =
        server::signalled().map_err(|error| Failure::check(format!("no signals: {error}")))?;
    let addresses = server.local_addr().and_then(|it| Ok((it, server.tls_local_addr()?)));
    let (plain, secure) = addresses.map_err(|it| Failure::check(format!("no address: {it}")))?;
    let http = format!("http://{plain}");
    let mut ready = json!({
        "http": http, "pid": std::process::id(), "seed": seed, "version": env!("CARGO_PKG_VERSION"),
    });
    let mut told = format!("wavetank listening on {http}\n");
    if let (Some(address), Some(tls)) = (secure, tls) {
        let https = format!("https://{address}");
        told += &format!("wavetank listening on {https}\n");
        ready["https"] = https.into();
        if let Some(ca) = tls::publish(&tls.identity, files.ca.as_deref(), &http)? {
            ready["ca"] = ca.into();
        }
    }
    let ready = files.ready.map(|path| Ready::write(path, format!("{ready}\n"))).transpose()?;
    if let Err(error) = write_out(&told) {
        // Whoever started it may have looked at its first line only, or not at all: there is work to do.
        tracing::warn!("{} (stdout cannot be written: {error})", told.trim_end());
    }
    let stop = async move {
        stop.await;
        // Whoever looks from now on is to find nobody.
        drop(ready);
    };
    server.run(stop).await;
    Ok(())
}
