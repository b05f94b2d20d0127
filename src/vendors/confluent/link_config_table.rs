//! The settings of a cluster link: names, defaults, and what may be written to each.
//!
//! As Confluent Cloud lists them for a link of its own; which of them can be edited is what Confluent's
//! Terraform provider lets through.

use serde_json::Value;

use super::errors::{Error, Kind, Result};
use super::link::{Connection, Mode};
use super::topic::Settings;

/// A setting of links.
#[derive(Debug)]
pub struct Row {
    pub name: &'static str,
    pub default: Option<&'static str>,
    pub access: Access,
    pub takes: Takes,
    /// Whether it is listed where it is not set.
    pub is_listed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// At any time.
    Free,
    /// When the link is created, and never again.
    Once,
    /// Never.
    ReadOnly,
    /// At any time, and never to be read.
    Secret,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    Text,
    Flag,
    /// A whole number, at least this.
    Number(i64),
    /// At most so many characters.
    Short(usize),
    /// JSON with a list of that name.
    Filters(&'static str),
    LinkMode,
    ConnectionMode,
}

use Access::{Free, Once, ReadOnly, Secret};
use Takes::{ConnectionMode, Filters, Flag, LinkMode, Number, Short, Text};

macro_rules! rows {
    ($($name:literal $default:expr, $access:expr, $takes:expr, $listed:literal;)*) => {
        &[$(Row {
            name: $name, default: $default, access: $access, takes: $takes, is_listed: $listed == 1,
        },)*]
    };
}

/// By name. The last column: whether it is listed where nobody has set it.
#[rustfmt::skip] // A table.
pub const ROWS: &[Row] = rows! {
    "acl.filters"                                     Some(""),                Free,     Filters("aclFilters"),   1;
    "acl.sync.enable"                                 Some("false"),           Free,     Flag,                    1;
    "acl.sync.ms"                                     Some("5000"),            Free,     Number(1),               1;
    "auto.create.mirror.topics.enable"                Some("false"),           Free,     Flag,                    1;
    "auto.create.mirror.topics.filters"               Some(""),                Free,     Filters("topicFilters"), 1;
    "bootstrap.servers"                               None,                    Free,     Text,                    1;
    "client.dns.lookup"                               Some("use_all_dns_ips"), Free,     Text,                    1;
    "cluster.link.paused"                             Some("false"),           Free,     Flag,                    0;
    "cluster.link.prefix"                             None,                    Once,     Short(12),               1;
    "cluster.link.retry.timeout.ms"                   Some("300000"),          ReadOnly, Number(0),               1;
    "connection.mode"                                 Some("OUTBOUND"),        Once,     ConnectionMode,          1;
    "connections.max.idle.ms"                         Some("600000"),          ReadOnly, Number(0),               1;
    "consumer.group.prefix.enable"                    Some("false"),           Free,     Flag,                    1;
    "consumer.offset.group.filters"                   Some(""),                Free,     Filters("groupFilters"), 1;
    "consumer.offset.sync.enable"                     Some("false"),           Free,     Flag,                    1;
    "consumer.offset.sync.ms"                         Some("30000"),           Free,     Number(1000),            1;
    "link.mode"                                       Some("DESTINATION"),     Once,     LinkMode,                1;
    "local.listener"                                  None,                    Free,     Text,                    0;
    "local.sasl.jaas.config"                          None,                    Secret,   Text,                    1;
    "local.sasl.login.callback.handler.class"         None,                    Free,     Text,                    0;
    "local.sasl.mechanism"                            Some("GSSAPI"),          Free,     Text,                    1;
    "local.sasl.oauthbearer.token.endpoint.url"       None,                    Free,     Text,                    0;
    "local.security.protocol"                         Some("PLAINTEXT"),       Free,     Text,                    1;
    "local.ssl.cipher.suites"                         None,                    Free,     Text,                    1;
    "local.ssl.enabled.protocols"                     Some("TLSv1.2,TLSv1.3"), Free,     Text,                    1;
    "local.ssl.endpoint.identification.algorithm"     Some("https"),           Free,     Text,                    1;
    "local.ssl.key.password"                          None,                    Secret,   Text,                    1;
    "local.ssl.keystore.certificate.chain"            None,                    Secret,   Text,                    1;
    "local.ssl.keystore.key"                          None,                    Secret,   Text,                    1;
    "local.ssl.keystore.type"                         Some("JKS"),             Free,     Text,                    1;
    "local.ssl.protocol"                              Some("TLSv1.3"),         Free,     Text,                    1;
    "local.ssl.truststore.certificates"               None,                    Secret,   Text,                    1;
    "local.ssl.truststore.type"                       Some("JKS"),             Free,     Text,                    1;
    "metadata.max.age.ms"                             Some("300000"),          ReadOnly, Number(0),               1;
    "mirror.start.offset.spec"                        Some("earliest"),        Free,     Text,                    0;
    "num.cluster.link.fetchers"                       Some("1"),               ReadOnly, Number(1),               1;
    "remote.link.connection.mode"                     None,                    Once,     ConnectionMode,          0;
    "replica.fetch.backoff.ms"                        Some("1000"),            ReadOnly, Number(0),               1;
    "replica.fetch.max.bytes"                         Some("5242880"),         ReadOnly, Number(0),               1;
    "replica.fetch.min.bytes"                         Some("1"),               ReadOnly, Number(0),               1;
    "replica.fetch.response.max.bytes"                Some("10485760"),        ReadOnly, Number(0),               1;
    "replica.fetch.wait.max.ms"                       Some("500"),             ReadOnly, Number(0),               1;
    "replica.socket.receive.buffer.bytes"             Some("-1"),              Free,     Number(-1),              1;
    "replica.socket.timeout.ms"                       Some("30000"),           ReadOnly, Number(0),               1;
    "request.timeout.ms"                              Some("30000"),           ReadOnly, Number(0),               1;
    "retry.backoff.ms"                                Some("100"),             ReadOnly, Number(0),               1;
    "sasl.jaas.config"                                None,                    Secret,   Text,                    1;
    "sasl.login.callback.handler.class"               None,                    Free,     Text,                    0;
    "sasl.mechanism"                                  Some("GSSAPI"),          Free,     Text,                    1;
    "sasl.oauthbearer.token.endpoint.url"             None,                    Free,     Text,                    0;
    "security.protocol"                               Some("PLAINTEXT"),       Free,     Text,                    1;
    "socket.connection.setup.timeout.max.ms"          Some("30000"),           ReadOnly, Number(0),               1;
    "socket.connection.setup.timeout.ms"              Some("10000"),           ReadOnly, Number(0),               1;
    "ssl.cipher.suites"                               None,                    Free,     Text,                    1;
    "ssl.enabled.protocols"                           Some("TLSv1.2,TLSv1.3"), Free,     Text,                    1;
    "ssl.endpoint.identification.algorithm"           Some("https"),           Free,     Text,                    1;
    "ssl.key.password"                                None,                    Secret,   Text,                    1;
    "ssl.keystore.certificate.chain"                  None,                    Secret,   Text,                    1;
    "ssl.keystore.key"                                None,                    Secret,   Text,                    1;
    "ssl.keystore.type"                               Some("JKS"),             Free,     Text,                    1;
    "ssl.protocol"                                    Some("TLSv1.3"),         Free,     Text,                    1;
    "ssl.truststore.certificates"                     None,                    Secret,   Text,                    1;
    "ssl.truststore.type"                             Some("JKS"),             Free,     Text,                    1;
    "topic.config.sync.include"                       None,                    Free,     Text,                    0;
    "topic.config.sync.ms"                            Some("5000"),            Free,     Number(1),               1;
};

pub fn row(name: &str) -> Option<&'static Row> {
    let index = ROWS.binary_search_by_key(&name, |it| it.name).ok()?;
    Some(&ROWS[index])
}

impl Row {
    /// Whether a value may be written; `name` and `value` are worded as Kafka's `ConfigException` is.
    fn check(&self, value: &str) -> Result<()> {
        let name = self.name;
        let wrong = |why: &str| {
            let message = format!("Invalid value {value} for configuration {name}: {why}");
            Err(Error::new(Kind::InvalidRequest, message))
        };
        match self.takes {
            Text => Ok(()),
            Flag if ["true", "false"].iter().any(|it| it.eq_ignore_ascii_case(value)) => Ok(()),
            Flag => wrong("Expected value to be either true or false"),
            Number(least) => match value.trim().parse::<i64>() {
                Err(_) => wrong("Not a number of type INT"),
                Ok(number) if number < least => wrong(&format!("Value must be at least {least}")),
                Ok(_) => Ok(()),
            },
            Short(most) if value.chars().count() <= most => Ok(()),
            Short(most) => wrong(&format!("exceeds the maximum length of {most}")),
            Filters(_) if value.is_empty() => Ok(()),
            Filters(list) => {
                let json = serde_json::from_str::<Value>(value).ok();
                let is_list = json.is_some_and(|it| it.get(list).is_some_and(Value::is_array));
                if is_list { Ok(()) } else { wrong(&format!("not JSON with a list `{list}`")) }
            }
            LinkMode if Mode::read(value).is_some() => Ok(()),
            LinkMode => wrong("String must be one of: DESTINATION, SOURCE, BIDIRECTIONAL"),
            ConnectionMode if Connection::read(value).is_some() => Ok(()),
            ConnectionMode => wrong("String must be one of: OUTBOUND, INBOUND"),
        }
    }
}

/// Checks what is written to a link, whether it is `new` or not; `None` resets. CHOICE: an unknown name is an
/// invalid one, and a read-only or immutable one an invalid request.
pub fn check(name: &str, value: Option<&str>, is_new: bool) -> Result<()> {
    let row = row(name).ok_or(Kind::InvalidConfigName)?;
    let is_closed = match row.access {
        Free | Secret => false,
        Once => !is_new,
        ReadOnly => true,
    };
    if is_closed {
        let message = format!("Cluster link config '{name}' cannot be updated.");
        return Err(Error::new(Kind::InvalidRequest, message));
    }
    value.map_or(Ok(()), |it| row.check(it))
}

/// Checks what one setting says of another.
pub fn check_together(configs: &Settings) -> Result<()> {
    let text = |name: &str| configs.get(name).and_then(Option::as_deref).unwrap_or_default();
    let is_on = |name: &str| text(name).eq_ignore_ascii_case("true");
    let has_prefix = !text("cluster.link.prefix").is_empty();
    let wrong = |message: &'static str| Err(Error::new(Kind::InvalidRequest, message));
    if has_prefix && is_on("acl.sync.enable") {
        return wrong("ACL syncing cannot be enabled on a cluster link with a prefix.");
    }
    if !has_prefix && is_on("consumer.group.prefix.enable") {
        return wrong("consumer.group.prefix.enable requires cluster.link.prefix to be set.");
    }
    Ok(())
}

/// Switching something off empties its filters too (Confluent Cloud, "Cluster Linking configurations").
pub fn clear_filters(configs: &mut Settings, switched: &str) {
    let filters = match switched {
        "acl.sync.enable" => "acl.filters",
        "consumer.offset.sync.enable" => "consumer.offset.group.filters",
        "auto.create.mirror.topics.enable" => "auto.create.mirror.topics.filters",
        _ => return,
    };
    let is_off =
        |it: &Option<String>| it.as_deref().is_some_and(|it| it.eq_ignore_ascii_case("false"));
    if configs.get(switched).is_some_and(is_off) {
        configs.remove(filters);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_in_which_they_are_looked_up() {
        assert!(ROWS.is_sorted_by_key(|it| it.name));
    }

    #[test]
    fn every_default_may_be_written() {
        for row in ROWS {
            if let Some(default) = row.default {
                row.check(default).expect(row.name);
            }
        }
    }
}
