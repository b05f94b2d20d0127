//! What becomes of links: whether they reach the other end, since when they do not, and what their mirrors
//! make of it.

use std::sync::Arc;

use super::Confluent;
use super::auth::{Gate, Terms};
use super::kafka::{Due, Kafka};
use super::link::{Connection, Side, State, Trouble};
use super::mirror_course;
use super::moments::Clock;
use crate::kernel::lifecycle::Outcome;
use crate::kernel::room::Ctx;

/// Why the other end takes no calls.
pub const UNREACHABLE: &str = "BOOTSTRAP_TCP_CONNECTION_FAILED_ERROR";
/// Why the other end takes no calls with this key.
pub const UNAUTHENTICATED: &str = "AUTHENTICATION_ERROR";
pub const UNREACHABLE_MESSAGE: &str = "Failed to create a TCP connection to the destination cluster. Please ensure the destination cluster is running and is reachable by the source cluster.";
/// Kafka REST API, `KafkaLinkData.link_error_message`.
pub const UNAUTHENTICATED_MESSAGE: &str = "Please check your api key and secret";

/// The user and password in a JAAS setting; with either kind of quotes, as the API reference has both.
pub fn login(jaas: &str) -> Option<(&str, &str)> {
    let value = |name: &str| {
        let rest = jaas.split_once(&format!("{name}="))?.1;
        let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''))?;
        rest[1..].split_once(quote).map(|(value, _)| value)
    };
    Some((value("username")?, value("password")?))
}

impl Trouble {
    /// As a rule asks for it.
    pub fn of(outcome: &Outcome, clock: Clock) -> Self {
        Self {
            code: outcome.code.clone().unwrap_or_else(|| UNREACHABLE.into()),
            message: outcome.message.clone().unwrap_or_else(|| UNREACHABLE_MESSAGE.into()),
            is_final: outcome.end.as_deref() == Some(FAILED),
            since: clock.now,
        }
    }

    fn now(code: &str, message: &str, clock: Clock) -> Self {
        Self { code: code.into(), message: message.into(), is_final: false, since: clock.now }
    }
}

/// The ends that a rule can ask of `createKafkaLink`.
pub const ENDS: &[&str] = &["UNAVAILABLE", FAILED];
const FAILED: &str = "FAILED";

/// What keeps a side from working just now, whatever was before.
pub fn trouble(
    (kafka, gate): (&Kafka, &Gate),
    side: &Side,
    (clock, terms): (Clock, Terms),
) -> Option<Trouble> {
    if let Some(scripted) = &side.scripted {
        return Some(scripted.clone());
    }
    let remote = kafka.clusters.find(&side.remote)?;
    if remote.is_down(clock) {
        return Some(Trouble::now(UNREACHABLE, UNREACHABLE_MESSAGE, clock));
    }
    let logs_in = side.connection == Connection::Outbound;
    let login = login(side.config("sasl.jaas.config")).filter(|_| logs_in);
    let is_good = login.is_none_or(|it| gate.accepts(it, &side.remote, &terms));
    (!is_good).then(|| Trouble::now(UNAUTHENTICATED, UNAUTHENTICATED_MESSAGE, clock))
}

/// Looks at a side anew: it may have lost the other end, or found it, or given up.
pub fn refresh(vendor: &mut Confluent, ctx: &mut Ctx<'_, Confluent>, id: &str, cluster: &str) {
    let (clock, terms) = (Clock::of(ctx), Terms::of(ctx.settings(), ctx.now()));
    let Some(side) = vendor.kafka.links.side(id, cluster) else { return };
    let found = trouble((&vendor.kafka, &vendor.gate), side, (clock, terms));
    let side = vendor.kafka.links.side_mut(id, cluster).expect("it was just there");
    let lasting = match (found, side.trouble.take()) {
        (None, before) => before.filter(|it| it.is_final),
        (Some(found), Some(before)) => Some(Trouble {
            since: before.since,
            is_final: before.is_final || found.is_final,
            ..found
        }),
        (Some(found), None) => {
            let (link, cluster) = (id.into(), Arc::clone(&side.cluster));
            ctx.after(side.patience(), Due::Look { link, cluster }.into());
            Some(found)
        }
    };
    let patience = u64::try_from(side.patience().as_millis()).unwrap_or(u64::MAX);
    let lasting = lasting.map(|it| Trouble {
        is_final: it.is_final || clock.millis_since(it.since) >= patience,
        ..it
    });
    side.state = match &lasting {
        _ if side.is_on("cluster.link.paused") => State::Paused,
        None => State::Active,
        Some(trouble) if trouble.is_final => State::Failed,
        Some(_) => State::Unavailable,
    };
    side.trouble = lasting;
    mirror_course::follow(vendor, ctx, id, cluster);
}

/// Plans to look again whenever the premises say that something changes.
pub fn watch(vendor: &Confluent, ctx: &mut Ctx<'_, Confluent>, id: &str, cluster: &str) {
    let clock = Clock::of(ctx);
    let Some(side) = vendor.kafka.links.side(id, cluster) else { return };
    let remote = vendor.kafka.clusters.find(&side.remote);
    let outages = remote.into_iter().flat_map(|it| &it.outages);
    let mut edges: Vec<_> = outages.flat_map(|it| <[_; 2]>::from(it.ends(clock.epoch))).collect();
    if let Some((user, _)) = login(side.config("sasl.jaas.config")) {
        edges.extend(vendor.gate.edges(user, clock.epoch));
    }
    edges.retain(|it| clock.now < *it && *it < jiff::Timestamp::MAX);
    for edge in edges {
        let (link, cluster) = (id.into(), Arc::clone(&side.cluster));
        ctx.after(clock.until(edge), Due::Look { link, cluster }.into());
    }
}

/// Settings have changed: what a rule asked for is over, and who has given up tries again.
pub fn renew(vendor: &mut Confluent, ctx: &mut Ctx<'_, Confluent>, id: &str, cluster: &str) {
    if let Some(side) = vendor.kafka.links.side_mut(id, cluster) {
        (side.scripted, side.trouble) = (None, None);
    }
    watch(vendor, ctx, id, cluster);
    refresh(vendor, ctx, id, cluster);
}

/// The end that a rule asked for has come.
pub fn meet_fate(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    (id, cluster): (&str, &str),
    turn: u64,
) {
    let side = vendor.kafka.links.side_mut(id, cluster).filter(|it| it.turn == turn);
    let Some(side) = side else { return };
    side.scripted = side.fate.take().map(|it| Trouble { since: ctx.now(), ..it });
    refresh(vendor, ctx, id, cluster);
}

#[cfg(test)]
mod tests {
    use super::login;

    #[test]
    fn a_login_is_read_from_what_clients_and_the_reference_write() {
        let cases = [
            r#"org.apache.kafka.common.security.plain.PlainLoginModule required username="K" password="S";"#,
            "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username='K' password='S';",
        ];
        for jaas in cases {
            assert_eq!(login(jaas), Some(("K", "S")), "{jaas}");
        }
        assert_eq!(login(""), None);
        assert_eq!(login("username=K"), None);
    }
}
